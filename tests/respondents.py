"""Respondents for tests: a small questionnaire of every kind of question, and links in every state.

The rows are made as they stand after a wave has opened and its messages have gone. ``invite`` makes them on
the ``site``: ``invite.delegate_pre()`` gives the path of the link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extensions import db
from question_banks.model import (
    Bank,
    Family,
    Kind,
    Objective,
    Option,
    OutsideCode,
    Point,
    Question,
    Scale,
)
from surveys import models
from surveys.enums import Audience, BookingStatus, TimePoint
from surveys.models import Base, Board, Booking, Course, Event, Invitation, Person, Response, Wave
from surveys.operations.banks import publish_bank
from surveys.operations.links import current_token
from surveys.operations.questionnaires import keep_questionnaire
from surveys.questionnaires import Page, Questionnaire, asked_of, minutes_for
from surveys.schedule import DEFAULT_PLAN, wave_dates
from surveys.tokens import LinkSigner
from tests.every_kind import EVERY_KIND
from tests.every_kind import pages_of as every_kind_pages
from tests.strict_html import parse

NOW = datetime(2027, 3, 4, 9, tzinfo=UTC)
"""When the site's clock starts: before the next course and 3 months after the last one, and both are asked about."""

NEXT_COURSE = datetime(2027, 3, 10, 9, 30, tzinfo=UTC)
LAST_COURSE = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)

DELEGATE, BOTH = (Audience.DELEGATE,), (Audience.DELEGATE, Audience.MANAGER)

BANK = Bank(
    "neglect",
    "Neglect: recognising and responding",
    (Objective("act", "Acting", "Act on the first signs of neglect."),),
    (
        Question(
            "first-step",
            Kind.SINGLE,
            "Iris, 8, says that nobody is at home after school. What do you do first?",
            Family.KNOWLEDGE,
            2,
            DELEGATE,
            objective="act",
            options=(
                Option("a", "Speak with the child", right=True),
                Option("b", "Wait for the next visit"),
                Option("c", "Write to the parents"),
            ),
        ),
        Question(
            "signs",
            Kind.SEVERAL,
            "Which can be signs of neglect?",
            Family.KNOWLEDGE,
            2,
            DELEGATE,
            objective="act",
            options=(
                Option("a", "Tired", right=True),
                Option("b", "Hungry", right=True),
                Option("c", "Talkative"),
            ),
            marks=2,
        ),
        Question(
            "intent",
            Kind.TRUE_FALSE,
            "Neglect is always meant.",
            Family.KNOWLEDGE,
            2,
            DELEGATE,
            objective="act",
            answer=False,
        ),
        Question(
            "how-often",
            Kind.SCALE,
            "I asked children about their day.",
            Family.BEHAVIOUR,
            3,
            BOTH,
            manager_stem="Your team member asked children about their day.",
            scale="how-often",
        ),
        Question(
            "confident",
            Kind.CONFIDENCE,
            "How confident are you that you see neglect?",
            Family.SELF_RATING,
            2,
            DELEGATE,
            objective="act",
        ),
        Question(
            "story",
            Kind.LONG_TEXT,
            "Without naming anyone: an example.",
            Family.OUTCOME,
            4,
            DELEGATE,
            required=False,
        ),
    ),
    scales=(
        Scale(
            "how-often",
            "How often",
            (Point(0, "Never"), Point(1, "Sometimes"), Point(2, "Always")),
            (OutsideCode("no-opportunity", "No opportunity so far"),),
        ),
    ),
)

RIGHT = {
    "neglect.first-step": ["a"],
    "neglect.signs": ["a", "b"],
    "neglect.intent": ["false"],
    "neglect.how-often": ["no-opportunity"],
    "neglect.confident": ["4"],
    "neglect.story": [""],
}
"""Answers to all of them, each keyed one right."""


def pages_of(version_id: int, audience: Audience) -> tuple[Page, ...]:
    """For a delegate two pages of three questions, for a manager one page."""
    asked = [asked_of(version_id, BANK, q, audience) for q in BANK.questions if audience in q.audiences]
    if audience is Audience.MANAGER:
        return (Page("What you have seen", "", tuple(asked)),)
    return (Page("What you know", "", tuple(asked[:3])), Page("What you do", "", tuple(asked[3:])))


class Invitations:
    """Makes invitations, each to somebody new, and gives the token of its link."""

    def __init__(self, session: Session, signer: LinkSigner, numbers: Iterator[int] | None = None) -> None:
        self.session = session
        self.signer = signer
        self._numbers = numbers or count(1)
        self._bank, self._pages = BANK, pages_of

    def every_kind_pre(self) -> str:
        """Before the course, with every kind of question."""
        return self._every_kind(TimePoint.PRE)

    def every_kind_post(self) -> str:
        """The same after the course. Its questions close two weeks after it."""
        return self._every_kind(TimePoint.POST)

    def every_kind_month6(self) -> str:
        return self._every_kind(TimePoint.MONTH6)

    def _every_kind(self, point: TimePoint) -> str:
        self._bank, self._pages = EVERY_KIND, lambda version_id, audience: every_kind_pages(version_id)
        return self._token(self.invitation(NEXT_COURSE, point, Audience.DELEGATE))

    def delegate_pre(self) -> str:
        return self._token(self.invitation(NEXT_COURSE, TimePoint.PRE, Audience.DELEGATE))

    def manager_month3(self) -> str:
        return self._token(self.invitation(LAST_COURSE, TimePoint.MONTH3, Audience.MANAGER))

    def closed(self) -> str:
        return self._token(self.invitation(LAST_COURSE, TimePoint.POST, Audience.DELEGATE))

    def withdrawn(self) -> str:
        made = self.invitation(NEXT_COURSE, TimePoint.PRE, Audience.DELEGATE)
        made.withdrawn_at = NOW
        return self._token(made)

    def replaced(self) -> str:
        made = self.invitation(NEXT_COURSE, TimePoint.PRE, Audience.DELEGATE)
        old = self._token(made)
        made.issue += 1
        made.token_digest = ""
        self._token(made)
        return old

    def unknown(self) -> str:
        """Signed with a key that is not ours."""
        return LinkSigner(["another key of more than thirty-two letters"]).sign(1, 1)

    def invitation(self, starts_at: datetime, point: TimePoint, audience: Audience) -> Invitation:
        wave = self._wave(starts_at, point)
        booking = self._booking(wave.event)
        made = Invitation(
            wave=wave,
            booking=booking,
            audience=audience,
            questionnaire=self.questionnaire(point, audience),
            name=booking.person.name if audience is Audience.DELEGATE else booking.manager_name,
            address=booking.person.address if audience is Audience.DELEGATE else booking.manager_address,
            invited_at=wave.opens_at,
        )
        self.session.add(made)
        self.session.flush()
        return made

    def questionnaire(self, point: TimePoint, audience: Audience) -> models.Questionnaire:
        version = publish_bank(self.session, self._bank, by="officer@soar.example", now=LAST_COURSE)
        pages = self._pages(version.id, audience)
        whole = Questionnaire("Neglect", "", audience, point, pages, minutes_for(pages))
        return keep_questionnaire(self.session, whole, now=LAST_COURSE)

    def _token(self, invitation: Invitation) -> str:
        return current_token(self.session, invitation, self.signer)

    def _wave(self, starts_at: datetime, point: TimePoint) -> Wave:
        event = self.session.scalar(select(Event).where(Event.starts_at == starts_at)) or self._event(
            starts_at
        )
        return self.session.scalars(select(Wave).where(Wave.event_id == event.id, Wave.point == point)).one()

    def _event(self, starts_at: datetime) -> Event:
        board = self.session.scalar(select(Board)) or Board(key="soar", name="Soar Valley Board")
        course = self.session.scalar(select(Course)) or Course(key="neglect", title=BANK.title)
        ends_at = starts_at + timedelta(hours=6)
        event = Event(
            key=f"neglect-{starts_at:%Y-%m}",
            board=board,
            course=course,
            starts_at=starts_at,
            ends_at=ends_at,
            venue="Beaumanor Hall",
        )
        self.session.add(event)
        self.session.add_all(
            Wave(
                event=event,
                point=dates.point,
                opens_at=dates.opens_at,
                closes_at=dates.closes_at,
                opened_at=dates.opens_at if dates.opens_at <= NOW else None,
            )
            for dates in wave_dates(starts_at, ends_at, DEFAULT_PLAN)
        )
        self.session.flush()
        return event

    def _booking(self, event: Event) -> Booking:
        address = f"priya{next(self._numbers)}-{event.key}@soar.example"
        person = Person(first_name="Priya", last_name="Patel", address=address, address_key=address)
        return Booking(
            event=event,
            person=person,
            status=BookingStatus.BOOKED,
            manager_name="Morgan Reed",
            manager_address="morgan@soar.example",
            booked_at=event.starts_at - timedelta(days=40),
        )


class Invite:
    """``Invitations`` on the site: each call commits and gives the path of a link."""

    def __init__(self, site: Flask) -> None:
        self.site = site
        self._numbers = count(1)

    def __getattr__(self, kind: str) -> Callable[[], str]:
        def path() -> str:
            with self.site.app_context():
                makes = Invitations(db.session, self.site.extensions["link_signer"], self._numbers)
                token = getattr(makes, kind)()
                db.session.commit()
            return f"/s/{token}"

        return path


@pytest.fixture
def invite(site: Flask) -> Invite:
    return Invite(site)


@pytest.fixture
def record_of(site: Flask) -> Callable[[str], SimpleNamespace]:
    """What is on record of a link's invitation, column by column, and how many rows each table has."""

    def look(link: str) -> SimpleNamespace:
        with site.app_context():
            invitation_id, _ = site.extensions["link_signer"].read(link.removeprefix("/s/"))
            wanted = select(*Invitation.__table__.columns).where(Invitation.id == invitation_id)
            columns = db.session.execute(wanted).one()._asdict()
            tables = Base.metadata.sorted_tables
            rows = {t.name: db.session.scalar(select(func.count()).select_from(t)) for t in tables}
        return SimpleNamespace(**columns, rows=rows)

    return look


@pytest.fixture
def count_responses(site: Flask) -> Callable[[], int]:
    def count_them() -> int:
        with site.app_context():
            return db.session.scalar(select(func.count()).select_from(Response))

    return count_them


def hidden_fields(page) -> dict[str, str]:
    """What the forms of a page, its text or the answer that brought it, carry beside what is typed."""
    tree = parse(page if isinstance(page, str) else page.get_data(as_text=True))
    return {e.get("name"): e.get("value") for e in tree.iter("input") if e.get("type") == "hidden"}

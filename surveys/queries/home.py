"""What needs a person today: what the calendar and the mail could not do by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from surveys.enums import Audience, MessageState, TimePoint
from surveys.models import Booking, Course, Event, Invitation, Message, Wave
from surveys.queries.eligibility import is_asked
from surveys.queries.events import of_boards
from surveys.queries.waves import has_questions

MISSED_SHOWN_FOR = timedelta(days=28)
LOOKED_AHEAD = timedelta(days=7)
REGISTER_WANTED_FOR = timedelta(days=90)


class Need(StrEnum):
    """``MISSED``: a wave was too late to open. ``NO_QUESTIONS``: a wave cannot open, for its course has no published
    bank. ``NOBODY_BOOKED``: a wave opens within a week, or should have, and there is nobody to ask.
    ``MAIL_FAILED``: messages of running waves were refused for good. ``MAIL_DELAYED``: the mail server did not take
    messages yet, and they will be tried again. ``NO_REGISTER``: the event is over and who was there is not settled.
    """

    MISSED = "missed"
    NO_QUESTIONS = "no-questions"
    NOBODY_BOOKED = "nobody-booked"
    MAIL_FAILED = "mail-failed"
    MAIL_DELAYED = "mail-delayed"
    NO_REGISTER = "no-register"


@dataclass(frozen=True)
class Attention:
    """``count`` is how many messages, and 0 where nothing is counted; ``reason`` is the last one given for them.
    ``point`` is None where the whole event is meant.
    """

    need: Need
    event_key: str
    course_title: str
    event_starts_at: datetime
    since: datetime
    point: TimePoint | None = None
    count: int = 0
    reason: str = ""


def attention(session: Session, *, boards: Collection[int] | None, now: datetime) -> list[Attention]:
    """What needs a person, the longest waiting first, for the events of these Boards (None: of all).

    Five statements, however much there is.
    """
    found = [
        *_waves(session, boards, Need.MISSED, _missed(now), Wave.closes_at),
        *_waves(session, boards, Need.NO_QUESTIONS, _no_questions(now), Wave.opens_at),
        *_waves(session, boards, Need.NOBODY_BOOKED, _nobody_booked(now), Wave.opens_at),
        *_mail(session, boards, now),
        *_registers(session, boards, now),
    ]
    return sorted(found, key=lambda one: (one.since, one.event_key, one.need))


def _missed(now: datetime) -> Any:
    return Wave.opened_at.is_(None) & Wave.closes_at.between(now - MISSED_SHOWN_FOR, now)


def _to_open(now: datetime) -> Any:
    return and_(Wave.opened_at.is_(None), Wave.opens_at <= now + LOOKED_AHEAD, Wave.closes_at > now)


def _no_questions(now: datetime) -> Any:
    return _to_open(now) & ~has_questions()


def _nobody_booked(now: datetime) -> Any:
    """An open wave with nobody in it counts too: whoever is booked now is still asked."""
    somebody = (
        exists().where(Booking.event_id == Event.id, is_asked(Audience.DELEGATE)).correlate(Wave, Event)
    )
    running = and_(Wave.opened_at.is_not(None), Wave.closed_at.is_(None), Wave.closes_at > now)
    return (_to_open(now) | running) & ~somebody


def _waves(
    session: Session, boards: Collection[int] | None, need: Need, condition: Any, since: Any
) -> Iterator[Attention]:
    wanted = (
        select(Event.key, Course.title, Event.starts_at, since, Wave.point)
        .select_from(Wave)
        .join(Event, Event.id == Wave.event_id)
        .join(Course, Course.id == Event.course_id)
        .where(condition, Event.cancelled_at.is_(None))
    )
    for row in session.execute(of_boards(wanted, boards)):
        yield Attention(need, *row)


def _mail(session: Session, boards: Collection[int] | None, now: datetime) -> Iterator[Attention]:
    delayed = and_(Message.state == MessageState.QUEUED, Message.reason != "")
    wanted = (
        select(
            Message.state, Event.key, Course.title, Event.starts_at, func.min(Message.queued_at), Wave.point,
            func.count(), func.max(Message.reason),
        )
        .select_from(Message)
        .join(Invitation, Invitation.id == Message.invitation_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .join(Event, Event.id == Wave.event_id)
        .join(Course, Course.id == Event.course_id)
        .where((Message.state == MessageState.FAILED) | delayed)
        .where(Wave.closed_at.is_(None), Wave.closes_at > now)
        .where(Invitation.submitted_at.is_(None), Invitation.withdrawn_at.is_(None))
        .group_by(Message.state, Event.key, Course.title, Event.starts_at, Wave.point)
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(of_boards(wanted, boards))
    for state, *row in rows:
        need = Need.MAIL_FAILED if state is MessageState.FAILED else Need.MAIL_DELAYED
        yield Attention(need, *row)


def _registers(session: Session, boards: Collection[int] | None, now: datetime) -> Iterator[Attention]:
    wanted = (
        select(Event.key, Course.title, Event.starts_at, Event.ends_at)
        .join(Course, Course.id == Event.course_id)
        .where(Event.ends_at.between(now - REGISTER_WANTED_FOR, now), Event.register_taken_at.is_(None))
        .where(Event.cancelled_at.is_(None))
        .where(exists().where(Booking.event_id == Event.id).correlate(Event))
    )
    for row in session.execute(of_boards(wanted, boards)):
        yield Attention(Need.NO_REGISTER, *row)

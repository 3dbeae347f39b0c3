"""An event that people have answered about, made row by row: ``say`` puts one person's answers into the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from question_banks import items
from question_banks.documents import digest, to_dict
from question_banks.model import Bank
from surveys import models
from surveys.disclosure import Floors
from surveys.enums import Audience, BookingStatus, MessageKind, MessageState, TimePoint
from surveys.findings.event import event_findings
from surveys.findings.model import EventFindings
from surveys.models import (
    Answer,
    BankVersion,
    Board,
    Booking,
    Course,
    Event,
    Invitation,
    Message,
    Person,
    QuestionBank,
    Questionnaire,
    Response,
    Wave,
)
from surveys.schedule import DEFAULT_PLAN, wave_dates
from tests.surveys.findings.small_bank import BANK

STARTS = datetime(2027, 3, 10, 9, 30, tzinfo=UTC)
ENDS = datetime(2027, 3, 10, 16, tzinfo=UTC)
AFTER_ALL = datetime(2027, 12, 1, 9, tzinfo=UTC)
PRE, POST, MONTH3, MONTH6 = TimePoint
DELEGATE, MANAGER = Audience

Said = Mapping[str, object]


class Answered:
    """One event with its four waves opened and closed. People are numbers; ``book`` them or just let them ``say``."""

    def __init__(self, session: Session, bank: Bank = BANK, key: str = "neglect-1") -> None:
        self.session = session
        self.bank_row = QuestionBank(key=bank.key, title=bank.title)
        board = Board(key=f"board-{key}", name="Soar Valley")
        self.course = Course(key=f"course-{key}", title="Neglect: first signs", bank=self.bank_row)
        self.course.objectives = [
            models.Objective(key=o.key, position=place, title=o.title, text=o.text)
            for place, o in enumerate(bank.objectives)
        ]
        self.event = Event(
            key=key,
            board=board,
            course=self.course,
            starts_at=STARTS,
            ends_at=ENDS,
            venue="Fosse Hall",
            register_taken_at=ENDS,
        )
        session.add_all([self.bank_row, self.event])
        self.waves = {dates.point: self._wave(dates) for dates in wave_dates(STARTS, ENDS, DEFAULT_PLAN)}
        self.bookings: dict[int, Booking] = {}
        self.invitations: dict[tuple[TimePoint, Audience, int], Invitation] = {}
        self.publish(bank)

    def _wave(self, dates) -> Wave:
        wave = Wave(
            event=self.event,
            point=dates.point,
            opens_at=dates.opens_at,
            closes_at=dates.closes_at,
            opened_at=dates.opens_at,
            closed_at=dates.closes_at,
        )
        self.session.add(wave)
        return wave

    def publish(self, bank: Bank) -> BankVersion:
        """Answers are given to ``bank`` from now on."""
        self.bank = bank
        self.version = BankVersion(
            bank=self.bank_row,
            number=len(self.bank_row.versions) + 1,
            document=to_dict(bank),
            digest=digest(bank),
            published_at=STARTS,
            published_by="officer@soar.example",
        )
        self.session.add(self.version)
        self.session.flush()
        return self.version

    def book(self, *people: int, status: BookingStatus = BookingStatus.ATTENDED) -> None:
        for number in people:
            address = f"d{number}@soar.example"
            person = self.session.scalar(select(Person).where(Person.address_key == address))
            person = person or Person(
                first_name=f"D{number}", last_name="Hill", address=address, address_key=address
            )
            self.bookings[number] = Booking(
                event=self.event,
                person=person,
                status=status,
                manager_address=f"m{number}@soar.example",
                booked_at=STARTS,
            )
            self.session.add(self.bookings[number])

    def invite(self, point: TimePoint, *people: int, audience: Audience = DELEGATE) -> None:
        """The people asked at a time point, to whom the mail server took the message."""
        questionnaire = self._questionnaire(point, audience)
        for number in people:
            if number not in self.bookings:
                self.book(number)
            invitation = Invitation(
                wave=self.waves[point],
                booking=self.bookings[number],
                audience=audience,
                questionnaire=questionnaire,
                name="",
                address="",
                invited_at=self.waves[point].opens_at,
            )
            self.invitations[point, audience, number] = invitation
            sent = Message(
                invitation=invitation,
                kind=MessageKind.INVITATION,
                state=MessageState.SENT,
                queued_at=STARTS,
                due_at=STARTS,
            )
            self.session.add_all([invitation, sent])

    def _questionnaire(self, point: TimePoint, audience: Audience) -> Questionnaire:
        name = f"{self.event.key} {point} {audience}"
        found = self.session.scalar(select(Questionnaire).where(Questionnaire.digest == name))
        return found or Questionnaire(
            digest=name, point=point, audience=audience, document={}, made_at=STARTS
        )

    def say(self, point: TimePoint, number: int, said: Said, audience: Audience = DELEGATE) -> None:
        """One person's answers, marked as the product marks them."""
        if (point, audience, number) not in self.invitations:
            self.invite(point, number, audience=audience)
        invitation = self.invitations[point, audience, number]
        invitation.submitted_at = self.waves[point].closes_at
        response = Response(invitation=invitation, submitted_at=invitation.submitted_at)
        response.answers = [answer for key, value in said.items() for answer in self._answers(key, value)]
        self.session.add(response)

    def _answers(self, key: str, value) -> list[Answer]:
        return [
            Answer(
                bank_version_id=self.version.id,
                question_key=part.key,
                value=items.to_json(part.value),
                outside=part.outside,
                mark=part.mark and part.mark.earned,
                max_mark=part.mark and part.mark.possible,
            )
            for part in items.answers(self.bank, self.bank.questions_by_key[key], value)
        ]

    def say_all(self, point: TimePoint, said: list[Said], audience: Audience = DELEGATE) -> None:
        """Persons 1, 2, 3 ... say so in turn."""
        for number, answers in enumerate(said, 1):
            self.say(point, number, answers, audience)

    def findings(self, *, floors: Floors | None = None, now: datetime = AFTER_ALL) -> EventFindings:
        self.session.commit()
        return event_findings(
            self.session, self.event, partnership="Soar Valley", floors=floors or Floors(), now=now
        )

"""A small partnership for tests, made by the product's own operations: a Board, a course, events, bookings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from question_banks.shipped import shipped_banks
from surveys.enums import BookingStatus, MessageKind, TimePoint, WaveTask
from surveys.models import Booking, Event, Invitation, Message, Wave
from surveys.operations.banks import publish_bank
from surveys.operations.bookings import add_booking
from surveys.operations.messages import claim, settle_sent
from surveys.operations.programme import add_board, add_course, add_event
from surveys.operations.waves import due, run
from surveys.queries.waves import event_waves

MADE = datetime(2027, 1, 4, 9, tzinfo=UTC)
STARTS = datetime(2027, 3, 10, 9, 30, tzinfo=UTC)
ENDS = datetime(2027, 3, 10, 16, tzinfo=UTC)
PRE_OPENS = datetime(2027, 3, 3, 8, tzinfo=UTC)
PRE_CLOSES = STARTS
MONTH3_OPENS = datetime(2027, 6, 10, 7, tzinfo=UTC)
"""8 in the morning in London, where it is summer."""

WHO, WORKER = "coordinator@soar.example", "worker"
LENGTH = ENDS - STARTS
MINUTE = timedelta(minutes=1)


class Partnership:
    """``event(key)`` adds an event of one course, ``book(event, "Asha")`` a person on it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.bank = publish_bank(session, shipped_banks()["neglect"], by=WHO, now=MADE).bank
        self.board = add_board(session, key="soar", name="Soar Valley Board", by=WHO, now=MADE)
        self.course = add_course(
            session, key="neglect", title="Neglect: first signs", bank=self.bank, by=WHO, now=MADE
        )
        session.commit()

    def event(self, key: str = "neglect-1", *, starts_at: datetime = STARTS, **facts) -> Event:
        facts = {"board": self.board, "course": self.course, "ends_at": starts_at + LENGTH} | facts
        event = add_event(self.session, key=key, starts_at=starts_at, **facts, by=WHO, now=MADE)
        self.session.commit()
        return event

    def book(
        self,
        event: Event,
        name: str,
        *,
        status: BookingStatus = BookingStatus.BOOKED,
        manager: str = "",
        now: datetime = MADE,
    ) -> Booking:
        """Book ``name`` at the address made of it. ``manager`` is a name too, and has an address likewise."""
        first, _, last = name.partition(" ")
        booking = add_booking(
            self.session,
            event,
            first_name=first,
            last_name=last or "Hill",
            address=address(name),
            status=status,
            agency="Soar City",
            job_title="Nurse",
            manager_name=manager,
            manager_address=address(manager) if manager else "",
            by=WHO,
            now=now,
        )
        self.session.commit()
        return booking


def run_due(session: Session, now: datetime) -> list[tuple[WaveTask, TimePoint, int]]:
    """Do everything that is due, as the worker does; gives what was done, with how many people were written to."""
    done = []
    for task in due(session, now):
        people = run(session, task, by=WORKER, now=now)
        session.commit()
        done.append((task.task, task.point, people))
    return done


def mail_goes(session: Session, now: datetime) -> None:
    """Everything that is queued is sent."""
    for message_id in claim(session, worker=WORKER, now=now, most=10_000):
        settle_sent(session, message_id, now=now)
    session.commit()


def wave_of(session: Session, event: Event, point: TimePoint = TimePoint.PRE) -> Wave:
    return next(wave for wave in event_waves(session, event) if wave.point is point)


def told(session: Session, kind: MessageKind | None = None) -> list[tuple[str, str, int]]:
    """Who got (or will get) a message: address, kind and ordinal, in order."""
    wanted = select(Invitation.address, Message.kind, Message.ordinal).join(
        Message, Message.invitation_id == Invitation.id
    )
    rows = session.execute(wanted.order_by(Message.id)).all()
    return [(who, found.value, ordinal) for who, found, ordinal in rows if kind in (None, found)]


def address(name: str) -> str:
    """Where ``name`` gets mail."""
    return f"{name.lower().replace(' ', '.')}@soar.example"


def days(number: float) -> timedelta:
    return timedelta(days=number)


def invitations(session: Session) -> dict[str, Invitation]:
    """Every invitation, by the address it went to."""
    return {row.address: row for row in session.scalars(select(Invitation).order_by(Invitation.id))}


def answer(session: Session, invitation: Invitation, now: datetime) -> None:
    """As if the person had sent their answers."""
    invitation.submitted_at = now
    session.commit()

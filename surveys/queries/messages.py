"""The outbox read: what is due, what an envelope says, and what became of each message."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVarTuple

from sqlalchemy import CTE, ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from surveys.enums import Audience, MessageKind, MessageState, TimePoint
from surveys.errors import NotFound
from surveys.models import Board, Booking, CapturedMail, Course, Event, Invitation, Message, Person, Wave
from surveys.queries.invitations import select_open

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class Envelope:
    """What sending one message needs to know. ``delegate_first_name`` is for the manager's mail."""

    message_id: int
    kind: MessageKind
    ordinal: int
    attempts: int
    first_tried_at: datetime | None
    doubts: int
    queued_at: datetime
    invitation_id: int
    questionnaire_id: int
    audience: Audience
    name: str
    address: str
    delegate_first_name: str
    point: TimePoint
    course_title: str
    board_name: str
    venue: str
    event_starts_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    submitted_at: datetime | None
    withdrawn_at: datetime | None
    cancelled_at: datetime | None

    def unwanted(self, now: datetime) -> str:
        """Why the message is not to be sent any more, as a sentence; empty when it is."""
        if self.submitted_at:
            return "The answers were already given."
        if self.cancelled_at:
            return "The event was cancelled."
        if self.withdrawn_at:
            return "The invitation was taken back."
        return "The questions were closed." if self.closed_at or now >= self.closes_at else ""


@dataclass(frozen=True)
class MessageRow:
    """One message in an event's history. ``reason`` is a sentence on why it waits, failed or was withdrawn."""

    id: int
    kind: MessageKind
    ordinal: int
    state: MessageState
    point: TimePoint
    audience: Audience
    name: str
    address: str
    queued_at: datetime
    due_at: datetime
    settled_at: datetime | None
    attempts: int
    reason: str


def select_due(now: datetime, most: int) -> Select[int]:
    """The ids of the messages that are due, the oldest first, without those that another worker is taking."""
    return (
        select(Message.id)
        .where(Message.state == MessageState.QUEUED, Message.settled_at.is_(None), Message.due_at <= now)
        .order_by(Message.due_at, Message.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )


def select_ids(rows: CTE) -> Select[Any]:
    return select(rows.c.id)


def is_abandoned(now: datetime) -> ColumnElement[bool]:
    """Whether a message's worker has let its lease run out."""
    held = (Message.state == MessageState.CLAIMED) & Message.settled_at.is_(None)
    return held & (Message.lease_until <= now)


def is_queued_for(waves: Select[int]) -> ColumnElement[bool]:
    """Whether a message of one of these waves still waits to be claimed."""
    invitations = select(Invitation.id).where(Invitation.wave_id.in_(waves))
    return (Message.state == MessageState.QUEUED) & Message.invitation_id.in_(invitations)


def is_withdrawn_but_open(wave_id: int) -> ColumnElement[bool]:
    """Whether the message was withdrawn although its invitation to this wave is open."""
    invitation = (Message.kind == MessageKind.INVITATION) & Message.invitation_id.in_(select_open(wave_id))
    return (Message.state == MessageState.WITHDRAWN) & invitation


def envelopes(session: Session, message_ids: Collection[int]) -> list[Envelope]:
    """What these messages need, the oldest first; one statement."""
    rows: Iterable[Any] = session.execute(
        select(
            Message.id, Message.kind, Message.ordinal, Message.attempts, Message.first_tried_at, Message.doubts,
            Message.queued_at, Invitation.id, Invitation.questionnaire_id, Invitation.audience, Invitation.name,
            Invitation.address, Person.first_name, Wave.point, Course.title, Board.name, Event.venue,
            Event.starts_at, Wave.closes_at, Wave.closed_at, Invitation.submitted_at, Invitation.withdrawn_at,
            Event.cancelled_at,
        )
        .join(Invitation, Invitation.id == Message.invitation_id)
        .join(Booking, Booking.id == Invitation.booking_id)
        .join(Person, Person.id == Booking.person_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .join(Event, Event.id == Wave.event_id)
        .join(Course, Course.id == Event.course_id)
        .join(Board, Board.id == Event.board_id)
        .where(Message.id.in_(message_ids))
        .order_by(Message.due_at, Message.id)
    )  # fmt: skip
    return [Envelope(*row) for row in rows]


def held_invitations(session: Session, invitation_ids: Collection[int]) -> Sequence[Invitation]:
    """These invitations, held until the transaction ends, so that their links are signed as they stand."""
    wanted = select(Invitation).where(Invitation.id.in_(invitation_ids)).order_by(Invitation.id)
    return session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).all()


def event_messages(
    session: Session, event: Event, *, state: MessageState | None = None, most: int = 200, skip: int = 0
) -> tuple[list[MessageRow], int]:
    """The event's messages, the newest first, from one page on, and how many there are in all; two statements."""
    columns = (
        Message.id, Message.kind, Message.ordinal, Message.state, Wave.point, Invitation.audience, Invitation.name,
        Invitation.address, Message.queued_at, Message.due_at, Message.settled_at, Message.attempts, Message.reason,
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(
        _of_event(select(*columns), event, state).order_by(Message.queued_at.desc(), Message.id.desc())
        .limit(most).offset(skip)
    )  # fmt: skip
    total = session.scalar(_of_event(select(func.count(Message.id)), event, state)) or 0
    return [MessageRow(*row) for row in rows], total


def _of_event(wanted: Select[*Columns], event: Event, state: MessageState | None) -> Select[*Columns]:
    found = (
        wanted.select_from(Message)
        .join(Invitation, Invitation.id == Message.invitation_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(Wave.event_id == event.id)
    )
    return found if state is None else found.where(Message.state == state)


def captured_mails(
    session: Session, *, search: str = "", most: int = 50, skip: int = 0
) -> tuple[Sequence[CapturedMail], int]:
    """Captured mail, the newest first, whose address or subject holds ``search``, and how many there are in all."""
    fits = or_(
        CapturedMail.recipient.icontains(search, autoescape=True),
        CapturedMail.subject.icontains(search, autoescape=True),
    )
    wanted = select(CapturedMail).where(fits) if search else select(CapturedMail)
    rows = session.scalars(
        wanted.order_by(CapturedMail.captured_at.desc(), CapturedMail.id.desc()).limit(most).offset(skip)
    ).all()
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    return rows, total


def captured_mail(session: Session, mail_id: int) -> CapturedMail:
    """Raises NotFound when there is none."""
    found = session.get(CapturedMail, mail_id)
    if found is None:
        raise NotFound("There is no such mail.")
    return found

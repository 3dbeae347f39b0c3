"""Who was asked, and the captured mail that asked them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.enums import Audience, MessageKind, TimePoint
from surveys.models import Booking, CapturedMail, Course, Event, Invitation, Message, Person, Wave


class Invited(NamedTuple):
    """One person asked. ``delegate`` is the delegate's address, which is the person's own when they are one."""

    invitation_id: int
    issue: int
    token_digest: str
    audience: Audience
    name: str
    address: str
    delegate: str
    submitted_at: datetime | None
    withdrawn_at: datetime | None


class Letter(NamedTuple):
    """A captured mail about an invitation. ``delegate`` is the address of the delegate whom it is about."""

    id: int
    captured_at: datetime
    text: str
    kind: MessageKind
    ordinal: int
    audience: Audience
    point: TimePoint
    course_key: str
    delegate: str


def invited(session: Session, event: Event, point: TimePoint) -> Sequence[Invited]:
    """Everybody invited at a time point of the event, delegates first; one statement."""
    rows = session.execute(
        select(
            Invitation.id, Invitation.issue, Invitation.token_digest, Invitation.audience, Invitation.name,
            Invitation.address, Person.address, Invitation.submitted_at, Invitation.withdrawn_at,
        )
        .join(Wave, Wave.id == Invitation.wave_id)
        .join(Booking, Booking.id == Invitation.booking_id)
        .join(Person, Person.id == Booking.person_id)
        .where(Wave.event_id == event.id, Wave.point == point)
        .order_by(Invitation.audience, Invitation.id)
    )  # fmt: skip
    return [Invited(*row) for row in rows]


def last_letter(session: Session) -> int:
    """The id of the newest captured mail, 0 when there is none."""
    return session.scalar(select(func.max(CapturedMail.id))) or 0


def letters_after(session: Session, letter_id: int, *, most: int) -> Sequence[Letter]:
    """Up to ``most`` captured mails that came after the one with this id, the oldest first; one statement."""
    rows = session.execute(
        select(
            CapturedMail.id, CapturedMail.captured_at, CapturedMail.text, Message.kind, Message.ordinal,
            Invitation.audience, Wave.point, Course.key, Person.address,
        )
        .join(Message, Message.id == CapturedMail.message_id)
        .join(Invitation, Invitation.id == Message.invitation_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .join(Booking, Booking.id == Invitation.booking_id)
        .join(Person, Person.id == Booking.person_id)
        .join(Event, Event.id == Booking.event_id)
        .join(Course, Course.id == Event.course_id)
        .where(CapturedMail.id > letter_id)
        .order_by(CapturedMail.id)
        .limit(most)
    )  # fmt: skip
    return [Letter(*row) for row in rows]

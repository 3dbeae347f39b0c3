"""Who is to be invited and reminded: parts of the statements by which a whole wave is asked at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from surveys.enums import WAITING, Audience, MessageKind, MessageState
from surveys.models import Booking, Event, Invitation, Message, Person, Wave
from surveys.queries.eligibility import is_asked
from surveys.questionnaires import FORMS

LET_BE = timedelta(days=1)
"""Nobody is reminded who had a message from us within this time."""

LONGEST_NAME = 200

QUESTIONNAIRES: dict[Audience, InstrumentedAttribute[int | None]] = {
    Audience.DELEGATE: Wave.delegate_questionnaire_id,
    Audience.MANAGER: Wave.manager_questionnaire_id,
}


def select_asked(wave_id: int, audience: Audience) -> Select[int]:
    """The ids of the bookings that a wave asks now."""
    return _asked(select(Booking.id), wave_id, audience)


def select_uninvited(wave_id: int, audience: Audience, now: datetime) -> tuple[list[str], Select[Any]]:
    """An invitation, column by column, for everybody whom an open wave asks and has not invited."""
    name, address = _who(audience)
    columns: dict[str, ColumnElement[Any]] = {
        "wave_id": Wave.id.expression,
        "booking_id": Booking.id.expression,
        "audience": literal(audience, Invitation.audience.type),
        "questionnaire_id": _questionnaire(audience),
        "name": func.substr(func.trim(name), 1, LONGEST_NAME),
        "address": address,
        "invited_at": literal(now, Invitation.invited_at.type),
    }
    wanted = _asked(select(*columns.values()), wave_id, audience)
    wanted = wanted.join(Person, Person.id == Booking.person_id).where(is_uninvited(audience))
    return list(columns), wanted.order_by(Booking.id)


def _questionnaire(audience: Audience) -> ColumnElement[int | None]:
    """What a booking's person is asked. Its id says who of the delegates gets the parallel questionnaire: each of
    them gets the same form of it in every wave.
    """
    usual = QUESTIONNAIRES[audience].expression
    if audience is Audience.MANAGER:
        return usual
    parallel = Wave.parallel_questionnaire_id.expression
    return case((Booking.id % len(FORMS) == FORMS[1], func.coalesce(parallel, usual)), else_=usual)


def is_uninvited(audience: Audience, *kept: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a booking has no invitation (of those ``kept``) to a wave that has questions for the audience."""
    mine = (Invitation.wave_id == Wave.id) & (Invitation.booking_id == Booking.id)
    wanted = select(Invitation.id).where(mine, Invitation.audience == audience, *kept)
    return QUESTIONNAIRES[audience].is_not(None) & ~wanted.correlate(Wave, Booking).exists()


def _who(audience: Audience) -> tuple[ColumnElement[str], ColumnElement[str]]:
    if audience is Audience.MANAGER:
        return Booking.manager_name.expression, func.trim(Booking.manager_address)
    return Person.first_name + " " + Person.last_name, Person.address.expression


def _asked(wanted: Select[Any], wave_id: int, audience: Audience) -> Select[Any]:
    return (
        wanted.select_from(Wave)
        .join(Event, Event.id == Wave.event_id)
        .join(Booking, Booking.event_id == Event.id)
        .where(Wave.id == wave_id, is_asked(audience))
    )


def select_open(wave_id: int) -> Select[int]:
    """The ids of the wave's invitations that still wait for answers."""
    return select(Invitation.id).where(
        Invitation.wave_id == wave_id, Invitation.submitted_at.is_(None), Invitation.withdrawn_at.is_(None)
    )


def select_untold(wave_id: int) -> Select[int]:
    """The ids of the open invitations for which no message was ever made."""
    untold = select_open(wave_id).where(~_message(Message.kind == MessageKind.INVITATION))
    return untold.order_by(Invitation.id)


def select_to_remind(wave_id: int, now: datetime) -> Select[int]:
    """The ids of the open invitations of those still asked who had our message, but none waits and none is new.

    So nobody is reminded whose address failed, who was invited only yesterday, or who turned out to be absent.
    """
    waiting = Message.state.in_(WAITING)
    sent = Message.state == MessageState.SENT
    asked = (
        (Invitation.audience == audience) & Invitation.booking_id.in_(select_asked(wave_id, audience))
        for audience in Audience
    )
    to_remind = select_open(wave_id).where(
        or_(*asked),
        _message(sent, Message.kind.in_((MessageKind.INVITATION, MessageKind.FRESH_LINK))),
        ~_message(waiting | (sent & (Message.settled_at > now - LET_BE))),
    )
    return to_remind.order_by(Invitation.id)


def _message(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    wanted = select(Message.id).where(Message.invitation_id == Invitation.id, *conditions)
    return wanted.correlate(Invitation).exists()

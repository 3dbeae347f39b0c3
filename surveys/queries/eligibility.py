"""Whom a wave asks: the one rule that both the opening of a wave and the count of the eligible build on."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, false, func, select, true

from surveys.enums import Audience, BookingStatus, TimePoint
from surveys.models import Booking, Event, Person, Wave

ON_THE_REGISTER = (BookingStatus.ATTENDED, BookingStatus.PART_ATTENDED, BookingStatus.WALK_IN)
MANAGERS_ARE_ASKED_AT = (TimePoint.MONTH3, TimePoint.MONTH6)


def audiences_at(point: TimePoint) -> tuple[Audience, ...]:
    """Who is asked at ``point``."""
    return tuple(Audience) if point in MANAGERS_ARE_ASKED_AT else (Audience.DELEGATE,)


def eligible_bookings(event: Event, point: TimePoint, audience: Audience) -> Select[int]:
    """The ids of the bookings of ``event`` whose delegate, or delegate's manager, is asked at ``point``.

    Before the course everybody is asked who has not cancelled or been marked absent. Afterwards, once the
    register is settled, only those on it are; until then a booked person counts as present. A manager is
    asked at 3 and 6 months, when there is an address that is not the delegate's own. A cancelled event asks
    nobody.
    """
    asked = _rule(
        audience,
        before=_constant(point is TimePoint.PRE),
        later=_constant(point in MANAGERS_ARE_ASKED_AT),
        settled=_constant(event.register_taken_at is not None),
        cancelled=_constant(event.cancelled_at is not None),
    )
    return select(Booking.id).where(Booking.event_id == event.id, asked)


def is_asked(audience: Audience) -> ColumnElement[bool]:
    """The same rule, for a statement over waves, their events and the events' bookings."""
    return _rule(
        audience,
        before=Wave.point == TimePoint.PRE,
        later=Wave.point.in_(MANAGERS_ARE_ASKED_AT),
        settled=Event.register_taken_at.is_not(None),
        cancelled=Event.cancelled_at.is_not(None),
    )


def _rule(
    audience: Audience,
    *,
    before: ColumnElement[bool],
    later: ColumnElement[bool],
    settled: ColumnElement[bool],
    cancelled: ColumnElement[bool],
) -> ColumnElement[bool]:
    expected = (Booking.status == BookingStatus.BOOKED) & (before | ~settled)
    present = (Booking.status.in_(ON_THE_REGISTER) | expected) & ~cancelled
    return present if audience is Audience.DELEGATE else present & later & _manager_is_known()


def _manager_is_known() -> ColumnElement[bool]:
    """Addresses are kept in ASCII (see ``attendee_files.addresses``), which both engines fold alike."""
    managers = func.lower(func.trim(Booking.manager_address))
    own = select(Person.id).where(Person.id == Booking.person_id, Person.address_key == managers)
    return (managers != "") & ~own.correlate(Booking).exists()


def _constant(truth: bool) -> ColumnElement[bool]:
    return true() if truth else false()

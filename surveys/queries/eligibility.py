"""Whom a wave asks: the one rule that both the opening of a wave and the count of the eligible build on."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, func, select, true

from surveys.enums import Audience, BookingStatus, TimePoint
from surveys.models import Booking, Event, Person

ABSENT = (BookingStatus.CANCELLED, BookingStatus.NO_SHOW)
ON_THE_REGISTER = (BookingStatus.ATTENDED, BookingStatus.PART_ATTENDED, BookingStatus.WALK_IN)
MANAGERS_ARE_ASKED_AT = (TimePoint.MONTH3, TimePoint.MONTH6)


def eligible_bookings(event: Event, point: TimePoint, audience: Audience) -> Select[int]:
    """The ids of the bookings of ``event`` whose delegate, or delegate's manager, is asked at ``point``.

    Before the course everybody is asked who has not cancelled or been marked absent. Afterwards, once the
    register is settled, only those on it are; until then a booked person counts as present. A manager is
    asked at 3 and 6 months, when there is an address that is not the delegate's own. A cancelled event asks
    nobody.
    """
    wanted = select(Booking.id).where(Booking.event_id == event.id, _present(event, point))
    if event.cancelled_at is not None:
        wanted = wanted.where(~true())
    return wanted if audience is Audience.DELEGATE else wanted.where(_manager_is_asked(point))


def _present(event: Event, point: TimePoint) -> ColumnElement[bool]:
    if point is TimePoint.PRE:
        return Booking.status.not_in(ABSENT)
    if event.register_taken_at is None:
        return Booking.status.in_((BookingStatus.BOOKED, *ON_THE_REGISTER))
    return Booking.status.in_(ON_THE_REGISTER)


def _manager_is_asked(point: TimePoint) -> ColumnElement[bool]:
    """Addresses are kept in ASCII (see ``attendee_files.addresses``), which both engines fold alike."""
    if point not in MANAGERS_ARE_ASKED_AT:
        return ~true()
    managers = func.lower(func.trim(Booking.manager_address))
    own = select(Person.id).where(Person.id == Booking.person_id, Person.address_key == managers)
    return (managers != "") & ~own.exists()

"""Who is on an event, and what is known of people and agencies when bookings come in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from surveys.attendee_files.comparison import KnownBooking, KnownPerson
from surveys.enums import BookingStatus
from surveys.errors import NotFound
from surveys.models import Agency, Booking, Event, Person

T = TypeVar("T")

# SQLite takes at most 32,766 values in one statement, PostgreSQL 65,535.
CHUNK = 10_000


def bookings_of(
    session: Session,
    event: Event,
    *,
    without: Collection[BookingStatus] = (),
    first: int = 0,
    most: int | None = None,
) -> Sequence[Booking]:
    """The event's bookings with person and agency loaded, in order of last name; one statement.

    Those ``without`` some states, and of them at most ``most`` from the ``first`` (counted from 0) on.
    """
    wanted = (
        select(Booking)
        .join(Booking.person)
        .where(Booking.event_id == event.id)
        .options(joinedload(Booking.person), joinedload(Booking.agency))
        .order_by(func.lower(Person.last_name), func.lower(Person.first_name), Booking.id)
    )
    if without:
        wanted = wanted.where(Booking.status.not_in(without))
    return session.scalars(wanted.offset(first).limit(most) if first or most is not None else wanted).all()


def booking_counts(session: Session, event: Event) -> dict[BookingStatus, int]:
    """How many of the event's bookings are in each state; states that nobody is in are left out."""
    wanted = select(Booking.status, func.count()).where(Booking.event_id == event.id).group_by(Booking.status)
    found: dict[BookingStatus, int] = dict(session.execute(wanted).all())
    return {status: found[status] for status in BookingStatus if status in found}


def booking(session: Session, event: Event, booking_id: int) -> Booking:
    """One booking of the event.

    Raises:
        NotFound: there is none, or it belongs to another event.
    """
    found = session.scalar(
        select(Booking)
        .where(Booking.event_id == event.id, Booking.id == booking_id)
        .options(joinedload(Booking.person), joinedload(Booking.agency))
    )
    if found is None:
        raise NotFound("There is no such booking.")
    return found


def bookings_by_id(session: Session, event: Event, booking_ids: Iterable[int]) -> dict[int, Booking]:
    """Those of the ids that are bookings of the event."""
    found: dict[int, Booking] = {}
    for some in chunked(booking_ids):
        wanted = select(Booking).where(Booking.event_id == event.id, Booking.id.in_(some))
        found.update((row.id, row) for row in session.scalars(wanted))
    return found


def known_bookings(session: Session, event: Event) -> dict[int, KnownBooking]:
    """What is on record of each person booked on the event, by the person's id; one statement."""
    rows = session.execute(
        select(
            Booking.person_id,
            Booking.id,
            Booking.status,
            func.coalesce(Agency.name, ""),
            Booking.job_title,
            Booking.manager_name,
            Booking.manager_address,
        )
        .outerjoin(Booking.agency)
        .where(Booking.event_id == event.id)
    )
    return {
        person_id: KnownBooking(id_, status, agency, job_title, manager_name, manager_address)
        for person_id, id_, status, agency, job_title, manager_name, manager_address in rows
    }


def known_people(session: Session, keys: Iterable[str]) -> dict[str, KnownPerson]:
    """The people on record by their ``address_key``; one statement for each ten thousand keys."""
    found: dict[str, KnownPerson] = {}
    for some in chunked(keys):
        wanted = select(Person.address_key, Person.id, Person.first_name, Person.last_name)
        rows = session.execute(wanted.where(Person.address_key.in_(some)))
        found.update((key, KnownPerson(id_, first, last)) for key, id_, first, last in rows)
    return found


def person_by_key(session: Session, key: str) -> Person | None:
    """The person with this ``address_key``, if on record."""
    return session.scalar(select(Person).where(Person.address_key == key))


def booked_address(session: Session, event: Event, key: str) -> bool:
    """Whether the person with this ``address_key`` has a booking on the event, in whatever state."""
    wanted = select(Booking.id).join(Booking.person)
    found = session.scalar(wanted.where(Booking.event_id == event.id, Person.address_key == key))
    return found is not None


def agency_ids(session: Session) -> dict[str, int]:
    """Every agency's id by its case-folded name. Agencies are few: hundreds in a large partnership."""
    return {name.casefold(): agency_id for agency_id, name in session.execute(select(Agency.id, Agency.name))}


def chunked(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists short enough for one statement."""
    rest = iter(values)
    while some := list(islice(rest, CHUNK)):
        yield some

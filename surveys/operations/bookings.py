"""Bookings: taken from files and by hand, settled by the register, cancelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys.attendee_files import Attendee, AttendeeFile, ImportAccount
from surveys.attendee_files.addresses import address_key, checked_address
from surveys.attendee_files.cells import tidy
from surveys.attendee_files.judging import LIMITS
from surveys.attendee_files.planning import ImportPlan, plan_import
from surveys.enums import BookingStatus
from surveys.errors import AlreadyThere, NotFound, SurveyError
from surveys.models import Booking, Event, Invitation
from surveys.operations import people
from surveys.operations.activity import record_activity
from surveys.queries import bookings as queries

FROM_FILE = "attendee file"
BY_HAND = "by hand"
CANCELLED = BookingStatus.CANCELLED
LONGEST = dict(LIMITS.values())


def import_bookings(
    session: Session,
    event: Event,
    file: AttendeeFile,
    *,
    by: str,
    now: datetime,
    dry_run: bool = False,
) -> ImportAccount:
    """Book the people of ``file`` on ``event`` and account for every row.

    New people are booked, changed facts updated, cancelled bookings cancelled; nobody is removed or booked
    twice. Nothing is written when the file is refused or with ``dry_run``. The number of statements does not
    grow with the rows, but for a few in each ten thousand.

    Raises:
        AlreadyThere: somebody else put the same people on record meanwhile; roll back and import again.
    """
    session.flush()
    keys = (attendee.key for attendee in file.attendees)
    plan = plan_import(file, queries.known_people(session, keys), queries.known_bookings(session, event))
    account = plan.account(file)
    if dry_run or file.refused:
        return account
    try:
        _apply(session, event, plan, now=now)
    except IntegrityError as error:
        raise AlreadyThere("Somebody else is adding the same people. Import the file again.") from error
    record_activity(session, "import-bookings", Event, event.id, account.counts(), by=by, now=now)
    return account


def _apply(session: Session, event: Event, plan: ImportPlan, *, now: datetime) -> None:
    people.rename_people(session, plan.names)
    people.add_people(session, plan.new_people)
    agencies = people.add_agencies(session, _agencies_named(plan))
    _insert(session, event, plan.new_bookings, agencies, now=now)
    _update(session, plan.facts, agencies, now=now)
    # Rows were written past the session, so what it has loaded is read again.
    session.flush()
    session.expire_all()


def _agencies_named(plan: ImportPlan) -> Iterator[str]:
    yield from (attendee.agency for attendee in plan.new_bookings)
    yield from (facts["agency"] for facts in plan.facts.values() if "agency" in facts)


def _insert(
    session: Session, event: Event, attendees: list[Attendee], agencies: Mapping[str, int], *, now: datetime
) -> None:
    if not attendees:
        return
    known = queries.known_people(session, (attendee.key for attendee in attendees))
    session.execute(
        insert(Booking),
        [
            {
                "event_id": event.id,
                "person_id": known[attendee.key].id,
                "agency_id": agencies.get(attendee.agency.casefold()),
                "status": attendee.status,
                "job_title": attendee.job_title,
                "manager_name": attendee.manager_name,
                "manager_address": attendee.manager_address,
                "source": FROM_FILE,
                "booked_at": now,
            }
            for attendee in attendees
        ],
    )


def _update(
    session: Session, facts: Mapping[int, dict[str, str]], agencies: Mapping[str, int], *, now: datetime
) -> None:
    """Rows that change the same fields go into one statement, so they are sorted by what they change."""
    rows = sorted((_update_row(id_, changed, agencies) for id_, changed in facts.items()), key=sorted)
    if rows:
        session.execute(update(Booking), rows)
    _withdraw_invitations(session, (row["id"] for row in rows if row.get("status") == CANCELLED), now=now)


def _update_row(booking_id: int, changed: dict[str, str], agencies: Mapping[str, int]) -> dict[str, Any]:
    row: dict[str, Any] = {"id": booking_id, **changed}
    if "agency" in row:
        row["agency_id"] = agencies[row.pop("agency").casefold()]
    if "status" in row:
        row["status"] = BookingStatus(row["status"])
    return row


def _withdraw_invitations(session: Session, booking_ids: Iterable[int], *, now: datetime) -> None:
    """A cancelled booking's open links die; answers that were given stay."""
    for some in queries.chunked(booking_ids):
        session.execute(
            update(Invitation)
            .where(Invitation.booking_id.in_(some))
            .where(Invitation.submitted_at.is_(None), Invitation.withdrawn_at.is_(None))
            .values(withdrawn_at=now)
        )


def add_booking(
    session: Session,
    event: Event,
    *,
    first_name: str,
    last_name: str,
    address: str,
    status: BookingStatus,
    agency: str,
    job_title: str,
    manager_name: str,
    manager_address: str,
    by: str,
    now: datetime,
) -> Booking:
    """Book one person by hand.

    Raises:
        NotAnAddress: the delegate's or the manager's address is not one.
        AlreadyThere: the person is booked on this event.
        SurveyError: a text is too long, the manager is the delegate, or the address is somebody else's.
    """
    first_name, last_name = _short("first name", first_name), _short("last name", last_name)
    facts = {
        "job_title": _short("job title", job_title),
        "manager_name": _short("line manager's name", manager_name),
        "manager_address": checked_address(tidy(manager_address)) if manager_address.strip() else "",
    }
    agency, address = _short("agency", agency), checked_address(tidy(address))
    _refuse_address(session, event, address, facts["manager_address"])
    person = people.find_or_add_person(session, first_name=first_name, last_name=last_name, address=address)
    booking = Booking(
        event=event,
        person=person,
        agency_id=people.add_agencies(session, [agency]).get(agency.casefold()),
        status=status,
        source=BY_HAND,
        booked_at=now,
        **facts,
    )
    session.add(booking)
    session.flush()
    detail = {"booking": booking.id, "status": status}
    record_activity(session, "add-booking", Event, event.id, detail, by=by, now=now)
    return booking


def _refuse_address(session: Session, event: Event, address: str, manager_address: str) -> None:
    if address_key(address) == address_key(manager_address):
        raise SurveyError("The line manager's address is the delegate's own.")
    if queries.booked_address(session, event, address_key(address)):
        raise AlreadyThere("This person is already booked on this event.")


def set_attendance(
    session: Session, event: Event, statuses: Mapping[int, BookingStatus], *, by: str, now: datetime
) -> None:
    """Put the register on record: each booking's status by its id. All of them are set, or none.

    Raises:
        NotFound: one of them is not a booking of this event.
    """
    found = queries.bookings_by_id(session, event, statuses)
    if len(found) != len(statuses):
        raise NotFound("There is no such booking.")
    changed = {id_: status for id_, status in statuses.items() if found[id_].status is not status}
    for id_, status in changed.items():
        found[id_].status = status
    session.flush()
    _withdraw_invitations(session, (id_ for id_, status in changed.items() if status is CANCELLED), now=now)
    record_activity(
        session, "set-attendance", Event, event.id, dict(Counter(changed.values())), by=by, now=now
    )


def take_register(session: Session, event: Event, *, by: str, now: datetime) -> None:
    """Settle who was there: from now on only those recorded as present are. The first time stands.

    Raises:
        SurveyError: the event has not started.
    """
    if now < event.starts_at:
        raise SurveyError("The register cannot be settled before the event starts.")
    event.register_taken_at = event.register_taken_at or now
    record_activity(session, "take-register", Event, event.id, by=by, now=now)


def cancel_booking(session: Session, booking: Booking, *, by: str, now: datetime) -> None:
    """Cancel a booking: its open links die, its answers stay. Cancelling twice changes nothing."""
    if booking.status is CANCELLED:
        return
    booking.status = CANCELLED
    session.flush()
    _withdraw_invitations(session, [booking.id], now=now)
    record_activity(
        session, "cancel-booking", Event, booking.event_id, {"booking": booking.id}, by=by, now=now
    )


def _short(words: str, text: str) -> str:
    said, longest = tidy(text), LONGEST[words]
    if len(said) > longest:
        raise SurveyError(f"The {words} is longer than {longest} characters.")
    return said

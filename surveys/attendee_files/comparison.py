"""What a file changes about a booking that is already on record. Nothing known is ever erased by a blank."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.attendee_files.addresses import address_key
from surveys.attendee_files.cells import names_agree
from surveys.attendee_files.model import Attendee
from surveys.attendee_files.statuses import status_after
from surveys.enums import BookingStatus


@dataclass(frozen=True, slots=True)
class KnownPerson:
    id: int
    first_name: str
    last_name: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class KnownBooking:
    id: int
    status: BookingStatus
    agency: str
    job_title: str
    manager_name: str
    manager_address: str


@dataclass(frozen=True, slots=True)
class Difference:
    """``name`` and ``facts`` are the new values, by field; ``questions`` what only the officer can settle."""

    name: tuple[str, str] | None
    facts: dict[str, str]
    questions: tuple[str, ...]

    @property
    def changed(self) -> tuple[str, ...]:
        """The words for what changed, for the account."""
        return (*(("name",) if self.name else ()), *(field.replace("_", " ") for field in self.facts))


def same_human(attendee: Attendee, person: KnownPerson) -> bool:
    """Whether the file's name may be the name on record: no word in common means somebody else."""
    return names_agree(f"{attendee.first_name} {attendee.last_name}", person.name)


def new_name(attendee: Attendee, person: KnownPerson) -> tuple[str, str] | None:
    """The name to put on record; None when the file has none, or the same one however it is split in two."""
    given = f"{attendee.first_name} {attendee.last_name}".strip()
    if not given or given == person.name:
        return None
    return attendee.first_name, attendee.last_name


def compare(attendee: Attendee, person: KnownPerson, booking: KnownBooking) -> Difference:
    """What one line of a file changes about a booking on record."""
    facts: dict[str, str] = {}
    questions: list[str] = []
    _compare_status(attendee, booking, facts, questions)
    if attendee.agency and attendee.agency.casefold() != booking.agency.casefold():
        facts["agency"] = attendee.agency
    if attendee.job_title and attendee.job_title != booking.job_title:
        facts["job_title"] = attendee.job_title
    _compare_manager(attendee, booking, facts, questions)
    return Difference(new_name(attendee, person), facts, tuple(questions))


def _compare_status(
    attendee: Attendee, booking: KnownBooking, facts: dict[str, str], questions: list[str]
) -> None:
    status = status_after(booking.status, attendee.status)
    if status is None:
        questions.append(
            f"Line {attendee.line} says {attendee.word or attendee.status}, "
            f"and the booking is recorded as {booking.status}: which is right?"
        )
    elif status is not booking.status:
        facts["status"] = status


def _compare_manager(
    attendee: Attendee, booking: KnownBooking, facts: dict[str, str], questions: list[str]
) -> None:
    name, address = attendee.manager_name, attendee.manager_address
    if address and address_key(address) != address_key(booking.manager_address):
        # A new address is another manager, so the old name goes with the old address.
        facts["manager_address"] = address
        if name != booking.manager_name:
            facts["manager_name"] = name
    elif name and name != booking.manager_name:
        if address or not booking.manager_address:
            facts["manager_name"] = name
        else:
            questions.append(f"Line {attendee.line} names another line manager and no address: what is it?")


def own_manager_question(attendee: Attendee) -> str:
    return f"Line {attendee.line} names the delegate as their own manager: who is the manager?"

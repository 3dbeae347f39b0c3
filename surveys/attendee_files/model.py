"""What an attendee file says, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.enums import BookingStatus


class FileRefused(Exception):
    """The file cannot be read. The message is one sentence for the person who brought it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands in the file: the columns we ask for, tidied but not yet judged."""

    line: int
    address: str
    first_name: str
    last_name: str
    status: str
    signed_in: str
    agency: str
    job_title: str
    manager_name: str
    manager_address: str
    order: str
    quantity: str
    event: tuple[str, ...]
    spilled: bool


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person the file names, checked. ``line`` counts the file's lines from 1, as an editor shows them.

    ``address`` is fit for mail; ``key`` is how the person is recognised (``addresses.address_key``).
    ``word`` is the file's own word for a cancelled booking, such as "refunded". Unknown facts are empty.
    """

    line: int
    address: str
    key: str
    first_name: str
    last_name: str
    status: BookingStatus
    word: str = ""
    agency: str = ""
    job_title: str = ""
    manager_name: str = ""
    manager_address: str = ""
    own_manager: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    line: int
    why: str


@dataclass(frozen=True)
class AttendeeFile:
    """A file, read. ``rows`` is the number of its rows: ``attendees`` and ``skipped`` together.

    ``questions`` are for the officer; ``notes`` say how the file was read where that was a guess. When
    ``refused`` is not empty, it says why nothing can be taken, and there are no attendees.
    """

    rows: int = 0
    attendees: tuple[Attendee, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    refused: str = ""

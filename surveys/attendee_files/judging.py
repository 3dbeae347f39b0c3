"""What each row becomes before the record is looked at: a person, or skipped because of something."""

from __future__ import annotations

from surveys.attendee_files.addresses import NotAnAddress, address_key, checked_address
from surveys.attendee_files.cells import names_agree, plain, shown
from surveys.attendee_files.model import Attendee, Record, Skipped
from surveys.attendee_files.orders import places
from surveys.attendee_files.statuses import STRENGTH, status_of, unknown_word, word_key
from surveys.enums import BookingStatus

# The record's own limits, in characters, with the words a person knows them by.
LIMITS = {
    "first_name": ("first name", 100),
    "last_name": ("last name", 100),
    "agency": ("agency", 200),
    "job_title": ("job title", 200),
    "manager_name": ("line manager's name", 200),
}

OWN_MANAGER = frozenset({"same as me", "me", "myself", "self"})


class Judgement:
    """Collects people, skipped rows and questions, row by row."""

    def __init__(self) -> None:
        self.attendees: list[Attendee] = []
        self.skipped: list[Skipped] = []
        self.questions: list[str] = []
        # Managers come again and again, and checking an address is the dearest step of reading a file.
        self._managers: dict[str, str] = {"": ""}

    def judge(self, record: Record) -> None:
        """Make one row a person, or skip it and say why."""
        status = status_of(record.status, record.signed_in)
        address = _usable(record.address)
        why = _unfit(record)
        if why:
            self._skip(record, why)
        elif status is None:
            word = shown(unknown_word(record.status, record.signed_in))
            self._skip(record, f"the status “{word}” is not known", "is this person booked?")
        elif not address and status is BookingStatus.CANCELLED:
            self._skip(record, f"{word_key(record.status)}, so not enrolled")
        elif not address:
            asked = places(record) > 1 and not record.address
            why = "the e-mail address is not valid" if record.address else "no e-mail address"
            self._skip(record, why, "" if asked else "what is it?")
        else:
            self.attendees.append(self._attendee(record, address, status))

    def _skip(self, record: Record, why: str, ask: str = "") -> None:
        self.skipped.append(Skipped(record.line, why))
        if ask:
            self.questions.append(f"Line {record.line}: {why}: {ask}")

    def _attendee(self, record: Record, address: str, status: BookingStatus) -> Attendee:
        key = address_key(address)
        manager_address = self._managers_address(record.manager_address)
        own_manager = _is_own_manager(record, key, manager_address)
        if record.manager_address and not manager_address:
            self.questions.append(f"Line {record.line}: the line manager's address is not valid: what is it?")
        if not record.first_name and not record.last_name:
            self.questions.append(f"Line {record.line} has an address and no name: who is it?")
        return Attendee(
            line=record.line,
            address=address,
            key=key,
            first_name=record.first_name,
            last_name=record.last_name,
            status=status,
            word=word_key(record.status) if status is BookingStatus.CANCELLED else "",
            agency=record.agency,
            job_title=record.job_title,
            manager_name="" if own_manager else record.manager_name,
            manager_address="" if own_manager else manager_address,
            own_manager=own_manager,
        )

    def _managers_address(self, written: str) -> str:
        if written not in self._managers:
            self._managers[written] = _usable(written)
        return self._managers[written]

    def keep_one_line_each(self) -> None:
        """Of several lines about one person, keep the one that says most; skip the others for it."""
        kept: dict[str, Attendee] = {}
        for attendee in self.attendees:
            first = kept.setdefault(attendee.key, attendee)
            if STRENGTH[attendee.status] > STRENGTH[first.status]:
                kept[attendee.key] = attendee
        for attendee in self.attendees:
            if attendee is not kept[attendee.key]:
                self._skip_repeat(attendee, kept[attendee.key])
        self.attendees = [attendee for attendee in self.attendees if attendee is kept[attendee.key]]

    def _skip_repeat(self, repeat: Attendee, kept: Attendee) -> None:
        same = names_agree(f"{repeat.first_name} {repeat.last_name}", f"{kept.first_name} {kept.last_name}")
        why = f"the same {'person' if same else 'address'} as line {kept.line}"
        self.skipped.append(Skipped(repeat.line, f"{repeat.word}; {why}" if repeat.word else why))
        if not same:
            lines = " and ".join(str(line) for line in sorted((repeat.line, kept.line)))
            self.questions.append(f"Lines {lines} have one address and different names: whose is it?")


def _usable(address: str) -> str:
    try:
        return checked_address(address) if address else ""
    except NotAnAddress:
        return ""


def _is_own_manager(record: Record, key: str, manager_address: str) -> bool:
    if manager_address:
        return address_key(manager_address) == key
    named = plain(record.manager_name)
    return named in OWN_MANAGER or (bool(named) and named == plain(f"{record.first_name} {record.last_name}"))


def _unfit(record: Record) -> str:
    if record.spilled:
        return "more cells than there are headings"
    for field, (words, longest) in LIMITS.items():
        if len(getattr(record, field)) > longest:
            return f"the {words} is longer than {longest} characters"
    return ""

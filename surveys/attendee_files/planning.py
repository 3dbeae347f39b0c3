"""What an import will do, worked out before anything is written: the same plan serves a dry run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.attendee_files.account import Entry, ImportAccount, few_enough, refused_account
from surveys.attendee_files.comparison import (
    KnownBooking,
    KnownPerson,
    compare,
    new_name,
    own_manager_question,
    same_human,
)
from surveys.attendee_files.model import Attendee, AttendeeFile, Skipped
from surveys.enums import BookingStatus


@dataclass
class ImportPlan:
    """``names`` are new names by person id, ``facts`` changed facts by booking id, each by field."""

    new_people: list[Attendee] = field(default_factory=list)
    new_bookings: list[Attendee] = field(default_factory=list)
    names: dict[int, tuple[str, str]] = field(default_factory=dict)
    facts: dict[int, dict[str, str]] = field(default_factory=dict)
    imported: list[Entry] = field(default_factory=list)
    updated: list[Entry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def account(self, file: AttendeeFile) -> ImportAccount:
        """Every row of ``file`` and what becomes of it, in the order of its lines."""
        if file.refused:
            return refused_account(file)
        return ImportAccount(
            rows=file.rows,
            imported=tuple(sorted(self.imported, key=lambda entry: entry.line)),
            updated=tuple(sorted(self.updated, key=lambda entry: entry.line)),
            skipped=tuple(sorted([*file.skipped, *self.skipped], key=lambda row: row.line)),
            questions=few_enough([*file.questions, *self.questions]),
            notes=file.notes,
        )


def plan_import(
    file: AttendeeFile, people: Mapping[str, KnownPerson], bookings: Mapping[int, KnownBooking]
) -> ImportPlan:
    """Decide on each attendee of ``file``.

    ``people`` are those on record by ``address_key``, ``bookings`` the event's by person id.
    """
    plan = ImportPlan()
    for attendee in file.attendees:
        person = people.get(attendee.key)
        booking = bookings.get(person.id) if person else None
        if person and not same_human(attendee, person):
            _ask_who(plan, attendee)
        elif person and booking:
            _plan_update(plan, attendee, person, booking)
        elif attendee.status is BookingStatus.CANCELLED:
            plan.skipped.append(Skipped(attendee.line, f"{attendee.word}, so not enrolled"))
        else:
            _plan_booking(plan, attendee, person)
    return plan


def _ask_who(plan: ImportPlan, attendee: Attendee) -> None:
    plan.skipped.append(Skipped(attendee.line, "the address belongs to a person with another name"))
    plan.questions.append(f"Line {attendee.line}: its address is on record with another name: whose is it?")


def _plan_booking(plan: ImportPlan, attendee: Attendee, person: KnownPerson | None) -> None:
    if person is None:
        plan.new_people.append(attendee)
    elif name := new_name(attendee, person):
        plan.names[person.id] = name
    plan.new_bookings.append(attendee)
    plan.imported.append(Entry(attendee.line))
    if attendee.own_manager:
        plan.questions.append(own_manager_question(attendee))


def _plan_update(plan: ImportPlan, attendee: Attendee, person: KnownPerson, booking: KnownBooking) -> None:
    difference = compare(attendee, person, booking)
    plan.questions.extend(difference.questions)
    if attendee.own_manager and not booking.manager_address:
        plan.questions.append(own_manager_question(attendee))
    if not difference.changed:
        plan.skipped.append(Skipped(attendee.line, _nothing_new(attendee, booking)))
        return
    plan.updated.append(Entry(attendee.line, difference.changed))
    if difference.name:
        plan.names[person.id] = difference.name
    if difference.facts:
        plan.facts[booking.id] = difference.facts


def _nothing_new(attendee: Attendee, booking: KnownBooking) -> str:
    if attendee.status is BookingStatus.CANCELLED and booking.status is BookingStatus.CANCELLED:
        return f"{attendee.word}, already cancelled, nothing new"
    return "already booked, nothing new"

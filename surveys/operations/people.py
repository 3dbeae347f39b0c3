"""People and agencies, found or made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from surveys.attendee_files import Attendee
from surveys.attendee_files.addresses import address_key
from surveys.attendee_files.cells import names_agree
from surveys.errors import SurveyError
from surveys.models import Agency, Person
from surveys.queries import bookings as queries


def add_agencies(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Make the agencies that are not on record yet, and give every agency's id by its case-folded name."""
    known = queries.agency_ids(session)
    new: dict[str, str] = {}
    for name in names:
        if name and name.casefold() not in known:
            new.setdefault(name.casefold(), name)
    if not new:
        return known
    session.execute(insert(Agency), [{"name": name} for name in new.values()])
    return queries.agency_ids(session)


def add_people(session: Session, attendees: Iterable[Attendee]) -> None:
    """Put new people on record."""
    rows = [
        {
            "first_name": attendee.first_name,
            "last_name": attendee.last_name,
            "address": attendee.address,
            "address_key": attendee.key,
        }
        for attendee in attendees
    ]
    if rows:
        session.execute(insert(Person), rows)


def rename_people(session: Session, names: Mapping[int, tuple[str, str]]) -> None:
    """Put new names on record, by the person's id."""
    if names:
        session.execute(
            update(Person),
            [{"id": id_, "first_name": first, "last_name": last} for id_, (first, last) in names.items()],
        )


def find_or_add_person(session: Session, *, first_name: str, last_name: str, address: str) -> Person:
    """The person with this checked address, made when new, renamed when one word of the name stays.

    Raises:
        SurveyError: the address belongs to somebody with an altogether different name.
    """
    key = address_key(address)
    person = queries.person_by_key(session, key)
    if person is None:
        person = Person(first_name=first_name, last_name=last_name, address=address, address_key=key)
        session.add(person)
        return person
    given = f"{first_name} {last_name}".strip()
    if not names_agree(given, person.name):
        raise SurveyError("This address belongs to a person with another name.")
    if given and given != person.name:
        person.first_name, person.last_name = first_name, last_name
    return person

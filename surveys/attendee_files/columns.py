"""Which column holds what, told by its heading. Columns that are not named here are never kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

# For each fact the headings that real files use, the surest first. Headings are compared by ``heading_key``.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "order": ("order id", "order no", "order number", "order #", "order"),
    "quantity": ("ticket quantity", "quantity", "qty"),
    "status": ("attendee status", "status", "booking status", "order status"),
    "signed_in": ("signed in", "sign in", "attended", "attendance", "present"),
    "first_name": ("attendee first name", "first name", "firstname", "forename", "given name"),
    "last_name": (
        "attendee last name", "attendee surname", "last name", "lastname", "surname", "family name",
    ),
    "full_name": ("full name", "attendee name", "delegate name", "name", "delegate", "attendee"),
    "address": ("attendee email", "delegate email", "email", "work email", "your email"),
    "buyer_address": ("buyer email", "purchaser email", "order email", "contact email"),
    "agency": (
        "which agency do you work for", "which organisation do you work for", "agency", "your agency",
        "agency name", "name of agency", "organisation", "organization", "your organisation",
        "organisation name", "name of organisation", "agency organisation", "employer", "company",
    ),
    "job_title": (
        "job title", "your job title", "what is your job title", "job role", "your job role", "role",
        "your role", "what is your role", "position",
    ),
    "manager_name": (
        "line managers name", "line manager name", "name of line manager", "line manager",
        "managers name", "manager name", "manager",
    ),
    "manager_address": (
        "line managers email", "line manager email", "email of line manager", "managers email",
        "manager email",
    ),
    "event_id": ("event id",),
    "event_name": ("event name", "event title", "event", "course", "course name", "course title"),
    "event_date": ("event start date", "event date", "course date"),
}  # fmt: skip

KNOWN = frozenset(heading for headings in HEADINGS.values() for heading in headings)


def heading_key(cell: str) -> str:
    """A heading without its case, punctuation, apostrophes and the many spellings of "e-mail address"."""
    plain = unicodedata.normalize("NFKC", cell[:200]).casefold()
    plain = re.sub(r"['’‘`\ufeff]", "", plain)
    words = " ".join(re.sub(r"[^\w#]|_", " ", plain).split())
    return words.replace("e mail", "email").replace("email address", "email")


def recognised(header: Sequence[str]) -> int:
    """How many headings are known."""
    return sum(heading_key(cell) in KNOWN for cell in header)


def find_columns(header: Sequence[str]) -> dict[str, int]:
    """The index of each fact's column, by its surest heading; the first of two equal headings."""
    first: dict[str, int] = {}
    for index, cell in enumerate(header):
        first.setdefault(heading_key(cell), index)
    found = {
        fact: next((first[heading] for heading in headings if heading in first), None)
        for fact, headings in HEADINGS.items()
    }
    return {fact: index for fact, index in found.items() if index is not None}


def same_heading_twice(header: Sequence[str], index: int) -> bool:
    """Whether another column has the heading of the column at ``index``."""
    wanted = heading_key(header[index])
    return sum(heading_key(cell) == wanted for cell in header) > 1

"""Orders for several people: who is missing from the file."""

from __future__ import annotations

from collections.abc import Iterator

from surveys.attendee_files.model import Record
from surveys.attendee_files.statuses import status_of
from surveys.enums import BookingStatus


def places(record: Record) -> int:
    """How many people the row's order is for; 1 where it does not say."""
    said = record.quantity
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) <= 4 else 1


def order_questions(records: list[Record]) -> Iterator[str]:
    """One question for each order that is for more people than the file gives addresses for."""
    orders: dict[str, list[Record]] = {}
    for record in records:
        if places(record) > 1 and status_of(record.status, record.signed_in) is not BookingStatus.CANCELLED:
            orders.setdefault(record.order or f"line {record.line}", []).append(record)
    for rows in orders.values():
        yield from _missing(rows, max(places(row) for row in rows))


def _missing(rows: list[Record], wanted: int) -> Iterator[str]:
    nameless = next((row for row in rows if not row.address), None)
    line = (nameless or rows[0]).line
    if wanted == 2 and nameless:
        yield f"Line {line}: the order is for two people and one has no address. Who is the second?"
    elif wanted == 2 and len(rows) < wanted:
        yield f"Line {line}: the order is for two people and only one is in the file. Who is the second?"
    elif nameless or len(rows) < wanted:
        have = sum(bool(row.address) for row in rows)
        yield f"Line {line}: the order is for {wanted} people and {have} have an address. Who else?"

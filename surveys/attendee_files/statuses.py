"""What a file's words for a booking's state mean."""

from __future__ import annotations

import re
from collections.abc import Mapping

from surveys.enums import BookingStatus

BOOKED, ATTENDED, PART_ATTENDED = BookingStatus.BOOKED, BookingStatus.ATTENDED, BookingStatus.PART_ATTENDED
WALK_IN, NO_SHOW, CANCELLED = BookingStatus.WALK_IN, BookingStatus.NO_SHOW, BookingStatus.CANCELLED

STATUS_WORDS: Mapping[str, BookingStatus] = {
    "attending": BOOKED, "booked": BOOKED, "confirmed": BOOKED, "registered": BOOKED, "placed": BOOKED,
    "checked in": ATTENDED, "attended": ATTENDED, "signed in": ATTENDED, "present": ATTENDED,
    "part attended": PART_ATTENDED, "partly attended": PART_ATTENDED,
    "walk in": WALK_IN,
    "no show": NO_SHOW, "did not attend": NO_SHOW, "dna": NO_SHOW, "absent": NO_SHOW,
    "not attending": CANCELLED, "refunded": CANCELLED, "cancelled": CANCELLED, "canceled": CANCELLED,
    "deleted": CANCELLED, "withdrawn": CANCELLED,
}  # fmt: skip

SIGNED_WORDS: Mapping[str, BookingStatus] = {
    **dict.fromkeys(("y", "yes", "x", "1", "true", "✓", "✔", "signed"), ATTENDED),
    **dict.fromkeys(("n", "no", "0", "false"), NO_SHOW),
    **STATUS_WORDS,
}

# Of several lines about one person the one that says most about attendance counts.
STRENGTH = {CANCELLED: 0, BOOKED: 1, NO_SHOW: 2, WALK_IN: 3, PART_ATTENDED: 4, ATTENDED: 5}


def word_key(cell: str) -> str:
    """A word for comparison: lower case, hyphens read as spaces."""
    return " ".join(re.sub(r"[-_\s]+", " ", cell).casefold().split())


def status_of(status: str, signed_in: str) -> BookingStatus | None:
    """What a row's status and sign-in cells say together; None when a word is not known.

    A cancelled booking stays cancelled whatever the register says of it. A blank sign-in says nothing: the
    person is booked, and it is for the officer to settle who did not come.
    """
    said = STATUS_WORDS.get(word_key(status)) if status else BOOKED
    if said is None or said is CANCELLED or not signed_in:
        return said
    return SIGNED_WORDS.get(word_key(signed_in))


def unknown_word(status: str, signed_in: str) -> str:
    """Which of a row's two cells holds the word that ``status_of`` did not know."""
    return status if status and word_key(status) not in STATUS_WORDS else signed_in


def status_after(known: BookingStatus, said: BookingStatus) -> BookingStatus | None:
    """A booking's status when a file says ``said`` of it; None when they contradict and a person must decide.

    "Booked" says nothing about attendance, so it never undoes it; a sign-in keeps what is more exact.
    """
    if said is known or (said is BOOKED and known is not CANCELLED):
        return known
    if said is ATTENDED:
        return known if known in (PART_ATTENDED, WALK_IN) else ATTENDED
    if said in (PART_ATTENDED, WALK_IN) or known is BOOKED:
        return said
    if said is NO_SHOW and known is CANCELLED:
        return CANCELLED
    return None

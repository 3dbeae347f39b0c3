"""What files say of attendance, and what that does to a booking on record."""

from __future__ import annotations

import pytest

from surveys.attendee_files.statuses import status_after, status_of
from surveys.enums import BookingStatus

STATUSES = {status.value: status for status in BookingStatus}


@pytest.mark.parametrize(
    ("status", "signed_in", "said"),
    [
        ("Attending", "", "booked"),
        ("ATTENDING ", "", "booked"),
        ("", "", "booked"),
        ("Checked In", "", "attended"),
        ("checked-in", "", "attended"),
        ("Not Attending", "", "cancelled"),
        ("Refunded", "", "cancelled"),
        ("Cancelled", "", "cancelled"),
        ("Canceled", "", "cancelled"),
        ("Deleted", "", "cancelled"),
        ("No-show", "", "no-show"),
        ("Walk-in", "", "walk-in"),
        ("Part attended", "", "part-attended"),
        ("", "Y", "attended"),
        ("", "yes", "attended"),
        ("", "✓", "attended"),
        ("", "N", "no-show"),
        ("Attending", "Y", "attended"),
        ("Refunded", "Y", "cancelled"),
    ],
)
def test_the_words_of_real_files_are_understood(status, signed_in, said):
    assert status_of(status, signed_in) is STATUSES[said]


@pytest.mark.parametrize(("status", "signed_in"), [("Pending", ""), ("Pending", "Y"), ("", "maybe")])
def test_a_word_that_is_not_known_is_not_guessed_at(status, signed_in):
    assert status_of(status, signed_in) is None


# Rows: what is on record; columns: what the file says. "?" is for the officer to settle.
SAID = ["booked", "attended", "part-attended", "walk-in", "no-show", "cancelled"]
AFTER = {
    "booked": ["booked", "attended", "part-attended", "walk-in", "no-show", "cancelled"],
    "attended": ["attended", "attended", "part-attended", "walk-in", "?", "?"],
    "part-attended": ["part-attended", "part-attended", "part-attended", "walk-in", "?", "?"],
    "walk-in": ["walk-in", "walk-in", "part-attended", "walk-in", "?", "?"],
    "no-show": ["no-show", "attended", "part-attended", "walk-in", "no-show", "?"],
    "cancelled": ["?", "attended", "part-attended", "walk-in", "cancelled", "cancelled"],
}


@pytest.mark.parametrize(
    ("known", "said", "after"),
    [(known, said, after) for known, row in AFTER.items() for said, after in zip(SAID, row, strict=True)],
)
def test_a_file_moves_a_booking_only_where_it_says_more(known, said, after):
    assert status_after(STATUSES[known], STATUSES[said]) is STATUSES.get(after)

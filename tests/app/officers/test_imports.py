"""Bookings from a file: a preview of every row first, and the same account once it is done."""

from __future__ import annotations

import zlib
from base64 import b64encode
from io import BytesIO

import pytest

from app.edge import LARGEST_FILE
from surveys.models import Booking
from tests.forms import buttons, errors, heading, page, press, rows, words
from tests.strict_html import text_of

HEADER = "First name,Last name,Email,Status,Agency\n"
FILE = (
    HEADER + "Asha,Hill,asha.hill@soar.example,Attending,Soar Schools\n"
    "Dia,Okafor,dia@soar.example,Attending,Soar City\n"
    "Eve,Ash,eve@soar.example,Refunded,Soar City\n"
    "Fay,Elm,,Attending,Soar City\n"
    "Ben,Moss,ben.moss@soar.example,Attending,Soar City\n"
)


@pytest.fixture
def upload(officer, event):
    """``upload(text)`` sends a file and gives the page that comes back."""

    def send(content=FILE, client=officer):
        form = client.get(f"/events/{event.key}/bookings/import")
        data = content if isinstance(content, bytes) else content.encode()
        return press(client, form, "Show what would happen", file=(BytesIO(data), "attendees.csv"))

    return send


def tiles(answer):
    return [text_of(e) for e in page(answer).iter("li") if e.get("class") == "fs-tile"]


def test_the_preview_accounts_for_every_row_and_changes_nothing(upload, fresh):
    before = len(fresh(Booking))
    preview = upload()
    assert heading(preview) == "What the import would do"
    assert tiles(preview) == ["5 rows in the file", "1 to be booked", "1 to be updated", "3 to be skipped"]
    assert rows(preview, "People who are booked") == [["3", "Dia Okafor"]]
    assert rows(preview, "Bookings that are updated") == [["2", "Asha Hill", "agency"]]
    assert rows(preview, "Rows that are skipped") == [
        ["4", "Eve Ash", "refunded, so not enrolled"],
        ["5", "", "no e-mail address"],
        ["6", "Ben Moss", "already booked, nothing new"],
    ]
    assert len(fresh(Booking)) == before


def test_agreeing_does_what_was_shown(upload, officer, fresh):
    done = press(officer, upload(), "Import")
    assert (heading(done), tiles(done)) == (
        "The file is imported",
        ["5 rows in the file", "1 booked", "1 updated", "3 skipped"],
    )
    assert [booking.source for booking in fresh(Booking)] == [
        "by hand",
        "by hand",
        "by hand",
        "attendee file",
    ]


def test_agreeing_twice_imports_once_and_says_so(upload, officer, fresh):
    preview = upload()
    press(officer, preview, "Import")
    assert tiles(press(officer, preview, "Import"))[1:] == ["0 booked", "0 updated", "5 skipped"]
    assert len(fresh(Booking)) == 4


def test_a_file_that_says_nothing_new_offers_nothing_to_agree_to(upload):
    nothing = upload(HEADER + "Ben,Moss,ben.moss@soar.example,Attending,Soar City\n")
    assert ("There is nothing to import" in words(nothing), buttons(nothing)) == (True, [])


def test_questions_for_the_officer_stand_above_the_rows(upload):
    own = "Own,Boss,own@soar.example,Attending,Soar City,own@soar.example\n"
    preview = upload(HEADER.strip() + ",Line manager's email\n" + own)
    assert "Line 2 names the delegate as their own manager: who is the manager?" in words(preview)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty."),
        ("Colour\nred\n", "There is no e-mail column in this file, so nobody could be booked."),
        (
            b"PK\x03\x04 not a csv",
            "This is an Excel workbook or a zip file, not CSV: open it and save it as CSV UTF-8.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(upload, content, sentence):
    refused = upload(content)
    assert (refused.status_code, errors(refused)) == (422, [("#file", sentence)])


def test_what_would_help_is_asked_with_the_refusal(upload):
    refused = upload("First name,Email,E-mail address,Email\nDia,dia@soar.example,,x@soar.example\n")
    assert "which one holds the delegates' own addresses?" in words(refused)


def test_a_missing_file_is_asked_for(officer, event):
    again = press(officer, officer.get(f"/events/{event.key}/bookings/import"), "Show what would happen")
    assert (again.status_code, errors(again)) == (422, [("#file", "Choose a file.")])


def test_markup_in_a_file_is_text_on_the_page(upload, officer):
    preview = upload(HEADER + "<b>Dia</b>,{{ 7 * 7 }},dia@soar.example,Attending,<i>x</i>\n")
    assert rows(preview, "People who are booked") == [["2", "<b>Dia</b> {{ 7 * 7 }}"]]


def test_thousands_of_rows_travel_in_the_page(upload, officer, fresh):
    many = HEADER + "".join(f"P{n},Hill,p{n}@soar.example,Attending,Soar City\n" for n in range(3000))
    done = press(officer, upload(many), "Import")
    assert tiles(done) == ["3,000 rows in the file", "3,000 booked", "0 updated", "0 skipped"]
    assert len(fresh(Booking)) == 3003


@pytest.mark.parametrize(
    "packed",
    [
        "",
        "not base64!",
        b64encode(b"not packed").decode(),
        b64encode(zlib.compress(b"\0" * (LARGEST_FILE + 1))).decode(),
        b64encode(zlib.compress(FILE.encode())[:-8]).decode(),
    ],
    ids=["empty", "no base64", "no zlib", "swells beyond the limit", "cut off"],
)
def test_what_was_not_packed_by_us_is_refused(upload, officer, fresh, packed):
    answer = press(officer, upload(), "Import", packed=packed)
    assert (answer.status_code, len(fresh(Booking))) == (400, 3)


def test_a_file_beyond_the_limit_is_refused(upload):
    assert upload(b"x" * (LARGEST_FILE + 1)).status_code == 413

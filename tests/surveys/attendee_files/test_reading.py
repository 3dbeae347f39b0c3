"""Attendee lists as real programs write them: every row is accounted for, odd files are refused plainly."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.attendee_files import Skipped, decoding, read_attendee_file, tables
from surveys.enums import BookingStatus

FILES = Path(__file__).parent / "files"
PLAIN = "First name,Last name,Email,Status\nAsha,Hill,asha@soar.example,Attending\n"


def read(text, encoding="utf-8"):
    return read_attendee_file(text.encode(encoding))


def names(file):
    return [f"{person.first_name} {person.last_name}" for person in file.attendees]


def test_an_attendee_report_is_accounted_for_line_by_line():
    file = read_attendee_file((FILES / "attendees.csv").read_bytes())
    assert (file.encoding, file.delimiter, file.refused, file.notes) == ("UTF-8", ",", "", ())
    assert file.rows == 9
    assert [(person.line, person.key, person.status.value, person.word) for person in file.attendees] == [
        (2, "asha.kowalska@wreake-city.example", "booked", ""),
        (3, "bjorn@eyebrook-nhs.example", "attended", ""),
        (5, "carys.hill@wreake-city.example", "cancelled", "refunded"),
        (6, "dan.moss@wreake-city.example", "cancelled", "not attending"),
        (7, "eve.nash@eyebrook-nhs.example", "booked", ""),
        (12, "hugo.quinn@wreake-city.example", "booked", ""),
    ]
    assert file.skipped == (
        Skipped(9, "no e-mail address"),
        Skipped(10, "the same person as line 2"),
        Skipped(11, "the status “Pending” is not known"),
    )
    assert file.questions == (
        "Line 9: the order is for two people and one has no address. Who is the second?",
        "Line 11: the status “Pending” is not known: is this person booked?",
        "Line 12: the line manager's address is not valid: what is it?",
    )


def test_facts_come_tidied_and_a_delegate_is_not_their_own_manager():
    file = read_attendee_file((FILES / "attendees.csv").read_bytes())
    people = {person.line: person for person in file.attendees}
    bjorn, eve, hugo = people[3], people[7], people[12]
    assert (bjorn.first_name, bjorn.last_name) == ("Björn", "Ó Súilleabháin")
    assert (bjorn.agency, bjorn.job_title) == ("Eyebrook NHS Trust", "Health visitor (bank staff)")
    assert (bjorn.manager_name, bjorn.manager_address) == ("Jo Vale", "jo.vale@eyebrook-nhs.example")
    assert (eve.address, eve.own_manager) == ("EVE.NASH@eyebrook-nhs.example", True)
    assert (eve.manager_name, eve.manager_address) == ("", "")
    assert (hugo.agency, hugo.job_title, hugo.manager_name) == ("", "", "Jo Lane")


def test_the_older_report_is_read_as_windows_text_and_says_so():
    file = read_attendee_file((FILES / "attendees-older.csv").read_bytes())
    assert names(file) == ["Asha Kowalska", "Zoë Fernández", "Dan Moss"]
    assert file.encoding == "Windows-1252"
    assert file.notes == ("The file was read as Windows-1252 text: check that names with accents are right.",)
    assert [person.status.value for person in file.attendees] == ["booked", "booked", "cancelled"]


def test_a_providers_register_says_who_came():
    file = read_attendee_file((FILES / "register.csv").read_bytes())
    assert file.delimiter == ";"
    assert [(p.line, p.first_name, p.last_name, p.status.value) for p in file.attendees] == [
        (3, "Asha", "Kowalska", "attended"),
        (4, "Dan", "Moss", "booked"),
        (5, "Ines", "de la Cruz", "no-show"),
    ]
    assert "Vegan" not in repr(file)


ACCENTED = "First name,Last name,Email\nZoë,Fernández,zoe@soar.example\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ACCENTED.encode(), "UTF-8"),
        (ACCENTED.encode("utf-8-sig"), "UTF-8"),
        (ACCENTED.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + ACCENTED.encode("utf-16-be"), "UTF-16"),
        (ACCENTED.encode("cp1252"), "Windows-1252"),
        (ACCENTED.encode().decode("cp1252").encode(), "UTF-8"),
        (ACCENTED.encode("utf-8-sig").decode("cp1252").encode("utf-8-sig"), "UTF-8"),
    ],
    ids=["utf-8", "with its mark", "utf-16", "utf-16 big-endian", "cp1252", "twice", "twice with its mark"],
)
def test_names_come_whole_out_of_each_encoding(data, encoding):
    file = read_attendee_file(data)
    assert names(file) == ["Zoë Fernández"]
    assert file.encoding == encoding


def test_a_letter_without_a_place_in_windows_text_survives_being_encoded_twice():
    twice = "Ámbar".encode().replace(b"\x81", b"\x81").decode("latin-1")
    file = read(f"First name,Last name,Email\n{twice},Hill,a@soar.example\n")
    assert names(file) == ["Ámbar Hill"]
    assert file.notes == (
        "The file had been encoded twice and was put right: check that names with accents are right.",
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_and_line_ends_are_found(delimiter, end):
    text = '"First name";Email;Status\n"Hill; Asha, of | Soar";a@soar.example;Attending\nBo;b@soar.example;\n'
    rows = [line.split(";") for line in ("First name;Email;Status", "Bo;b@soar.example;Attending")]
    file = read(end.join(delimiter.join(row) for row in rows))
    assert (file.delimiter, names(file), [p.line for p in file.attendees]) == (delimiter, ["Bo "], [2])
    assert names(read(text.replace("\n", end))) == ["Hill; Asha, of | Soar ", "Bo "]


def test_lines_are_counted_as_an_editor_shows_them():
    file = read(
        'sep=,\nEmail,Role,Status\n\na@soar.example,"one\ntwo",Attending\nb@soar.example,,Attending\n'
    )
    assert [(person.line, person.job_title) for person in file.attendees] == [(4, "one two"), (6, "")]


def test_delimiters_inside_cells_do_not_win():
    file = read(
        'Name,Email,Role\n"A; B; C; D",a@soar.example,"x; y; z"\n"E; F; G",b@soar.example,"x; y; z"\n'
    )
    assert (file.delimiter, file.rows) == (",", 2)


@pytest.mark.parametrize(
    "header",
    [
        "Order #,Last Name,Email,Attendee Status",
        "Order no.,Surname,Attendee email,Status",
        "Order ID,Attendee last name,Work e-mail,Order Status",
        "ORDER ID,attendee surname,E-mail Address,attendee_status",
    ],
)
def test_the_known_headings_are_one(header):
    file = read(f"{header}\n1,Hill,a@soar.example,Checked In\n")
    assert [(p.last_name, p.address, p.status.value) for p in file.attendees] == [
        ("Hill", "a@soar.example", "attended")
    ]


def test_the_attendees_own_columns_win_over_the_orders():
    file = read(
        "Email,Attendee email,Status,Attendee Status\nx@soar.example,a@soar.example,Placed,Refunded\n"
    )
    assert [(p.address, p.word) for p in file.attendees] == [("a@soar.example", "refunded")]


def test_a_list_without_status_or_names_asks():
    file = read("Email\na@soar.example\n")
    assert [(p.address, p.status) for p in file.attendees] == [("a@soar.example", BookingStatus.BOOKED)]
    assert file.questions == (
        "This file has no status column: is everybody in it booked?",
        "This file has no names: who are these people?",
        "Line 2 has an address and no name: who is it?",
    )


def test_of_several_lines_for_one_person_the_one_that_says_most_counts():
    file = read(
        "First name,Last name,Email,Status\n"
        "Asha,Hill,asha@soar.example,Refunded\n"
        "Asha,Hill,ASHA@soar.example,Attending\n"
        "Asha,Hill,asha@SOAR.example,Checked In\n"
        "Asha,Hill,asha@soar.example,Checked In\n"
    )
    assert [(p.line, p.status.value) for p in file.attendees] == [(4, "attended")]
    assert file.skipped == (
        Skipped(2, "refunded; the same person as line 4"),
        Skipped(3, "the same person as line 4"),
        Skipped(5, "the same person as line 4"),
    )
    assert file.questions == ()


def test_a_shared_mailbox_is_not_taken_for_one_person():
    file = read("Name,Email,Status\nAsha Hill,office@soar.example,\nBo Reed,office@soar.example,\n")
    assert names(file) == ["Asha Hill"]
    assert file.skipped == (Skipped(3, "the same address as line 2"),)
    assert file.questions == ("Lines 2 and 3 have one address and different names: whose is it?",)


@pytest.mark.parametrize(
    ("rows", "question"),
    [
        (
            "7,a@soar.example,2\n",
            "Line 2: the order is for two people and only one is in the file. Who is the second?",
        ),
        (
            "7,a@soar.example,2\n7,,2\n",
            "Line 3: the order is for two people and one has no address. Who is the second?",
        ),
        (
            "7,a@soar.example,4\n7,b@soar.example,4\n",
            "Line 2: the order is for 4 people and 2 have an address. Who else?",
        ),
    ],
)
def test_an_order_for_several_asks_for_those_who_are_missing(rows, question):
    assert question in read(f"Order ID,Email,Quantity\n{rows}").questions


def test_an_order_for_two_with_both_named_asks_nothing_about_it():
    file = read("Order ID,Name,Email,Quantity,Status\n7,A B,a@soar.example,2,\n7,C D,c@soar.example,2,\n")
    assert (len(file.attendees), file.questions) == (2, ())


@pytest.mark.parametrize(
    ("text", "refused", "questions"),
    [
        (
            "First name,Agency\nAsha,Soar\n",
            "There is no e-mail column in this file, so nobody could be booked.",
            (),
        ),
        (
            "Order ID,Buyer first name,Buyer email,Ticket quantity\n1,Asha,asha@soar.example,3\n",
            "This file lists orders, not attendees: it has only the addresses of those who ordered.",
            ("Who attends on these orders? Eventbrite's attendee report names each person.",),
        ),
        (
            "Email,Event name\na@soar.example,Neglect\nb@soar.example,Thresholds\n",
            "This file holds 2 events, so nobody was booked: export one event at a time.",
            ("2 events in this file: which one?",),
        ),
        (
            "Email,Event ID,Event name\na@soar.example,1,Neglect\nb@soar.example,2,Neglect\n",
            "This file holds 2 events, so nobody was booked: export one event at a time.",
            ("2 events in this file: which one?",),
        ),
        (
            "Email,Email\na@soar.example,b@soar.example\n",
            "Two columns have the same e-mail heading, so it is not clear whose addresses they hold.",
            ("Two columns are headed “Email”: which one holds the delegates' own addresses?",),
        ),
    ],
)
def test_a_file_that_cannot_be_told_apart_enrols_nobody_and_asks(text, refused, questions):
    file = read(text)
    assert (file.attendees, file.refused, file.questions) == ((), refused, questions)
    assert {row.why for row in file.skipped} == {"nothing was taken from this file"}
    assert len(file.skipped) == file.rows


def workbook():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"", "The file is empty."),
        (b" \r\n\r\n", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (workbook(), "This is an Excel workbook or a zip file, not CSV: open it and save it as CSV UTF-8."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "This is an old Excel workbook, not a CSV file: open it and save it as CSV UTF-8.",
        ),
        (b"%PDF-1.7 Email", "This is a PDF, not a CSV file: ask for the list as CSV."),
        (b"Email\na\x00b@soar.example\n", "This is not a text file: export the list as CSV UTF-8."),
        (PLAIN.encode("utf-32"), "This is not a text file: export the list as CSV UTF-8."),
        (b"\xff\xfeE\x00m", "This is not a text file: export the list as CSV UTF-8."),
        (b"\x89\x81\x8d\x8f", "This is not a text file: export the list as CSV UTF-8."),
        (
            b'Email\n"a@soar.example\nb@soar.example\n',
            "A quotation mark on line 2 is opened and never closed.",
        ),
        (b'Email\n"' + b"x" * 131_073, "Line 2 cannot be read: a cell on it is too long or broken."),
        (b"Email\n" + b"x" * 1_000_001, "A line of the file is too long to be a row of a list."),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(data, refused):
    file = read_attendee_file(data)
    assert (file.refused, file.rows, file.attendees) == (refused, 0, ())


def test_a_file_over_20_mb_is_refused_unread():
    assert read_attendee_file(b"x" * (decoding.LARGEST + 1)).refused == (
        "The file is larger than 20 MB: export one event at a time."
    )


def test_a_million_rows_are_refused_at_the_first_too_many():
    data = b"Email\n" + b"a@b.example\n" * 1_000_000
    started = time.process_time()
    file = read_attendee_file(data)
    assert file.refused == "The file has more than 100,000 rows: export one event at a time."
    assert file.rows == 0
    assert time.process_time() - started < 10


def test_exactly_the_most_rows_are_taken():
    file = read("Email,Role\n" + ",Nurse\n" * tables.MOST_ROWS)
    assert (file.rows, len(file.skipped), file.refused) == (100_000, 100_000, "")


@pytest.mark.parametrize("hostile", ['"' * 4_000, "'" * 4_000, ",'" * 2_000, '";' * 2_000, ' "' * 2_000])
def test_finding_the_delimiter_takes_linear_time(hostile):
    started = time.process_time()
    read_attendee_file(f"Email{hostile}\n{hostile}\n".encode())
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "cell",
    [
        "=HYPERLINK(1)",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "%s%n",
        "'; DROP TABLE people; --",
        "ʻOkina",
        "می‌خواهم",
    ],
)
def test_a_hostile_name_is_kept_as_it_is_written(cell):
    file = read(f'First name,Last name,Email,Status\n"{cell}",Hill,a@soar.example,Attending\n')
    assert file.attendees[0].first_name == cell


def test_invisible_characters_and_line_ends_never_reach_a_name():
    cell = "As\u202eha\r\nBcc: x@soar.example\x07\u200b Hill"
    file = read(f'First name,Email,Status\n"{cell}",a@soar.example,Attending\n')
    assert file.attendees[0].first_name == "Asha Bcc: x@soar.example Hill"


def test_what_a_file_says_is_shown_at_most_60_characters_long():
    file = read(f"Email,Status\na@soar.example,{'<b>' * 400}\n")
    assert file.skipped == (Skipped(2, f"the status “{('<b>' * 20)[:59]}…” is not known"),)


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("First name", "é" * 101, "the first name is longer than 100 characters"),
        ("Last name", "x" * 5_000, "the last name is longer than 100 characters"),
        ("Agency", "x" * 201, "the agency is longer than 200 characters"),
        ("Job title", "x" * 201, "the job title is longer than 200 characters"),
        ("Line manager", "x" * 201, "the line manager's name is longer than 200 characters"),
    ],
)
def test_a_text_that_does_not_fit_the_record_skips_its_row(column, cell, why):
    file = read(f"{column},Email,Status\n{cell},a@soar.example,Attending\n")
    assert file.skipped == (Skipped(2, why),)


def test_a_row_with_shifted_cells_is_not_guessed_at():
    file = read("Email,Agency,Status\na@soar.example,Soar, City,Attending\nb@soar.example,Soar,,,\n")
    assert [person.address for person in file.attendees] == ["b@soar.example"]
    assert file.skipped == (Skipped(2, "more cells than there are headings"),)


def test_a_short_row_lacks_only_what_it_lacks():
    file = read("Email,Status,Agency,Role\na@soar.example\n")
    assert [(person.address, person.agency) for person in file.attendees] == [("a@soar.example", "")]


def test_questions_stay_few_enough_to_read():
    file = read("Name,Email,Status\n" + "".join(f"A{n},a{n}@soar.example,Maybe\n" for n in range(150)))
    assert (len(file.skipped), len(file.questions)) == (150, 101)
    assert file.questions[-1] == "There are 50 more questions. Can the file be put right first?"


def accounted_for(file):
    lines = [row.line for row in (*file.attendees, *file.skipped)]
    assert len(lines) == len(set(lines)) == file.rows
    assert len({person.key for person in file.attendees}) == len(file.attendees)
    if file.refused:
        assert file.attendees == ()


@given(st.binary(max_size=300))
def test_any_bytes_give_an_account_or_a_refusal(data):
    accounted_for(read_attendee_file(data))


CELLS = st.one_of(
    st.sampled_from(
        ["a@soar.example", "B@soar.example", "Refunded", "Y", "Checked In", "2", '"', "x,y", "\n"]
    ),
    st.text(max_size=8),
)


@given(
    st.lists(
        st.sampled_from(["Email", "Status", "Signed in", "Full name", "Order ID", "Quantity", "Event ID"]),
        min_size=1,
        unique=True,
    ),
    st.lists(st.lists(CELLS, max_size=7), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_accounts_for_each_of_its_rows(header, rows, delimiter, encoding):
    text = "\n".join(delimiter.join(row) for row in [header, *rows])
    accounted_for(read_attendee_file(text.encode(encoding, "ignore")))

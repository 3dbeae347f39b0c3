"""Bookings come in from files and by hand: every row accounted for, nobody twice, nobody silently."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event as listen
from sqlalchemy import func, select

from surveys.attendee_files import read_attendee_file
from surveys.attendee_files.addresses import NotAnAddress
from surveys.enums import Audience, BookingStatus, TimePoint
from surveys.errors import AlreadyThere, NotFound, SurveyError
from surveys.models import (
    Activity,
    Agency,
    Board,
    Booking,
    Course,
    Event,
    Invitation,
    Person,
    Questionnaire,
    Wave,
)
from surveys.operations.bookings import (
    add_booking,
    cancel_booking,
    import_bookings,
    set_attendance,
    take_register,
)
from surveys.queries.bookings import booking, bookings_of

FILES = Path(__file__).parents[1] / "attendee_files" / "files"
SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")

NOW = datetime(2026, 9, 30, 9, tzinfo=UTC)
STARTS = datetime(2026, 10, 6, 8, 30, tzinfo=UTC)
WHO = "coordinator@soar.example"


@pytest.fixture
def session(record):
    return record


def new_event(session, key="neglect-1"):
    board = session.scalar(select(Board)) or Board(key="soar", name="Soar Valley")
    course = session.scalar(select(Course)) or Course(key="neglect", title="Neglect")
    event = Event(key=key, board=board, course=course, starts_at=STARTS, ends_at=STARTS + timedelta(hours=7))
    session.add(event)
    session.commit()
    return event


@pytest.fixture
def event(session):
    return new_event(session)


@pytest.fixture
def statements(session):
    """The SQL statements sent from here on."""
    sent = []
    listen.listen(session.get_bind(), "before_cursor_execute", lambda *call: sent.append(call[2]))
    return sent


def take(session, event, data, **options):
    """The account of a file's bytes or text, committed, as JSON."""
    data = data.encode() if isinstance(data, str) else data
    account = import_bookings(session, event, read_attendee_file(data), by=WHO, now=NOW, **options)
    session.commit()
    shown = account.to_dict()
    assert shown["rows"] == len(shown["imported"]) + len(shown["updated"]) + len(shown["skipped"])
    return shown


def rows_on_record(session):
    """Every person, booking and agency, column by column."""
    return [
        [tuple(row) for row in session.execute(select(*table.columns).order_by(table.primary_key.columns[0]))]
        for table in (Person.__table__, Booking.__table__, Agency.__table__)
    ]


def on_record(session, event):
    return {
        row.person.address_key: (row.status.value, row.agency.name if row.agency else "", row.manager_address)
        for row in bookings_of(session, event)
    }


def lines(*numbers):
    return [{"line": number} for number in numbers]


HEADER = "First name,Last name,Email,Status,Agency,Job title,Line manager,Line manager's email\n"
ASHA = "Asha,Hill,asha@soar.example,Attending,Soar City,Nurse,Jo Lane,jo@soar.example\n"


# The files of the samples


ATTENDEES_SKIPPED = [
    {"line": 6, "why": "refunded, so not enrolled"},
    {"line": 13, "why": "not attending, so not enrolled"},
    {"line": 28, "why": "no e-mail address"},
    {"line": 29, "why": "the same person as line 2"},
]
ATTENDEES_TAKEN = [line for line in range(2, 28) if line not in (6, 13)]
ATTENDEES_ASKED = [
    "Line 28: the order is for two people and one has no address. Who is the second?",
    "Line 15 names the delegate as their own manager: who is the manager?",
]


@needs_samples
def test_all_28_rows_of_the_attendee_report_are_accounted_for(session, event):
    account = take(session, event, (SAMPLES / "eventbrite-attendees.csv").read_bytes())
    assert account == {
        "rows": 28,
        "imported": lines(*ATTENDEES_TAKEN),
        "updated": [],
        "skipped": ATTENDEES_SKIPPED,
        "questions": ATTENDEES_ASKED,
        "refused": None,
    }
    booked = on_record(session, event)
    assert len(booked) == 24
    assert {key for key, facts in booked.items() if facts[0] == "attended"} == {
        "rhys.kowalska@fosse-nhs.example",
        "joanna.mensah@soarvalley-police.example",
        "chloe.zukauskas@soarvalley-police.example",
        "dev.fernandez-lopez@fosse-nhs.example",
    }
    assert {facts[0] for facts in booked.values()} == {"booked", "attended"}
    assert booked["nia.macdonald@bradgate-practice.example"] == ("booked", "Bradgate Practice", "")
    assert booked["tomasz.oneill@hopestreet.example"][2] == "manager2@hopestreet.example"
    assert session.scalar(select(func.count()).select_from(Agency)) == 7
    everybody = session.scalars(select(Person.address_key)).all()
    assert "esther.price@riverside-school.example" not in everybody
    assert "leila.patel@riverside-school.example" not in everybody


@needs_samples
def test_the_attendee_report_again_changes_nothing(session, event):
    data = (SAMPLES / "eventbrite-attendees.csv").read_bytes()
    take(session, event, data)
    before = rows_on_record(session)
    account = take(session, event, data)
    nothing_new = [{"line": line, "why": "already booked, nothing new"} for line in ATTENDEES_TAKEN]
    assert account == {
        "rows": 28,
        "imported": [],
        "updated": [],
        "skipped": sorted([*ATTENDEES_SKIPPED, *nothing_new], key=lambda row: row["line"]),
        "questions": ATTENDEES_ASKED,
        "refused": None,
    }
    assert rows_on_record(session) == before


@needs_samples
def test_the_older_report_is_accounted_for(session, event):
    account = take(session, event, (SAMPLES / "eventbrite-attendees-older.csv").read_bytes())
    assert account == {
        "rows": 12,
        "imported": lines(2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13),
        "updated": [],
        "skipped": [{"line": 7, "why": "not attending, so not enrolled"}],
        "questions": [],
        "refused": None,
    }
    assert "Fernández-Lopez" in session.scalars(select(Person.last_name)).all()


@needs_samples
def test_the_providers_register_is_accounted_for(session, event):
    account = take(session, event, (SAMPLES / "provider-register.csv").read_bytes())
    assert account == {
        "rows": 14,
        "imported": lines(*range(3, 17)),
        "updated": [],
        "skipped": [],
        "questions": [],
        "refused": None,
    }
    statuses = {key: facts[0] for key, facts in on_record(session, event).items()}
    assert {key for key, status in statuses.items() if status == "booked"} == {
        "chloe.zukauskas@soarvalley-police.example",
        "gareth.macdonald@riverside-school.example",
        "kwame.achebe@bradgate-practice.example",
    }
    assert set(statuses.values()) == {"booked", "attended"}


@needs_samples
def test_one_person_in_all_three_files_is_one_person(session, event):
    names = ("eventbrite-attendees.csv", "eventbrite-attendees-older.csv", "provider-register.csv")
    for number, name in enumerate(names):
        take(session, new_event(session, f"other-{number}"), (SAMPLES / name).read_bytes())
    wei = session.scalars(select(Person).where(Person.last_name == "Fernández-Lopez")).all()
    assert sorted(person.address for person in wei) == [
        "dev.fernandez-lopez@fosse-nhs.example",
        "wei.fernandez-lopez@soar-county.example",
    ]
    tomasz = session.scalars(select(Person).where(Person.first_name == "Tomasz")).one()
    assert tomasz.address == "TOMASZ.ONEILL@hopestreet.example"


# Our own files


def test_each_line_of_an_attendee_report_becomes_what_it_says(session, event):
    account = take(session, event, (FILES / "attendees.csv").read_bytes())
    assert account == {
        "rows": 9,
        "imported": lines(2, 3, 7, 12),
        "updated": [],
        "skipped": [
            {"line": 5, "why": "refunded, so not enrolled"},
            {"line": 6, "why": "not attending, so not enrolled"},
            {"line": 9, "why": "no e-mail address"},
            {"line": 10, "why": "the same person as line 2"},
            {"line": 11, "why": "the status “Pending” is not known"},
        ],
        "questions": [
            "Line 9: the order is for two people and one has no address. Who is the second?",
            "Line 11: the status “Pending” is not known: is this person booked?",
            "Line 12: the line manager's address is not valid: what is it?",
            "Line 7 names the delegate as their own manager: who is the manager?",
        ],
        "refused": None,
    }
    assert on_record(session, event) == {
        "asha.kowalska@wreake-city.example": ("booked", "Wreake City Council", "jo.lane@wreake-city.example"),
        "eve.nash@eyebrook-nhs.example": ("booked", "Eyebrook NHS Trust", ""),
        "bjorn@eyebrook-nhs.example": ("attended", "Eyebrook NHS Trust", "jo.vale@eyebrook-nhs.example"),
        "hugo.quinn@wreake-city.example": ("booked", "", ""),
    }


@pytest.mark.parametrize("name", ["attendees.csv", "attendees-older.csv", "register.csv"])
def test_the_same_file_again_changes_no_row(session, event, name):
    take(session, event, (FILES / name).read_bytes())
    before = rows_on_record(session)
    again = take(session, event, (FILES / name).read_bytes())
    assert (again["imported"], again["updated"]) == ([], [])
    assert rows_on_record(session) == before


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_the_same_people_in_another_encoding_change_nothing(session, event, encoding):
    text = f"{HEADER}Zoë,Fernández,zoe@soar.example,Attending,Café Soar,Nurse,José,jo@soar.example\n"
    take(session, event, text)
    before = rows_on_record(session)
    account = take(session, event, text.encode(encoding))
    assert account["skipped"] == [{"line": 2, "why": "already booked, nothing new"}]
    assert rows_on_record(session) == before


def test_a_dry_run_gives_the_same_account_and_writes_nothing(session, event):
    data = (FILES / "attendees.csv").read_bytes()
    before = rows_on_record(session)
    rehearsed = take(session, event, data, dry_run=True)
    assert rows_on_record(session) == before
    assert session.scalars(select(Activity)).all() == []
    assert take(session, event, data) == rehearsed


def test_a_refused_file_writes_nothing(session, event):
    account = take(session, event, "Email,Event ID\na@soar.example,1\nb@soar.example,2\n")
    assert account == {
        "rows": 2,
        "imported": [],
        "updated": [],
        "skipped": [{"line": line, "why": "nothing was taken from this file"} for line in (2, 3)],
        "questions": ["2 events in this file: which one?"],
        "refused": "This file holds 2 events, so nobody was booked: export one event at a time.",
    }
    assert rows_on_record(session) == [[], [], []]
    assert session.scalars(select(Activity)).all() == []


def test_the_trail_keeps_the_counts_and_nobodys_name(session, event):
    take(session, event, (FILES / "attendees.csv").read_bytes())
    trail = session.scalars(select(Activity)).one()
    assert (trail.at, trail.actor, trail.verb) == (NOW, WHO, "import-bookings")
    assert (trail.subject, trail.subject_id) == ("events", event.id)
    assert trail.detail == {"rows": 9, "imported": 4, "updated": 0, "skipped": 5, "questions": 4}


def test_changed_facts_are_updated_and_named(session, event):
    take(session, event, HEADER + ASHA)
    account = take(
        session,
        event,
        f"{HEADER}Asha,Reed,ASHA@soar.example,Checked In,Soar County,GP,Kim Vale,kim@soar.example\n",
    )
    assert account["updated"] == [
        {
            "line": 2,
            "changed": ["name", "status", "agency", "job title", "manager address", "manager name"],
        }
    ]
    (kept,) = bookings_of(session, event)
    assert (kept.person.name, kept.person.address) == ("Asha Reed", "asha@soar.example")
    assert (kept.status, kept.job_title) == (BookingStatus.ATTENDED, "GP")
    assert (kept.agency.name, kept.manager_name, kept.manager_address) == (
        "Soar County",
        "Kim Vale",
        "kim@soar.example",
    )


def test_blanks_and_people_who_are_no_longer_listed_erase_nothing(session, event):
    take(session, event, f"{HEADER}{ASHA}Bo,Reed,bo@soar.example,Attending,,,,\n")
    before = rows_on_record(session)
    account = take(session, event, f"{HEADER}Asha,Hill,asha@soar.example,,,,,\n")
    assert account["skipped"] == [{"line": 2, "why": "already booked, nothing new"}]
    assert rows_on_record(session) == before


def test_a_refund_cancels_a_booking_and_its_open_links_but_not_what_was_answered(session, event):
    take(session, event, f"{HEADER}{ASHA}Bo,Reed,bo@soar.example,Attending,,,,\n")
    asha, bo = bookings_of(session, event)
    waiting, answered, other = invite(session, event, asha, asha, bo)
    answered.submitted_at = NOW
    session.commit()
    account = take(session, event, HEADER + ASHA.replace("Attending", "Refunded"))
    assert account["updated"] == [{"line": 2, "changed": ["status"]}]
    assert asha.status is BookingStatus.CANCELLED
    assert [row.withdrawn_at for row in (waiting, answered, other)] == [NOW, None, None]
    again = take(session, event, HEADER + ASHA.replace("Attending", "Refunded"))
    assert again["skipped"] == [{"line": 2, "why": "refunded, already cancelled, nothing new"}]


def invite(session, event, *bookings):
    """An open invitation for each booking, the delegate's first and then the manager's."""
    wave = Wave(
        event=event, point=TimePoint.PRE, opens_at=NOW - timedelta(days=1), closes_at=NOW + timedelta(days=6)
    )
    paper = Questionnaire(
        digest="0" * 64, point=TimePoint.PRE, audience=Audience.DELEGATE, document={}, made_at=NOW
    )
    invited = []
    for row in bookings:
        audience = Audience.MANAGER if row in [past.booking for past in invited] else Audience.DELEGATE
        invited.append(
            Invitation(
                wave=wave,
                booking=row,
                audience=audience,
                questionnaire=paper,
                name="A person",
                address="person@soar.example",
                invited_at=NOW,
            )
        )
    session.add_all(invited)
    session.commit()
    return invited


def test_what_contradicts_the_record_is_asked_and_not_done(session, event):
    take(session, event, HEADER + ASHA)
    (asha,) = bookings_of(session, event)
    set_attendance(session, event, {asha.id: BookingStatus.ATTENDED}, by=WHO, now=NOW)
    account = take(session, event, HEADER + ASHA.replace("Attending", "Refunded"))
    assert account["updated"] == []
    assert account["questions"] == [
        "Line 2 says refunded, and the booking is recorded as attended: which is right?"
    ]
    assert asha.status is BookingStatus.ATTENDED


def test_a_file_does_not_bring_back_whom_an_officer_cancelled(session, event):
    take(session, event, HEADER + ASHA)
    (asha,) = bookings_of(session, event)
    cancel_booking(session, asha, by=WHO, now=NOW)
    account = take(session, event, HEADER + ASHA)
    assert account["questions"] == [
        "Line 2 says booked, and the booking is recorded as cancelled: which is right?"
    ]
    assert asha.status is BookingStatus.CANCELLED


def test_somebody_else_with_a_known_address_is_asked_about(session, event):
    take(session, event, HEADER + ASHA)
    account = take(session, event, HEADER + ASHA.replace("Asha,Hill", "Bo,Reed"))
    assert account["skipped"] == [{"line": 2, "why": "the address belongs to a person with another name"}]
    assert account["questions"] == ["Line 2: its address is on record with another name: whose is it?"]
    assert [row.person.name for row in bookings_of(session, event)] == ["Asha Hill"]


def test_another_manager_without_an_address_is_asked_about(session, event):
    take(session, event, HEADER + ASHA)
    account = take(session, event, HEADER + ASHA.replace("Jo Lane,jo@soar.example", "Kim Vale,"))
    assert account["questions"] == ["Line 2 names another line manager and no address: what is it?"]
    (asha,) = bookings_of(session, event)
    assert (asha.manager_name, asha.manager_address) == ("Jo Lane", "jo@soar.example")


def test_a_new_managers_address_does_not_keep_the_old_managers_name(session, event):
    take(session, event, HEADER + ASHA)
    take(session, event, HEADER + ASHA.replace("Jo Lane,jo@soar.example", ",kim@soar.example"))
    (asha,) = bookings_of(session, event)
    assert (asha.manager_name, asha.manager_address) == ("", "kim@soar.example")


def test_an_agency_is_one_however_its_case(session, event):
    take(session, event, f"{HEADER}{ASHA}Bo,Reed,bo@soar.example,Attending,SOAR CITY,,,\n")
    assert session.scalars(select(Agency.name)).all() == ["Soar City"]


def rows_of_people(count, status="Attending"):
    return HEADER + "".join(
        f"Ann{n},Hill,ann{n}@soar.example,{status},Agency {n % 9},Nurse,Jo,jo{n}@soar.example\n"
        for n in range(count)
    )


@pytest.mark.parametrize("status", ["Attending", "Checked In", "Refunded"])
def test_the_number_of_statements_does_not_grow_with_the_rows(session, event, statements, status):
    counts = []
    for number, people in enumerate((5, 500)):
        other = new_event(session, f"size-{number}")
        take(session, other, rows_of_people(people))
        before = len(statements)
        take(session, other, rows_of_people(people, status))
        counts.append(len(statements) - before)
    assert counts[0] == counts[1]


def test_new_people_come_in_by_as_many_statements_however_many_they_are(session, statements):
    counts = []
    for people in (7, 900):
        event = new_event(session, f"first-{people}")
        before = len(statements)
        take(session, event, rows_of_people(people).replace("@soar", f"@soar{people}"))
        counts.append(len(statements) - before)
    assert counts[1] <= counts[0]


def test_the_list_of_bookings_is_one_statement_however_long(session, event, statements):
    take(session, event, rows_of_people(40))
    session.expunge_all()
    listed = session.scalars(select(Event)).one()
    before = len(statements)
    shown = [(row.person.name, row.agency.name) for row in bookings_of(session, listed)]
    assert (len(shown), len(statements) - before) == (40, 1)


def test_bookings_are_listed_by_last_name(session, event):
    take(
        session,
        event,
        "Name,Email,Status\nAsha Reed,a@soar.example,\nCaz hill,c@soar.example,\nBo Hill,b@soar.example,\n",
    )
    assert [row.person.name for row in bookings_of(session, event)] == ["Bo Hill", "Caz hill", "Asha Reed"]


def test_a_booking_of_another_event_is_not_found(session, event):
    take(session, event, HEADER + ASHA)
    (asha,) = bookings_of(session, event)
    other = new_event(session, "other")
    assert booking(session, event, asha.id) is asha
    with pytest.raises(NotFound):
        booking(session, other, asha.id)


# By hand


def book(session, event, **changes):
    facts = {
        "first_name": "Asha",
        "last_name": "Hill",
        "address": " Asha@Soar.example ",
        "status": BookingStatus.WALK_IN,
        "agency": "Soar City",
        "job_title": "Nurse",
        "manager_name": "Jo Lane",
        "manager_address": "jo@soar.example",
    }
    return add_booking(session, event, **(facts | changes), by=WHO, now=NOW)


def test_a_person_is_booked_by_hand(session, event):
    added = book(session, event)
    assert (added.person.name, added.person.address) == ("Asha Hill", "Asha@soar.example")
    assert (added.person.address_key, added.agency.name) == ("asha@soar.example", "Soar City")
    assert (added.status, added.source, added.booked_at) == (BookingStatus.WALK_IN, "by hand", NOW)
    trail = session.scalars(select(Activity)).one()
    assert (trail.verb, trail.detail) == ("add-booking", {"booking": added.id, "status": "walk-in"})


def test_a_person_known_from_another_event_is_not_made_twice(session, event):
    first = book(session, event)
    second = book(session, new_event(session, "other"), address="ASHA@soar.example", agency="soar city")
    assert (second.person, second.agency) == (first.person, first.agency)


@pytest.mark.parametrize(
    ("changes", "error", "sentence"),
    [
        ({"address": "asha"}, NotAnAddress, "This is not a valid e-mail address."),
        ({"manager_address": "jo"}, NotAnAddress, "This is not a valid e-mail address."),
        (
            {"manager_address": "ASHA@soar.example"},
            SurveyError,
            "The line manager's address is the delegate's own.",
        ),
        ({"job_title": "x" * 201}, SurveyError, "The job title is longer than 200 characters."),
    ],
)
def test_what_does_not_fit_is_refused_by_hand_too(session, event, changes, error, sentence):
    with pytest.raises(error) as refusal:
        book(session, event, **changes)
    assert str(refusal.value) == sentence
    assert rows_on_record(session) == [[], [], []]


def test_nobody_is_booked_twice_on_one_event(session, event):
    book(session, event)
    before = rows_on_record(session)
    with pytest.raises(AlreadyThere):
        book(session, event, first_name="Asher", address="ASHA@SOAR.EXAMPLE")
    assert rows_on_record(session) == before


def test_somebody_elses_address_is_refused_by_hand(session, event):
    book(session, event)
    with pytest.raises(SurveyError, match="another name"):
        book(session, new_event(session, "other"), first_name="Bo", last_name="Reed")


def test_the_register_sets_each_status(session, event):
    take(session, event, f"{HEADER}{ASHA}Bo,Reed,bo@soar.example,Attending,,,,\n")
    asha, bo = bookings_of(session, event)
    register = {asha.id: BookingStatus.ATTENDED, bo.id: BookingStatus.NO_SHOW}
    set_attendance(session, event, register, by=WHO, now=NOW)
    take_register(session, event, by=WHO, now=STARTS)
    take_register(session, event, by=WHO, now=STARTS + timedelta(days=1))
    session.commit()
    assert (asha.status, bo.status) == (BookingStatus.ATTENDED, BookingStatus.NO_SHOW)
    assert event.register_taken_at == STARTS
    trail = session.scalars(select(Activity).order_by(Activity.id)).all()[1:]
    assert [(row.verb, row.detail) for row in trail] == [
        ("set-attendance", {"attended": 1, "no-show": 1}),
        ("take-register", {}),
        ("take-register", {}),
    ]


def test_a_register_with_a_foreign_booking_sets_nothing(session, event):
    here = book(session, event)
    there = book(session, new_event(session, "other"))
    session.commit()
    register = {here.id: BookingStatus.ATTENDED, there.id: BookingStatus.ATTENDED}
    with pytest.raises(NotFound):
        set_attendance(session, event, register, by=WHO, now=NOW)
    assert (here.status, there.status) == (BookingStatus.WALK_IN, BookingStatus.WALK_IN)


def test_the_register_is_not_settled_before_the_event_starts(session, event):
    with pytest.raises(SurveyError, match="before the event starts"):
        take_register(session, event, by=WHO, now=STARTS - timedelta(seconds=1))
    assert event.register_taken_at is None


def test_a_cancelled_booking_stays_and_its_links_die(session, event):
    asha = book(session, event)
    (waiting,) = invite(session, event, asha)
    cancel_booking(session, asha, by=WHO, now=NOW)
    cancel_booking(session, asha, by=WHO, now=NOW + timedelta(days=1))
    session.commit()
    assert (asha.status, waiting.withdrawn_at) == (BookingStatus.CANCELLED, NOW)
    trail = session.scalars(select(Activity).where(Activity.verb == "cancel-booking")).one()
    assert trail.detail == {"booking": asha.id}


CELLS = st.one_of(
    st.sampled_from(["a@soar.example", "A@soar.example", "b@soar.example", "Refunded", "Checked In", "N"]),
    st.text(max_size=6),
)
TABLES = st.builds(
    lambda rows: "\n".join(",".join(row) for row in [["Email", "Status", "Signed in", "Name"], *rows]),
    st.lists(st.lists(CELLS, max_size=4), max_size=5),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=200), TABLES.map(lambda text: text.encode("utf-8", "ignore"))))
def test_any_bytes_give_an_account_and_again_change_nothing(session, event, data):
    take(session, event, data)
    before = rows_on_record(session)
    again = take(session, event, data)
    assert (again["imported"], again["updated"]) == ([], [])
    assert rows_on_record(session) == before

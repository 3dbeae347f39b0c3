"""The first page of the day: what needs a person, and what goes on by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from surveys.models import Message
from surveys.operations.programme import add_course
from tests.forms import links, page, rows, words
from tests.partnership import ENDS, MADE, PRE_OPENS, STARTS, WHO, days
from tests.strict_html import text_of


def needs(answer):
    """The sentences on what needs a person, by event."""
    return {
        text_of(box.find("h2")): [text_of(line) for line in box.iter("li")]
        for box in page(answer).iter("div")
        if box.get("class") == "fs-need"
    }


@pytest.fixture
def quiet(event, clock):
    """Ten days before the event's first questions open."""
    clock.at(PRE_OPENS - days(10))


def test_a_quiet_day_says_so(officer, quiet):
    today = officer.get("/today")
    assert "Nothing needs you today." in words(today)
    assert "Nobody is being asked at the moment." in words(today)
    assert "No questions open in the next 7 days." in words(today)


def test_it_names_the_day_in_local_time(officer, quiet, clock):
    clock.at(STARTS.replace(month=6, day=30, hour=23, minute=30))
    assert "Thursday 1 July 2027" in words(officer.get("/today"))


def test_the_root_leads_here(officer, quiet):
    assert officer.get("/").location == "/today"


def test_what_is_being_asked_is_shown_with_its_response(officer, event, run_waves, clock):
    run_waves(PRE_OPENS)
    clock.at(PRE_OPENS)
    assert rows(officer.get("/today"), "Being asked now") == [
        ["Neglect: first signs 10 March 2027", "Before the course", "0 of 3", "10 March 2027 at 09:30"]
    ]


def test_what_opens_within_a_week_is_shown(officer, event, clock):
    clock.at(PRE_OPENS - days(7))
    assert "3 March 2027 at 08:00: before the course, Neglect: first signs, 10 March 2027" in words(
        officer.get("/today")
    )


def test_a_missing_bank_and_missing_people_are_one_line_each_however_many_waves(
    officer, session, partnership, clock
):
    course = add_course(session, key="bare", title="No questions yet", bank=None, by=WHO, now=MADE)
    partnership.event("bare-1", course=course)
    clock.at(STARTS - days(3))
    today = officer.get("/today")
    assert needs(today) == {
        "No questions yet, 10 March 2027": [
            "There are no questions to send (before the course, straight after): the course has no published "
            "question bank. Go to the question banks: No questions yet, 10 March 2027",
            "Nobody is booked, so there is nobody to ask (before the course, straight after). Import the "
            "attendees: No questions yet, 10 March 2027",
        ]
    }
    assert links(today)["Go to the question banks: No questions yet, 10 March 2027"] == "/banks"


def test_an_event_that_is_over_wants_its_register(officer, event, clock, run_waves):
    for hours in range(0, 24 * 8, 12):
        run_waves(PRE_OPENS + timedelta(hours=hours))
    clock.at(ENDS + days(1))
    today = officer.get("/today")
    [sentences] = needs(today).values()
    assert sentences == [
        "The register is not settled: until it is, everybody who was booked counts as there and is asked about "
        "the course. Take the register: Neglect: first signs, 10 March 2027"
    ]


def test_mail_that_failed_leads_to_who_could_not_be_reached(officer, session, event, clock, run_waves, fresh):
    run_waves(PRE_OPENS)
    message = session.get(Message, fresh(Message)[0].id)
    message.state, message.reason = "failed", "No such address."
    session.commit()
    clock.at(PRE_OPENS + days(1))
    today = officer.get("/today")
    assert needs(today) == {
        "Neglect: first signs, 10 March 2027": [
            "1 message could not be delivered (before the course). Find out the right address, cancel that "
            "booking and add the person again. No such address. See who could not be reached: Neglect: first "
            "signs, 10 March 2027"
        ]
    }
    target = links(today)["See who could not be reached: Neglect: first signs, 10 March 2027"]
    assert target == f"/events/{event.key}/messages?state=failed"


def test_a_missed_wave_is_told_though_it_cannot_be_mended(officer, event, clock):
    clock.at(STARTS + days(1))
    [sentences] = needs(officer.get("/today")).values()
    assert sentences[0] == (
        "The questions were not sent in time (before the course), and it is too late now. Find out why, so that "
        "it does not happen again."
    )


def test_another_boards_needs_are_not_told(stranger, event, clock):
    clock.at(STARTS + days(1))
    assert needs(stranger.get("/today")) == {}

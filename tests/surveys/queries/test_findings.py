"""What findings rest on, as rows: counted for one event, without answers that were taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from surveys.enums import BookingStatus
from surveys.queries import findings as rows
from tests.surveys.findings.factory import DELEGATE, ENDS, MANAGER, MONTH3, POST, PRE, Answered
from tests.surveys.findings.small_bank import BANK, knows


@pytest.fixture
def event(record):
    return Answered(record)


def counts(record, event, *keys):
    """People by question, time, audience and answer."""
    found = rows.unmarked_answers(record, rows.responses_of(record, event.event), keys)
    return Counter((row.question_key, row.point, row.audience, str(row.value)) for row in found)


def test_headings_and_objectives_are_those_of_the_events_course(record, event):
    Answered(record, key="neglect-2", bank=replace(BANK, key="other"))
    event.course.objectives[0].position = 9
    record.flush()
    assert tuple(rows.headings(record, event.event)) == ("Neglect: first signs", "Soar Valley")
    assert [tuple(row) for row in rows.course_objectives(record, event.event)] == [
        ("act", "Acting", "Act on neglect."),
        ("see", "Seeing", "See neglect."),
    ]


def test_versions_that_somebody_answered_come_oldest_first(record, event):
    event.say(PRE, 1, knows(1, 1))
    event.publish(replace(BANK, title="Neglect, unused"))
    event.publish(replace(BANK, title="Neglect, again"))
    event.say(PRE, 2, knows(1, 1))
    record.flush()
    assert [row[1:3] for row in rows.answered_versions(record, rows.responses_of(record, event.event))] == [
        ("Neglect", 1),
        ("Neglect", 3),
    ]


def test_answers_taken_back_leave_no_version(record, event):
    event.say(PRE, 1, knows(1, 1))
    event.invitations[PRE, DELEGATE, 1].withdrawn_at = ENDS
    record.flush()
    assert list(rows.answered_versions(record, rows.responses_of(record, event.event))) == []


def test_the_eligible_are_those_the_wave_asks_or_has_asked(record, event):
    event.book(1, 2, 3)
    event.book(4, status=BookingStatus.NO_SHOW)
    event.book(5, status=BookingStatus.CANCELLED)
    event.invite(PRE, 1, 4)
    event.bookings[2].manager_address = ""
    record.flush()
    gates = [(PRE, DELEGATE), (POST, DELEGATE), (MONTH3, MANAGER)]
    # Number 4 was asked before the course and did not come.
    assert rows.eligible(record, event.event, gates) == {
        (PRE, DELEGATE): 4,
        (POST, DELEGATE): 3,
        (MONTH3, MANAGER): 2,
    }
    event.invitations[PRE, DELEGATE, 4].withdrawn_at = ENDS
    record.flush()
    assert rows.eligible(record, event.event, gates)[PRE, DELEGATE] == 3
    assert rows.eligible(record, event.event, []) == {}


def test_invitations_are_counted_by_how_far_they_came(record, event):
    event.invite(POST, 1, 2, 3, 4)
    event.say(POST, 1, knows(1, 1))
    event.invitations[POST, DELEGATE, 2].draft_saved_at = ENDS
    event.invitations[POST, DELEGATE, 3].withdrawn_at = ENDS
    event.say(MONTH3, 1, {"does-see": 2}, MANAGER)
    record.flush()
    assert rows.reached(record, event.event) == {
        (POST, DELEGATE): rows.Reached(invited=3, delivered=3, started=2, submitted=1),
        (MONTH3, MANAGER): rows.Reached(invited=1, delivered=1, started=1, submitted=1),
    }


def test_equal_answers_are_counted_whatever_kind_they_are(record, event):
    event.say_all(
        MONTH3, [{"does-see": 2, "barriers": ("time",)}, {"does-see": 2, "barriers": ("time", "support")}]
    )
    event.say(MONTH3, 3, {"does-see": "no-opportunity", "barriers": ("time",)})
    event.say(MONTH3, 1, {"does-see": 2}, MANAGER)
    record.flush()
    assert counts(record, event, "does-see", "barriers") == {
        ("does-see", MONTH3, DELEGATE, "2"): 2,
        ("does-see", MONTH3, DELEGATE, "no-opportunity"): 1,
        ("does-see", MONTH3, MANAGER, "2"): 1,
        ("barriers", MONTH3, DELEGATE, "['time']"): 2,
        ("barriers", MONTH3, DELEGATE, "['time', 'support']"): 1,
    }


def test_only_the_wanted_unmarked_answers_of_this_event_are_counted(record, event):
    other = Answered(record, replace(BANK, key="other"), key="neglect-2")
    other.say(POST, 1, {"useful": 4})
    event.say(POST, 1, {"useful": 3, "again": "room", "see-1": True})
    event.say(POST, 2, {"useful": 3})
    event.invitations[POST, DELEGATE, 2].withdrawn_at = ENDS
    record.flush()
    assert counts(record, event, "useful", "see-1") == {("useful", POST, DELEGATE, "3"): 1}
    assert counts(record, event) == {}

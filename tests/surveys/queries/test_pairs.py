"""Answers of the same delegate before the course and later, paired by booking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from surveys.queries.findings import responses_of
from surveys.queries.pairs import PairedAnswer, before_and_later, marks_given, matched, ratings_given
from tests.surveys.findings.factory import DELEGATE, ENDS, MANAGER, MONTH3, MONTH6, POST, PRE, Answered
from tests.surveys.findings.small_bank import BANK


@pytest.fixture
def event(record):
    return Answered(record)


RIGHT, WRONG = {"see-1": True}, {"see-1": False}


def marks(record, event):
    """Person, time, question and the two marks of each pair."""
    record.flush()
    people = {booking.id: number for number, booking in event.bookings.items()}
    return sorted(
        (people[pair.booking_id], pair.point.value, pair.question_key, pair.before, pair.after)
        for pair in before_and_later(marks_given(record, event.event))
    )


def test_a_delegate_is_paired_with_themselves_at_each_later_time(record, event):
    event.say(PRE, 1, {"see-1": False, "see-2": True})
    event.say(PRE, 2, WRONG)
    event.say(POST, 1, {"see-1": True, "see-2": True})
    event.say(MONTH3, 1, RIGHT)
    event.say(MONTH6, 2, RIGHT)
    event.say(POST, 3, RIGHT)
    assert marks(record, event) == [
        (1, "month3", "see-1", 0, 1),
        (1, "post", "see-1", 0, 1),
        (1, "post", "see-2", 1, 1),
        (2, "month6", "see-1", 0, 1),
    ]
    assert matched(responses_of(record, event.event)) == {POST: 1, MONTH3: 1, MONTH6: 1}


def test_a_pair_says_of_how_much_and_by_which_versions(record, event):
    event.say(PRE, 1, RIGHT)
    first = event.version.id
    event.publish(replace(BANK, title="Neglect, mended"))
    event.say(POST, 1, WRONG)
    record.flush()
    assert before_and_later(marks_given(record, event.event)) == [
        PairedAnswer(
            POST, event.bookings[1].id, "see-1", first, "see-1", event.version.id, "see-1", 1, 1, 0, 1
        )
    ]


def test_a_manager_is_in_no_pair(record, event):
    event.say(PRE, 1, RIGHT)
    event.say(MONTH3, 1, RIGHT, MANAGER)
    event.say(PRE, 2, RIGHT, MANAGER)
    event.say(POST, 2, RIGHT)
    assert marks(record, event) == []
    assert matched(responses_of(record, event.event)) == {POST: 0, MONTH3: 0, MONTH6: 0}


def test_what_was_taken_back_at_either_time_is_in_no_pair(record, event):
    for number in (1, 2, 3):
        event.say(PRE, number, RIGHT)
        event.say(POST, number, RIGHT)
    event.invitations[PRE, DELEGATE, 1].withdrawn_at = ENDS
    event.invitations[POST, DELEGATE, 2].withdrawn_at = ENDS
    assert marks(record, event) == [(3, "post", "see-1", 1, 1)]
    assert matched(responses_of(record, event.event)) == {POST: 1, MONTH3: 0, MONTH6: 0}


def test_the_same_person_on_two_events_is_not_paired_across_them(record, event):
    other = Answered(record, replace(BANK, key="other"), key="neglect-2")
    event.say(PRE, 1, RIGHT)
    other.say(POST, 1, RIGHT)
    assert other.bookings[1].person is event.bookings[1].person
    assert marks(record, event) == marks(record, other) == []
    assert matched(responses_of(record, event.event)) == {POST: 0, MONTH3: 0, MONTH6: 0}


def test_ratings_are_paired_where_both_are_on_the_scale(record, event):
    event.say_all(PRE, [{"sure-see": 3}, {"sure-see": 4}, {"does-see": "no-opportunity"}, {"does-see": 1}])
    event.say_all(POST, [{"sure-see": 8}, {"sure-act": 9}, {"does-see": 2}, {"does-see": "not-observed"}])
    record.flush()
    keys = {"sure-see", "sure-act", "does-see"}
    assert [
        (pair.booking_id, pair.before, pair.after)
        for pair in before_and_later(ratings_given(record, event.event, keys))
    ] == [(event.bookings[1].id, 3, 8)]


def test_ratings_and_marks_are_never_taken_for_one_another(record, event):
    event.say(PRE, 1, {"see-1": True, "sure-see": 3})
    event.say(POST, 1, {"see-1": True, "sure-see": 8})
    record.flush()
    assert [pair.question_key for pair in before_and_later(marks_given(record, event.event))] == ["see-1"]
    assert [
        p.question_key for p in before_and_later(ratings_given(record, event.event, {"see-1", "sure-see"}))
    ] == ["sure-see"]
    assert before_and_later(ratings_given(record, event.event, set())) == []

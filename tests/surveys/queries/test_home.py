"""What needs a person today."""

from __future__ import annotations

from surveys.enums import BookingStatus, TimePoint
from surveys.operations.messages import claim, settle_failed, settle_sent, try_again
from surveys.operations.programme import add_course, cancel_event
from surveys.queries.home import Attention, Need, attention
from surveys.queries.messages import envelopes
from tests.partnership import (
    ENDS,
    MADE,
    MONTH3_OPENS,
    PRE_CLOSES,
    PRE_OPENS,
    STARTS,
    WHO,
    days,
    mail_goes,
    run_due,
)
from tests.statements import statements


def needs(session, now):
    return [(found.need, found.event_key, found.point) for found in attention(session, boards=None, now=now)]


def test_nothing_needs_a_person_while_all_goes_well(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    mail_goes(record, PRE_OPENS)
    assert needs(record, PRE_OPENS) == []


def test_a_wave_that_was_missed_is_shown_for_four_weeks(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha")
    missed = (Need.MISSED, "neglect-1", TimePoint.PRE)
    assert missed in needs(record, PRE_CLOSES)
    assert missed in needs(record, PRE_CLOSES + days(28))
    assert missed not in needs(record, PRE_CLOSES + days(28.1))


def test_a_course_without_published_questions_is_told_a_week_ahead(record, partnership):
    course = add_course(record, key="new", title="New", bank=None, by=WHO, now=MADE)
    event = partnership.event("unready", course=course)
    partnership.book(event, "Asha")
    assert needs(record, PRE_OPENS - days(7.1)) == []
    assert needs(record, PRE_OPENS - days(7)) == [(Need.NO_QUESTIONS, "unready", TimePoint.PRE)]
    course.bank = partnership.bank
    assert needs(record, PRE_OPENS - days(7)) == []


def test_an_event_with_nobody_on_it_is_told_a_week_ahead_and_while_it_runs(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha", status=BookingStatus.CANCELLED)
    empty = [(Need.NOBODY_BOOKED, "neglect-1", TimePoint.PRE)]
    assert needs(record, PRE_OPENS - days(7)) == empty
    run_due(record, PRE_OPENS)
    assert needs(record, PRE_OPENS) == empty
    partnership.book(event, "Bo")
    assert needs(record, PRE_OPENS) == []


def test_mail_that_was_refused_or_waits_is_told_with_its_reason(record, partnership):
    event = partnership.event()
    for name in ("Asha", "Bo", "Caz", "Dee"):
        partnership.book(event, name)
    run_due(record, PRE_OPENS)
    first, second, third, fourth = claim(record, worker="one", now=PRE_OPENS, most=4)
    for message_id in (first, second):
        settle_failed(record, message_id, "No such mailbox.", worker="one", now=PRE_OPENS)
    (waiting,) = envelopes(record, [third])
    try_again(record, waiting, "No room.", worker="one", now=PRE_OPENS)
    settle_sent(record, fourth, now=PRE_OPENS)
    record.commit()
    common = {"event_key": "neglect-1", "course_title": "Neglect: first signs", "event_starts_at": STARTS}
    assert attention(record, boards=None, now=PRE_OPENS) == [
        Attention(
            Need.MAIL_DELAYED, since=PRE_OPENS, point=TimePoint.PRE, count=1, reason="No room.", **common
        ),
        Attention(
            Need.MAIL_FAILED,
            since=PRE_OPENS,
            point=TimePoint.PRE,
            count=2,
            reason="No such mailbox.",
            **common,
        ),
    ]
    assert needs(record, PRE_CLOSES) == []


def test_a_register_that_is_due_is_told(record, partnership):
    event = partnership.event()
    booking = partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    run_due(record, ENDS)
    mail_goes(record, ENDS)
    assert needs(record, ENDS) == [(Need.NO_REGISTER, "neglect-1", None)]
    event.register_taken_at, booking.status = ENDS, BookingStatus.ATTENDED
    assert needs(record, ENDS) == []


def test_a_cancelled_event_needs_nobody(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha")
    cancel_event(record, event, by=WHO, now=PRE_OPENS)
    for now in (PRE_OPENS, PRE_CLOSES, ENDS, MONTH3_OPENS):
        assert needs(record, now) == []


def test_what_needs_a_person_takes_as_many_statements_however_much(record, partnership):
    counts = []
    for number in range(1, 4):
        event = partnership.event(f"event-{number}")
        partnership.book(event, "Asha")
        with statements(record.connection()) as sent:
            assert len(attention(record, boards=None, now=PRE_CLOSES)) == number
        counts.append(len(sent))
    assert counts == [5, 5, 5]

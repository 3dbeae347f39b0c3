"""Reminders: on their days, to those who have not answered, and not too many."""

from __future__ import annotations

import pytest

from surveys.enums import BookingStatus, MessageKind, TimePoint, WaveTask
from surveys.errors import SurveyError
from surveys.operations.bookings import set_attendance
from surveys.operations.messages import claim, settle_failed
from surveys.operations.waves import (
    open_wave,
    remind_wave,
)
from tests.partnership import (
    ENDS,
    MINUTE,
    PRE_CLOSES,
    PRE_OPENS,
    WHO,
    WORKER,
    address,
    answer,
    days,
    invitations,
    mail_goes,
    run_due,
    told,
    wave_of,
)

# Reminding


def test_reminders_go_on_their_days_to_those_who_have_not_answered(record, partnership, event):
    for name in ("Asha", "Bo", "Caz"):
        partnership.book(event, name)
    run_due(record, PRE_OPENS)
    mail_goes(record, PRE_OPENS)
    answer(record, invitations(record)[address("Asha")], PRE_OPENS + days(1))
    assert run_due(record, PRE_OPENS + days(3) - MINUTE) == []
    assert run_due(record, PRE_OPENS + days(3)) == [(WaveTask.REMIND, TimePoint.PRE, 2)]
    assert run_due(record, PRE_OPENS + days(3)) == []
    mail_goes(record, PRE_OPENS + days(3))
    answer(record, invitations(record)[address("Bo")], PRE_OPENS + days(4))
    assert run_due(record, PRE_OPENS + days(5)) == [(WaveTask.REMIND, TimePoint.PRE, 1)]
    assert told(record, MessageKind.REMINDER) == [
        (address("Bo"), "reminder", 1),
        (address("Caz"), "reminder", 1),
        (address("Caz"), "reminder", 2),
    ]


def test_of_two_reminders_missed_in_an_outage_one_is_sent(record, partnership, event):
    partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    mail_goes(record, PRE_OPENS)
    assert run_due(record, PRE_OPENS + days(6)) == [(WaveTask.REMIND, TimePoint.PRE, 1)]
    assert run_due(record, PRE_OPENS + days(6)) == []
    assert told(record, MessageKind.REMINDER) == [(address("Asha"), "reminder", 2)]


def test_whoever_was_written_to_within_a_day_is_let_be(record, partnership, event):
    partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    mail_goes(record, PRE_OPENS)
    partnership.book(event, "Bo", now=PRE_OPENS + days(2.5))
    run_due(record, PRE_OPENS + days(2.5))
    mail_goes(record, PRE_OPENS + days(2.5))
    run_due(record, PRE_OPENS + days(3))
    assert told(record, MessageKind.REMINDER) == [(address("Asha"), "reminder", 1)]


@pytest.mark.parametrize("fate", ["waits", "failed"])
def test_nobody_is_reminded_of_mail_that_never_came(record, partnership, event, fate):
    partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    if fate == "failed":
        (message_id,) = claim(record, worker=WORKER, now=PRE_OPENS, most=1)
        settle_failed(record, message_id, "No such mailbox.", worker=WORKER, now=PRE_OPENS)
    assert run_due(record, PRE_OPENS + days(3)) == [(WaveTask.REMIND, TimePoint.PRE, 0)]


def test_nobody_is_reminded_who_turned_out_to_be_absent(record, partnership, event):
    asha, bo = partnership.book(event, "Asha"), partnership.book(event, "Bo")
    run_due(record, ENDS)
    mail_goes(record, ENDS)
    set_attendance(
        record,
        event,
        {asha.id: BookingStatus.NO_SHOW, bo.id: BookingStatus.ATTENDED},
        by=WHO,
        now=ENDS + days(1),
    )
    run_due(record, ENDS + days(2))
    assert told(record, MessageKind.REMINDER) == [(address("Bo"), "reminder", 1)]


def test_a_reminder_by_hand_counts_as_the_next_one_by_the_calendar(record, partnership, event):
    partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    mail_goes(record, PRE_OPENS)
    pre = wave_of(record, event)
    assert remind_wave(record, pre, 1, by=WHO, now=PRE_OPENS + days(2)) == 1
    assert remind_wave(record, pre, 1, by=WHO, now=PRE_OPENS + days(2)) == 0
    mail_goes(record, PRE_OPENS + days(2))
    assert run_due(record, PRE_OPENS + days(3)) == []


def test_only_an_open_wave_is_reminded(record, partnership, event):
    partnership.book(event, "Asha")
    pre = wave_of(record, event)
    with pytest.raises(SurveyError, match="not open"):
        remind_wave(record, pre, 1, by=WHO, now=PRE_OPENS)
    open_wave(record, pre, by=WHO, now=PRE_OPENS)
    with pytest.raises(SurveyError, match="not open"):
        remind_wave(record, pre, 1, by=WHO, now=PRE_CLOSES)

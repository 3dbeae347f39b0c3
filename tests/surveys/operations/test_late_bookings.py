"""Who is booked while the questions are out is asked too, and the same as the others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from question_banks.shipped import shipped_banks
from surveys.enums import BookingStatus, MessageState, TimePoint, WaveTask
from surveys.errors import SurveyError
from surveys.models import Invitation, Message
from surveys.operations.banks import publish_bank
from surveys.operations.bookings import cancel_booking, set_attendance
from surveys.operations.messages import claim, settle_withdrawn
from surveys.operations.waves import (
    invite_late_bookings,
)
from tests.partnership import (
    ENDS,
    MONTH3_OPENS,
    PRE_CLOSES,
    PRE_OPENS,
    WHO,
    WORKER,
    address,
    days,
    mail_goes,
    run_due,
    told,
    wave_of,
)

# Late bookings


def test_somebody_booked_while_the_questions_are_out_is_asked_too(record, partnership, event):
    partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    partnership.book(event, "Bo", now=PRE_OPENS + days(1))
    assert run_due(record, PRE_OPENS + days(1)) == [(WaveTask.LATE, TimePoint.PRE, 1)]
    assert run_due(record, PRE_OPENS + days(1)) == []
    assert [who for who, *_ in told(record)] == [address("Asha"), address("Bo")]


def test_a_walk_in_is_asked_after_the_course(record, partnership, event):
    run_due(record, ENDS)
    partnership.book(event, "Bo", status=BookingStatus.WALK_IN, now=ENDS + days(1))
    assert run_due(record, ENDS + days(1)) == [(WaveTask.LATE, TimePoint.POST, 1)]


def test_a_manager_named_late_is_asked_too(record, partnership, event):
    booking = partnership.book(event, "Asha")
    run_due(record, MONTH3_OPENS)
    booking.manager_name, booking.manager_address = "Jo Lane", address("Jo Lane")
    assert run_due(record, MONTH3_OPENS + days(1)) == [(WaveTask.LATE, TimePoint.MONTH3, 1)]


def test_late_people_get_the_questions_that_the_others_have(record, partnership, event):
    partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    bank = shipped_banks()["neglect"]
    publish_bank(record, replace(bank, questions=bank.questions[::-1]), by=WHO, now=PRE_OPENS)
    partnership.book(event, "Bo", now=PRE_OPENS + days(1))
    run_due(record, PRE_OPENS + days(1))
    assert len({row.questionnaire_id for row in record.scalars(select(Invitation))}) == 1


def test_nobody_is_late_for_a_wave_that_is_over(record, partnership, event):
    partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    run_due(record, PRE_CLOSES)
    partnership.book(event, "Bo", now=PRE_CLOSES)
    assert run_due(record, PRE_CLOSES) == []
    with pytest.raises(SurveyError, match="not open"):
        invite_late_bookings(record, wave_of(record, event), by=WHO, now=PRE_CLOSES)


def test_a_booking_restored_by_mistake_gets_its_link_back(record, partnership, event):
    booking = partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    mail_goes(record, PRE_OPENS)
    cancel_booking(record, booking, by=WHO, now=PRE_OPENS + days(1))
    record.commit()
    set_attendance(record, event, {booking.id: BookingStatus.BOOKED}, by=WHO, now=PRE_OPENS + days(1))
    assert run_due(record, PRE_OPENS + days(1)) == [(WaveTask.LATE, TimePoint.PRE, 1)]
    assert [row.withdrawn_at for row in record.scalars(select(Invitation))] == [None]
    assert [row.state for row in record.scalars(select(Message))] == [MessageState.SENT]


def test_a_restored_booking_whose_mail_was_never_sent_gets_it_after_all(record, partnership, event):
    booking = partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    (message_id,) = claim(record, worker=WORKER, now=PRE_OPENS, most=1)
    cancel_booking(record, booking, by=WHO, now=PRE_OPENS)
    settle_withdrawn(record, message_id, "The invitation was taken back.", worker=WORKER, now=PRE_OPENS)
    later = PRE_OPENS + days(1)
    set_attendance(record, event, {booking.id: BookingStatus.BOOKED}, by=WHO, now=later)
    assert run_due(record, later) == [(WaveTask.LATE, TimePoint.PRE, 1)]
    (message,) = record.scalars(select(Message))
    assert (message.state, message.due_at, message.settled_at) == (MessageState.QUEUED, later, None)

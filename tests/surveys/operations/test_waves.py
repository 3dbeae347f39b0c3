"""Waves open and close by the calendar: the right people are asked once, on the right day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from surveys.attendee_files import read_attendee_file
from surveys.enums import Audience, BookingStatus, MessageKind, MessageState, TimePoint, WaveState, WaveTask
from surveys.errors import SurveyError
from surveys.models import Activity, Invitation, Message
from surveys.operations.bookings import import_bookings, set_attendance, take_register
from surveys.operations.programme import add_course
from surveys.operations.waves import (
    close_wave,
    due,
    invite_late_bookings,
    open_wave,
    remind_wave,
    run,
)
from surveys.queries.questionnaires import questionnaire
from surveys.queries.waves import event_waves
from tests.partnership import (
    ENDS,
    MADE,
    MINUTE,
    MONTH3_OPENS,
    PRE_CLOSES,
    PRE_OPENS,
    STARTS,
    WHO,
    WORKER,
    address,
    days,
    invitations,
    mail_goes,
    run_due,
    told,
    wave_of,
)
from tests.statements import statements

# Opening


def test_a_wave_opens_when_its_time_has_come_and_not_before(record, partnership, event):
    partnership.book(event, "Asha")
    assert due(record, PRE_OPENS - MINUTE) == []
    assert run_due(record, PRE_OPENS) == [(WaveTask.OPEN, TimePoint.PRE, 1)]
    assert run_due(record, PRE_OPENS) == []
    assert wave_of(record, event).opened_at == PRE_OPENS


def test_everybody_who_is_booked_gets_an_invitation_and_one_message(record, partnership, event):
    for name, status in [
        ("Asha", BookingStatus.BOOKED),
        ("Bo", BookingStatus.CANCELLED),
        ("Caz", BookingStatus.NO_SHOW),
    ]:
        partnership.book(event, name, status=status, manager="Jo Lane")
    run_due(record, PRE_OPENS)
    (asha,) = record.scalars(select(Invitation))
    assert (asha.name, asha.address, asha.audience) == ("Asha Hill", "asha@soar.example", Audience.DELEGATE)
    assert (asha.issue, asha.token_digest, asha.invited_at) == (1, "", PRE_OPENS)
    (message,) = record.scalars(select(Message))
    assert (message.invitation_id, message.kind, message.ordinal) == (asha.id, MessageKind.INVITATION, 0)
    assert (message.state, message.queued_at, message.due_at) == (MessageState.QUEUED, PRE_OPENS, PRE_OPENS)
    assert (message.attempts, message.doubts, message.reason) == (0, 0, "")


def test_each_audience_gets_its_own_questions(record, partnership, event):
    partnership.book(event, "Asha", manager="Jo Lane")
    run_due(record, MONTH3_OPENS)
    found = invitations(record)
    assert [(row.audience, row.name) for row in found.values()] == [
        (Audience.DELEGATE, "Asha Hill"),
        (Audience.MANAGER, "Jo Lane"),
    ]
    for row in found.values():
        asked = questionnaire(record, row.questionnaire_id)
        assert (asked.point, asked.audience) == (TimePoint.MONTH3, row.audience)
    assert len(told(record)) == 2


def test_managers_are_asked_at_three_and_six_months_only(record, partnership, event):
    partnership.book(event, "Asha", manager="Jo Lane")
    partnership.book(event, "Bo")
    for now in (PRE_OPENS, ENDS):
        run_due(record, now)
        assert {row.audience for row in record.scalars(select(Invitation))} == {Audience.DELEGATE}
    run_due(record, MONTH3_OPENS)
    assert [who for who, kind, ordinal in told(record) if who == address("Jo Lane")] == [address("Jo Lane")]


def test_a_manager_of_two_is_asked_about_each(record, partnership, event):
    partnership.book(event, "Asha", manager="Jo Lane")
    partnership.book(event, "Bo", manager="Jo Lane")
    run_due(record, MONTH3_OPENS)
    assert [who for who, *_ in told(record)].count(address("Jo Lane")) == 2


def test_after_the_register_only_those_who_came_are_asked(record, partnership, event):
    came, absent, _ = (partnership.book(event, name) for name in ("Asha", "Bo", "Caz"))
    register = {came.id: BookingStatus.ATTENDED, absent.id: BookingStatus.NO_SHOW}
    set_attendance(record, event, register, by=WHO, now=STARTS)
    take_register(record, event, by=WHO, now=STARTS)
    run_due(record, ENDS)
    assert [who for who, *_ in told(record)] == [address("Asha")]


def test_the_very_long_name_of_a_person_is_cut_and_not_refused(record, partnership, event):
    booking = partnership.book(event, "Asha")
    booking.person.first_name, booking.person.last_name = "a" * 100, "b" * 100
    run_due(record, PRE_OPENS)
    assert [row.name for row in record.scalars(select(Invitation))] == ["a" * 100 + " " + "b" * 99]


def test_a_wave_cannot_be_opened_early_late_or_without_questions(record, partnership, event):
    pre = wave_of(record, event)
    with pytest.raises(SurveyError, match="too early"):
        open_wave(record, pre, by=WHO, now=PRE_OPENS - MINUTE)
    with pytest.raises(SurveyError, match="too late"):
        open_wave(record, pre, by=WHO, now=PRE_CLOSES)
    course = add_course(record, key="new", title="New", bank=None, by=WHO, now=MADE)
    unready = partnership.event("unready", course=course)
    with pytest.raises(SurveyError, match="no published questions"):
        open_wave(record, wave_of(record, unready), by=WHO, now=PRE_OPENS)


def test_a_wave_without_questions_waits_and_opens_once_there_are_some(record, partnership):
    course = add_course(record, key="new", title="New", bank=None, by=WHO, now=MADE)
    unready = partnership.event("unready", course=course)
    partnership.book(unready, "Asha")
    assert run_due(record, PRE_OPENS) == []
    course.bank = partnership.bank
    assert run_due(record, PRE_OPENS + days(1)) == [(WaveTask.OPEN, TimePoint.PRE, 1)]


def test_a_wave_that_nobody_opened_in_time_is_never_sent(record, partnership, event):
    partnership.book(event, "Asha")
    assert run_due(record, PRE_CLOSES) == []
    assert wave_of(record, event).state(PRE_CLOSES) is WaveState.MISSED
    assert told(record) == []


def test_three_days_of_outage_are_caught_up_with_once(record, partnership, event):
    partnership.book(event, "Asha")
    back = PRE_OPENS + days(3)
    assert run_due(record, back) == [(WaveTask.OPEN, TimePoint.PRE, 1)]
    assert run_due(record, back) == []
    assert told(record) == [(address("Asha"), "invitation", 0)]


@pytest.mark.parametrize("gone", [(0, 0), (2, 0), (3, 5)])
def test_opening_twice_asks_nobody_twice(record, partnership, event, gone):
    partnership.book(event, "Asha")
    pre = wave_of(record, event)
    assert open_wave(record, pre, by=WHO, now=PRE_OPENS) == 1
    assert open_wave(record, pre, by=WHO, now=PRE_OPENS + days(gone[0])) == 0
    assert (pre.opened_at, len(told(record))) == (PRE_OPENS, 1)


def test_the_same_task_done_twice_is_done_once(record, partnership, event):
    partnership.book(event, "Asha")
    tasks = due(record, PRE_OPENS)
    assert [run(record, task, by=WORKER, now=PRE_OPENS) for task in tasks * 2] == [1, 0]
    assert len(told(record)) == 1


def test_the_trail_tells_how_many_were_asked(record, partnership, event):
    partnership.book(event, "Asha", manager="Jo Lane")
    partnership.book(event, "Bo")
    run_due(record, MONTH3_OPENS)
    (opened,) = record.scalars(select(Activity).where(Activity.verb == "open-wave"))
    assert (opened.actor, opened.at, opened.detail) == (WORKER, MONTH3_OPENS, {"delegates": 2, "managers": 1})


HEADER = "First name,Last name,Email,Status,Agency,Job title,Line manager,Line manager's email\n"


def a_crowd(session, event, people):
    rows = (f"Ann{n},Hill,a{n}@soar.example,,,,Jo,jo{n}@soar.example\n" for n in range(people))
    import_bookings(session, event, read_attendee_file((HEADER + "".join(rows)).encode()), by=WHO, now=MADE)
    session.commit()


def test_a_wave_of_five_hundred_takes_as_many_statements_as_one_of_five(record, partnership):
    counts = {}
    for people in (5, 500):
        event = partnership.event(f"crowd-{people}")
        a_crowd(record, event, people)
        wave = wave_of(record, event, TimePoint.MONTH3)
        with statements(record.connection()) as opening:
            assert open_wave(record, wave, by=WHO, now=MONTH3_OPENS) == 2 * people
        mail_goes(record, MONTH3_OPENS)
        wave.event  # noqa: B018  so that both sizes begin alike
        with statements(record.connection()) as reminding:
            remind_wave(record, wave, 1, by=WHO, now=MONTH3_OPENS + days(7))
        with statements(record.connection()) as catching_up:
            assert invite_late_bookings(record, wave, by=WHO, now=MONTH3_OPENS + days(7)) == 0
        counts[people] = [len(opening) <= 20, len(reminding), len(catching_up)]
    assert counts[5] == counts[500] == [True, 5, 7]


# Closing


def test_a_wave_closes_when_its_time_is_over_and_takes_its_mail_with_it(record, partnership, event):
    partnership.book(event, "Asha")
    run_due(record, PRE_OPENS)
    assert run_due(record, PRE_CLOSES) == [(WaveTask.CLOSE, TimePoint.PRE, 0)]
    assert run_due(record, PRE_CLOSES) == []
    assert wave_of(record, event).closed_at == PRE_CLOSES
    (message,) = record.scalars(select(Message))
    assert (message.state, message.reason) == (MessageState.WITHDRAWN, "The questions were closed.")


def test_a_wave_closed_by_hand_stays_closed(record, partnership, event):
    pre = wave_of(record, event)
    partnership.book(event, "Asha")
    close_wave(record, pre, by=WHO, now=PRE_OPENS)
    assert pre.closed_at is None
    open_wave(record, pre, by=WHO, now=PRE_OPENS)
    close_wave(record, pre, by=WHO, now=PRE_OPENS + days(1))
    close_wave(record, pre, by=WHO, now=PRE_OPENS + days(2))
    assert pre.closed_at == PRE_OPENS + days(1)
    assert run_due(record, PRE_OPENS + days(3)) == []


def test_a_year_by_the_calendar_asks_each_person_once_per_wave(record, partnership, event):
    partnership.book(event, "Asha", manager="Jo Lane")
    moment = MADE
    while moment < MONTH3_OPENS + days(130):
        run_due(record, moment)
        mail_goes(record, moment)
        moment += timedelta(hours=6)
    assert [kind for _, kind, _ in told(record)].count("invitation") == 6
    assert [(who, ordinal) for who, kind, ordinal in told(record) if kind == "reminder"] == [
        (address("Asha"), 1), (address("Asha"), 2), (address("Asha"), 1), (address("Asha"), 2),
        (address("Asha"), 1), (address("Jo Lane"), 1), (address("Asha"), 2), (address("Jo Lane"), 2),
        (address("Asha"), 1), (address("Jo Lane"), 1), (address("Asha"), 2), (address("Jo Lane"), 2),
    ]  # fmt: skip
    assert {wave.state(moment) for wave in event_waves(record, event)} == {WaveState.CLOSED}

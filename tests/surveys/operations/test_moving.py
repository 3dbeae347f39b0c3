"""An event gets new dates: its waves that have not gone out move with it, and it is shown before it is done."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from surveys.enums import TimePoint, WaveState
from surveys.errors import SurveyError
from surveys.models import Activity, Message
from surveys.operations.programme import move_event
from surveys.operations.waves import close_wave, open_wave
from surveys.queries.moves import planned_moves
from surveys.queries.waves import event_waves
from tests.partnership import (
    ENDS,
    LENGTH,
    MADE,
    PRE_CLOSES,
    PRE_OPENS,
    STARTS,
    WHO,
    days,
)


def waves_of(session, event):
    return {wave.point: wave for wave in event_waves(session, event)}


def last_activity(session):
    return session.scalars(select(Activity).order_by(Activity.id.desc())).first()


LATER = STARTS + days(14)


def move(session, event, starts_at=LATER, now=MADE):
    moved = move_event(session, event, starts_at=starts_at, ends_at=starts_at + LENGTH, by=WHO, now=now)
    session.commit()
    return moved


def test_waves_move_with_their_event(record, partnership):
    event = partnership.event()
    moved = move(record, event)
    assert (event.starts_at, event.ends_at) == (LATER, LATER + LENGTH)
    assert [one.point for one in moved] == list(TimePoint)
    assert (last_activity(record).verb, last_activity(record).subject_id) == ("move-event", event.id)
    fresh = waves_of(record, partnership.event("fresh", starts_at=LATER))
    assert {p: (w.opens_at, w.closes_at) for p, w in waves_of(record, event).items()} == {
        p: (w.opens_at, w.closes_at) for p, w in fresh.items()
    }


def test_a_move_is_shown_before_it_is_made(record, partnership):
    event = partnership.event()
    planned = planned_moves(record, event, starts_at=LATER, ends_at=LATER + LENGTH)
    assert (planned[0].opens_before, planned[0].closes_before) == (PRE_OPENS, PRE_CLOSES)
    assert (event.starts_at, waves_of(record, event)[TimePoint.PRE].opens_at) == (STARTS, PRE_OPENS)
    assert move(record, event) == planned
    assert planned_moves(record, event, starts_at=LATER, ends_at=LATER + LENGTH) == ()


def test_questions_that_are_out_already_stay_open_until_the_new_date(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha")
    pre = waves_of(record, event)[TimePoint.PRE]
    open_wave(record, pre, by=WHO, now=PRE_OPENS)
    moved = move(record, event, now=PRE_OPENS + days(1))
    assert (moved[0].point, moved[0].opened) == (TimePoint.PRE, True)
    assert (pre.opens_at, pre.closes_at) == (PRE_OPENS, PRE_CLOSES + days(14))
    assert len(record.scalars(select(Message)).all()) == 1


def test_a_course_moved_to_before_its_questions_opened_closes_them(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha")
    pre = waves_of(record, event)[TimePoint.PRE]
    open_wave(record, pre, by=WHO, now=PRE_OPENS)
    move(record, event, PRE_OPENS - days(1), now=PRE_OPENS + days(1))
    assert pre.state(PRE_OPENS + days(1)) is WaveState.CLOSED


def test_a_wave_that_was_missed_is_planned_again_when_the_course_is_later(record, partnership):
    event = partnership.event()
    pre = waves_of(record, event)[TimePoint.PRE]
    assert pre.state(PRE_CLOSES) is WaveState.MISSED
    move(record, event, now=PRE_CLOSES)
    assert pre.state(PRE_CLOSES) is WaveState.PLANNED


def test_a_wave_that_was_closed_stays_as_it_was(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha")
    pre = waves_of(record, event)[TimePoint.PRE]
    open_wave(record, pre, by=WHO, now=PRE_OPENS)
    close_wave(record, pre, by=WHO, now=PRE_CLOSES)
    assert [one.point for one in move(record, event)] == [TimePoint.POST, TimePoint.MONTH3, TimePoint.MONTH6]


def test_an_event_that_people_were_asked_about_does_not_move(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha")
    open_wave(record, waves_of(record, event)[TimePoint.POST], by=WHO, now=ENDS)
    with pytest.raises(SurveyError, match="already asked"):
        move(record, event, now=ENDS)
    assert event.starts_at == STARTS


def test_a_move_needs_dates_that_can_be(record, partnership):
    event = partnership.event()
    with pytest.raises(SurveyError, match="must end after it starts"):
        move_event(record, event, starts_at=LATER, ends_at=LATER, by=WHO, now=MADE)

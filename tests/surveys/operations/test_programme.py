"""The programme: what is put on record, what follows from it, and what moves when an event does."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from question_banks.shipped import shipped_banks
from surveys.enums import EvaluationKind, MessageState, TimePoint
from surveys.errors import AlreadyThere, NotFound, SurveyError
from surveys.models import Activity, Evaluation, Event, Invitation, Message, Wave
from surveys.operations.evaluations import evaluate_event, routine_evaluation
from surveys.operations.programme import add_board, add_course, cancel_event, move_event
from surveys.operations.waves import due, open_wave, run
from surveys.queries.evaluations import plan_of
from surveys.queries.events import event_by_key
from surveys.queries.programme import board_by_key, boards, course_by_key, courses
from surveys.queries.waves import event_waves
from surveys.schedule import DEFAULT_PLAN, PointPlan, plan_to_dict
from tests.partnership import (
    ENDS,
    LENGTH,
    MADE,
    MONTH3_OPENS,
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


# What is put on record


def test_a_course_sets_out_to_teach_what_its_bank_measures(record, partnership):
    bank = shipped_banks()["neglect"]
    assert [(one.key, one.position, one.title, one.text) for one in partnership.course.objectives] == [
        (one.key, position, one.title, one.text) for position, one in enumerate(bank.objectives)
    ]


def test_a_course_may_wait_for_its_bank(record, partnership):
    course = add_course(record, key="thresholds", title=" Thresholds ", bank=None, by=WHO, now=MADE)
    assert (course.title, course.bank, course.objectives) == ("Thresholds", None, [])


@pytest.mark.parametrize("key", ["", "Soar", "a b", "x" * 65, "ü"])
def test_a_key_is_written_for_people_and_addresses(record, key):
    with pytest.raises(SurveyError, match="lower-case letters"):
        add_board(record, key=key, name="Soar", by=WHO, now=MADE)


def test_a_board_needs_a_name_of_some_length(record):
    with pytest.raises(SurveyError, match="The name is missing"):
        add_board(record, key="soar", name=" \t", by=WHO, now=MADE)
    with pytest.raises(SurveyError, match="longer than 200"):
        add_board(record, key="soar", name="x" * 201, by=WHO, now=MADE)


def test_a_key_is_used_once(record, partnership):
    partnership.event("neglect-1")
    with pytest.raises(AlreadyThere):
        add_board(record, key="soar", name="Another", by=WHO, now=MADE)
    with pytest.raises(AlreadyThere):
        add_course(record, key="neglect", title="Another", bank=None, by=WHO, now=MADE)
    with pytest.raises(AlreadyThere):
        partnership.event("neglect-1")
    assert [len(record.scalars(select(kind)).all()) for kind in (Event, Wave)] == [1, 4]


def test_what_is_on_record_is_found_by_its_key(record, partnership):
    event = partnership.event()
    assert event_by_key(record, "neglect-1") is event
    assert board_by_key(record, "soar") is partnership.board
    assert course_by_key(record, "neglect") is partnership.course
    for find in (event_by_key, board_by_key, course_by_key):
        with pytest.raises(NotFound):
            find(record, "other")


def test_boards_and_courses_are_listed_by_name(record, partnership):
    first = add_board(record, key="beacon", name="Beacon Board", by=WHO, now=MADE)
    early = add_course(record, key="early-help", title="Early help", bank=None, by=WHO, now=MADE)
    assert list(boards(record)) == [first, partnership.board]
    assert list(boards(record, ids={first.id})) == [first]
    assert list(courses(record)) == [early, partnership.course]


# The routine evaluation


def test_an_event_of_the_programme_falls_under_the_routine_evaluation_at_once(record, partnership):
    event = partnership.event()
    found = waves_of(record, event)
    assert {point: (wave.opens_at, wave.reminder_days) for point, wave in found.items()} == {
        TimePoint.PRE: (PRE_OPENS, [3, 5]),
        TimePoint.POST: (ENDS, [2, 5]),
        TimePoint.MONTH3: (MONTH3_OPENS, [7, 14]),
        TimePoint.MONTH6: (MONTH3_OPENS + days(92), [7, 14]),
    }
    assert found[TimePoint.PRE].closes_at == PRE_CLOSES
    evaluation = record.scalars(select(Evaluation)).one()
    assert (evaluation.kind, evaluation.events) == (EvaluationKind.ROUTINE, [event])


def test_all_events_of_the_programme_share_one_routine_evaluation(record, partnership):
    first, second = partnership.event("first"), partnership.event("second")
    assert set(record.scalars(select(Evaluation)).one().events) == {first, second}


def test_an_event_outside_the_programme_is_not_evaluated_until_somebody_says_so(record, partnership):
    event = partnership.event(in_programme=False)
    assert waves_of(record, event) == {}
    made = evaluate_event(record, routine_evaluation(record), event, by=WHO, now=MADE)
    assert [wave.point for wave in made] == list(TimePoint)
    assert evaluate_event(record, routine_evaluation(record), event, by=WHO, now=MADE) == []


def test_a_second_evaluation_adds_only_the_waves_that_are_missing(record, partnership):
    """One link per wave, however many evaluations."""
    early = PointPlan("end", 2, 0, 8, 28, (3,))
    plan = {TimePoint.MONTH3: early}
    audit = Evaluation(key="audit", title="Audit", kind=EvaluationKind.AUDIT, plan=plan_to_dict(plan))
    record.add(audit)
    record.flush()
    event = partnership.event()
    assert evaluate_event(record, audit, event, by=WHO, now=MADE) == []
    assert waves_of(record, event)[TimePoint.MONTH3].opens_at == MONTH3_OPENS
    assert plan_of(record, event) == DEFAULT_PLAN
    outside = partnership.event("outside", in_programme=False)
    assert [wave.point for wave in evaluate_event(record, audit, outside, by=WHO, now=MADE)] == [
        TimePoint.MONTH3
    ]
    assert plan_of(record, outside) == plan


def test_an_event_ends_after_it_starts(record, partnership):
    with pytest.raises(SurveyError, match="must end after it starts"):
        partnership.event(ends_at=STARTS)
    assert record.scalars(select(Event)).all() == []


def test_texts_are_kept_on_one_line(record, partnership):
    event = partnership.event(venue=" Beaumanor\r\n Hall ", provider="P", trainer="T")
    assert (event.venue, event.provider, event.trainer) == ("Beaumanor Hall", "P", "T")
    with pytest.raises(SurveyError, match="The venue is longer"):
        partnership.event("other", venue="x" * 201)


def test_the_trail_tells_who_added_what(record, partnership):
    event = partnership.event()
    trail = record.scalars(select(Activity).where(Activity.subject == "events").order_by(Activity.id)).all()
    assert [(row.verb, row.actor, row.at, row.subject_id) for row in trail] == [
        ("add-event", WHO, MADE, event.id),
        ("evaluate-event", WHO, MADE, event.id),
    ]


# Cancelling


def test_nothing_more_is_sent_about_a_cancelled_event_and_its_links_die(record, partnership):
    event = partnership.event()
    for name in ("Asha", "Bo"):
        partnership.book(event, name)
    pre = waves_of(record, event)[TimePoint.PRE]
    open_wave(record, pre, by=WHO, now=PRE_OPENS)
    answered, waiting = record.scalars(select(Invitation).order_by(Invitation.id)).all()
    answered.submitted_at = PRE_OPENS
    record.flush()
    when = PRE_OPENS + days(1)
    cancel_event(record, event, by=WHO, now=when)
    cancel_event(record, event, by=WHO, now=when + days(1))
    record.commit()
    assert (event.cancelled_at, pre.closed_at) == (when, when)
    assert (answered.withdrawn_at, waiting.withdrawn_at) == (None, when)
    told = record.scalars(select(Message)).all()
    assert {(row.state, row.reason, row.settled_at) for row in told} == {
        (MessageState.WITHDRAWN, "The event was cancelled.", when)
    }
    assert due(record, ENDS + days(1)) == []
    trail = record.scalars(select(Activity).where(Activity.verb == "cancel-event")).all()
    assert [row.at for row in trail] == [when]


def test_a_cancelled_event_opens_no_wave_and_does_not_move(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha")
    (task,) = due(record, PRE_OPENS)
    cancel_event(record, event, by=WHO, now=PRE_OPENS)
    assert run(record, task, by=WHO, now=PRE_OPENS) == 0
    with pytest.raises(SurveyError, match="cancelled"):
        open_wave(record, waves_of(record, event)[TimePoint.PRE], by=WHO, now=PRE_OPENS)
    with pytest.raises(SurveyError, match="cancelled"):
        move_event(record, event, starts_at=STARTS, ends_at=STARTS + LENGTH, by=WHO, now=PRE_OPENS)
    assert record.scalars(select(Invitation)).all() == []

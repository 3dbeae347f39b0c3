"""Publishing while courses run: who was asked before by an older text, and what that would lose."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from question_banks.model import Status
from question_banks.shipped import shipped_banks
from surveys.enums import TimePoint
from surveys.findings.under_way import under_way_problems
from surveys.operations.banks import publish_bank
from surveys.operations.programme import cancel_event
from tests.partnership import ENDS, MADE, PRE_OPENS, STARTS, WHO, Partnership, run_due, wave_of

NEGLECT = shipped_banks()["neglect"]


@pytest.fixture
def partnership(record):
    """One event whose people have been asked before the course."""
    made = Partnership(record)
    made.running = made.event()
    made.book(made.running, "Asha")
    run_due(record, PRE_OPENS)
    return made


def changed(objective, **change):
    """The bank with all test questions of one objective changed."""
    return replace(
        NEGLECT,
        questions=tuple(
            replace(q, **change) if q.objective == objective and q.family == "knowledge" else q
            for q in NEGLECT.questions
        ),
    )


def said(record, partnership, bank, now=STARTS):
    return [problem.what for problem in under_way_problems(record, partnership.bank, bank, now=now)]


LOST = "1 event has been asked before the course by version 1. Their change would be lost for: Recognising neglect."


def test_the_same_text_or_mended_words_cost_nothing(record, partnership):
    assert said(record, partnership, NEGLECT) == []
    assert (
        said(record, partnership, changed("recognise", feedback="Because.", notes="", stem="In other words?"))
        == []
    )


@pytest.mark.parametrize("change", [{"marks": 3}, {"status": Status.RETIRED}])
def test_an_objective_of_which_nothing_can_be_compared_is_named(record, partnership, change):
    bank = changed("recognise", **change)
    [problem] = under_way_problems(record, partnership.bank, bank, now=STARTS)
    assert (problem.what, problem.serious, problem.noun) == (LOST, False, "bank")
    assert problem.remedy.startswith("Publish after these courses")


def test_one_question_left_as_it_is_saves_the_objective(record, partnership):
    bank = changed("recognise", marks=3)
    kept = NEGLECT.questions_by_key["neglect-definition"]
    questions = tuple(kept if q.key == kept.key else q for q in bank.questions)
    assert said(record, partnership, replace(bank, questions=questions)) == []


def test_events_are_counted_once_while_they_are_half_way(record, partnership):
    partnership.event("neglect-2", starts_at=STARTS + timedelta(days=1))
    run_due(record, PRE_OPENS + timedelta(days=1))
    bank = changed("recognise", marks=3)
    assert said(record, partnership, bank) == [LOST.replace("1 event has", "2 events have")]
    cancel_event(record, partnership.running, by=WHO, now=STARTS)
    record.commit()
    assert said(record, partnership, bank) == [LOST]
    assert said(record, partnership, bank, now=STARTS + timedelta(days=90)) == []


def test_whoever_is_asked_already_after_the_course_is_not_half_way(record, partnership):
    run_due(record, ENDS + timedelta(days=1))
    assert wave_of(record, partnership.running, TimePoint.POST).opened_at
    assert said(record, partnership, changed("recognise", marks=3), now=ENDS + timedelta(days=1)) == []


def test_each_version_that_people_were_asked_by_is_told_by_itself(record, partnership):
    publish_bank(record, replace(NEGLECT, title="Neglect, again"), by=WHO, now=MADE)
    partnership.event("neglect-2", starts_at=STARTS + timedelta(days=1))
    run_due(record, PRE_OPENS + timedelta(days=1))
    assert said(record, partnership, changed("recognise", marks=3)) == [
        LOST,
        LOST.replace("version 1", "version 2"),
    ]

"""Where a question has a parallel form, half of the delegates get one before and the other after, half the reverse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.model import Family
from question_banks.shipped import shipped_banks
from surveys.operations.banks import publish_bank
from surveys.queries.questionnaires import questionnaire
from tests.partnership import ENDS, PRE_OPENS, WHO, invitations, run_due, wave_of

NAMES = ("Asha", "Bo", "Caz", "Dee")
NEGLECT = shipped_banks()["neglect"]
FIRST = next(question for question in NEGLECT.questions if question.family is Family.KNOWLEDGE)
SECOND = replace(FIRST, key="the-other-form", stem="What else would you do?", equivalent_to=FIRST.key)


@pytest.fixture
def parallel(record, partnership):
    """The bank has a second form of its first question."""
    bank = replace(NEGLECT, questions=(*NEGLECT.questions, SECOND))
    publish_bank(record, bank, by=WHO, now=PRE_OPENS)
    record.commit()


def form_got(record, invitation) -> str:
    asked = {one.question.key for one in questionnaire(record, invitation.questionnaire_id).asked}
    [form] = asked & {FIRST.key, SECOND.key}
    return form


@pytest.mark.usefixtures("parallel")
def test_each_gets_one_form_before_and_the_other_after(record, partnership, event):
    for name in NAMES:
        partnership.book(event, name)
    run_due(record, PRE_OPENS)
    before = {row.booking_id: form_got(record, row) for row in invitations(record).values()}
    run_due(record, ENDS)
    after = {
        row.booking_id: form_got(record, row)
        for row in invitations(record).values()
        if row.wave_id != wave_of(record, event).id
    }
    assert sorted(before.values()) == sorted([FIRST.key, SECOND.key] * 2)
    assert {booking: {before[booking], after[booking]} for booking in before} == {
        booking: {FIRST.key, SECOND.key} for booking in before
    }


@pytest.mark.usefixtures("parallel")
def test_who_is_booked_late_gets_the_form_that_is_due_to_them(record, partnership, event):
    for name in NAMES[:2]:
        partnership.book(event, name)
    run_due(record, PRE_OPENS)
    for name in NAMES[2:]:
        partnership.book(event, name, now=PRE_OPENS)
    run_due(record, PRE_OPENS)
    assert sorted(form_got(record, row) for row in invitations(record).values()) == sorted(
        [FIRST.key, SECOND.key] * 2
    )


def test_without_parallel_forms_a_wave_has_one_questionnaire_for_delegates(record, partnership, event):
    for name in NAMES:
        partnership.book(event, name)
    run_due(record, PRE_OPENS)
    assert wave_of(record, event).parallel_questionnaire_id is None
    assert len({row.questionnaire_id for row in invitations(record).values()}) == 1

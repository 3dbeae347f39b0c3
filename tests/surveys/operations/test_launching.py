"""A course is not run with questions that cannot tell what it did."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from question_banks.documents import to_dict
from question_banks.shipped import shipped_banks
from surveys.errors import SurveyError
from surveys.models import BankVersion, Event
from surveys.operations.banks import publish_bank
from surveys.operations.programme import add_course
from tests.partnership import MADE, WHO, Partnership

NEGLECT = shipped_banks()["neglect"]
SAID = 'objective "recognise": No question that tests it is asked both before and after the course.'


def not_compared():
    """The bank with all questions of one objective reading as one of another does: each is asked only once."""
    others = [question for question in NEGLECT.questions if question.objective != "recognise"]
    copies = [
        replace(others[0], key=question.key, objective="recognise")
        for question in NEGLECT.questions
        if question.objective == "recognise"
    ]
    return replace(NEGLECT, questions=(*others, *copies))


def test_a_bank_that_cannot_be_compared_is_not_published(record):
    with pytest.raises(SurveyError) as refused:
        publish_bank(record, not_compared(), by=WHO, now=MADE)
    assert SAID in str(refused.value)
    assert record.scalar(select(func.count()).select_from(BankVersion)) == 0


def test_an_event_is_not_added_to_the_programme_with_a_version_of_older_checks(record):
    partnership = Partnership(record)
    record.execute(update(BankVersion).values(document=to_dict(not_compared())))
    record.expire_all()
    with pytest.raises(SurveyError) as refused:
        partnership.event()
    assert str(refused.value).startswith("The course's questions have to be mended first")
    assert SAID in str(refused.value)
    record.rollback()
    assert record.scalar(select(func.count()).select_from(Event)) == 0


def test_outside_the_programme_nothing_is_asked_so_nothing_is_refused(record):
    partnership = Partnership(record)
    record.execute(update(BankVersion).values(document=to_dict(not_compared())))
    record.expire_all()
    assert partnership.event(in_programme=False).id


def test_a_course_without_questions_can_be_planned(record):
    partnership = Partnership(record)
    bare = add_course(record, key="bare", title="Bare", bank=None, by=WHO, now=MADE)
    assert partnership.event("bare-1", course=bare).id

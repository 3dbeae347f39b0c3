"""What an event's people are asked is composed from its course's bank and kept once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from question_banks.shipped import shipped_banks
from surveys import models
from surveys.enums import Audience, TimePoint
from surveys.errors import NotFound
from surveys.models import Board, Course, Event, QuestionnaireBank
from surveys.operations.banks import publish_bank
from surveys.operations.questionnaires import keep_questionnaire, questionnaire_for
from surveys.queries import questionnaires as queries
from surveys.queries.questionnaires import questionnaire
from surveys.questionnaires import compose
from tests.respondents import NEXT_COURSE, NOW
from tests.statements import statements

NEGLECT = shipped_banks()["neglect"]
DELEGATE, MANAGER = Audience.DELEGATE, Audience.MANAGER


@pytest.fixture
def version(record):
    return publish_bank(record, NEGLECT, by="officer@soar.example", now=NOW)


@pytest.fixture
def event(record, version):
    course = Course(key="neglect", title="Neglect", bank=version.bank)
    made = Event(
        key="neglect-1",
        board=Board(key="soar", name="Soar Valley"),
        course=course,
        starts_at=NEXT_COURSE,
        ends_at=NEXT_COURSE + timedelta(hours=6),
    )
    record.add(made)
    record.flush()
    return made


def kept(record):
    return record.scalar(select(func.count()).select_from(models.Questionnaire))


def composed_for(record, event, point=TimePoint.PRE, audience=DELEGATE):
    return questionnaire_for(record, event, point, audience, now=NOW)


def test_it_is_composed_from_the_courses_bank_and_comes_back_whole(record, event, version):
    row = composed_for(record, event)
    assert (row.point, row.audience, row.made_at) == (TimePoint.PRE, DELEGATE, NOW)
    assert questionnaire(record, row.id) == compose([(version.id, NEGLECT)], TimePoint.PRE, DELEGATE)


def test_equal_questionnaires_are_one_row(record, event):
    other = Event(
        key="neglect-2",
        board=event.board,
        course=event.course,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
    )
    record.add(other)
    assert composed_for(record, event) is composed_for(record, other)
    assert composed_for(record, event) is not composed_for(record, event, TimePoint.POST)
    assert kept(record) == 2


def test_a_newer_version_of_the_bank_makes_another_and_leaves_the_one_that_is_in_use(record, event, version):
    in_use = composed_for(record, event)
    questions = tuple(replace(question, help="Take your time.") for question in NEGLECT.questions)
    newer = publish_bank(record, replace(NEGLECT, questions=questions), by="officer@soar.example", now=NOW)
    later = composed_for(record, event)
    assert later is not in_use
    assert {asked.bank_version_id for asked in questionnaire(record, in_use.id).asked} == {version.id}
    assert {asked.bank_version_id for asked in questionnaire(record, later.id).asked} == {newer.id}


def test_managers_are_asked_nothing_before_the_course(record, event):
    assert composed_for(record, event, TimePoint.PRE, MANAGER) is None
    assert composed_for(record, event, TimePoint.MONTH3, MANAGER).audience is MANAGER


@pytest.mark.parametrize("bank", [None, "unpublished"])
def test_a_course_without_published_questions_asks_nothing(record, event, bank):
    event.course.bank = models.QuestionBank(key="new", title="New") if bank else None
    record.flush()
    assert composed_for(record, event) is None
    assert kept(record) == 0


def test_who_keeps_the_same_questionnaire_at_the_same_time_gets_the_same_row(record, version, monkeypatch):
    """As when another process stored it between the look and the write."""
    whole = compose([(version.id, NEGLECT)], TimePoint.PRE, DELEGATE)
    first = keep_questionnaire(record, whole, now=NOW)
    answers = iter([None, first])
    monkeypatch.setattr(queries, "questionnaire_by_digest", lambda *asked: next(answers))
    assert keep_questionnaire(record, whole, now=NOW) is first
    assert kept(record) == 1


class TestReading:
    def test_it_takes_one_statement_the_first_time_and_none_after_that(self, record, event):
        row = composed_for(record, event)
        record.flush()
        counts = []
        for _ in range(2):
            with statements(record.connection()) as sent:
                questionnaire(record, row.id)
            counts.append(len(sent))
        assert counts == [1, 0]

    def test_one_of_two_banks_takes_one_statement_too(self, record, version):
        other = publish_bank(record, shipped_banks()["information-sharing"], by="o@soar.example", now=NOW)
        banks = [(version.id, NEGLECT), (other.id, shipped_banks()["information-sharing"])]
        row = keep_questionnaire(record, compose(banks, TimePoint.POST, DELEGATE), now=NOW)
        with statements(record.connection()) as sent:
            assert questionnaire(record, row.id) == compose(banks, TimePoint.POST, DELEGATE)
        assert len(sent) == 1

    def test_one_that_is_not_there_is_not_found(self, record):
        with pytest.raises(NotFound):
            questionnaire(record, 4711)

    def test_a_bank_version_that_is_asked_from_cannot_be_deleted(self, record, event, version):
        row = composed_for(record, event)
        assert record.scalars(select(QuestionnaireBank.bank_version_id)).all() == [version.id]
        assert row.document["pages"][0]["asked"][0]["bank_version"] == version.id
        record.delete(version)
        with pytest.raises(IntegrityError):
            record.flush()

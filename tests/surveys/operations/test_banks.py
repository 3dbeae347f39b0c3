"""A published bank is frozen; publishing it again changes nothing, and an unfinished one is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from question_banks import documents
from question_banks.model import Objective as BankObjective
from question_banks.shipped import shipped_banks
from surveys.errors import NotFound, SurveyError
from surveys.models import Activity, BankVersion, Objective, QuestionBank
from surveys.operations.banks import MOST_NAMED, publish_bank
from surveys.operations.programme import add_course
from surveys.queries.banks import bank_by_key, bank_list, latest_version
from tests.respondents import BANK, NOW

WHO = "officer@soar.example"
LATER = NOW + timedelta(days=1)


def publish(record, bank=BANK, now=NOW):
    return publish_bank(record, bank, by=WHO, now=now)


def reworded(bank=BANK):
    first, *others = bank.questions
    return replace(bank, title="Neglect, reworded", questions=(replace(first, stem="What first?"), *others))


def test_a_version_holds_the_whole_document(record):
    version = publish(record)
    assert documents.from_dict(version.document) == BANK
    assert (version.number, version.published_at, version.published_by) == (1, NOW, WHO)
    assert (version.bank.key, version.bank.title) == ("neglect", BANK.title)


def test_publishing_the_same_again_gives_the_version_that_is_there(record):
    first = publish(record)
    assert publish(record, now=LATER) is first
    assert record.scalar(select(func.count()).select_from(BankVersion)) == 1
    assert record.scalar(select(func.count()).select_from(Activity)) == 1


def test_a_change_is_a_new_version_and_leaves_the_old_one(record):
    first, second = publish(record), publish(record, reworded(), now=LATER)
    assert (first.number, second.number) == (1, 2)
    assert documents.from_dict(first.document) == BANK
    assert record.scalars(select(QuestionBank.title)).all() == ["Neglect, reworded"]
    assert latest_version(record, first.bank_id) is second


def test_the_trail_says_who_published_what(record):
    version = publish(record)
    row = record.scalars(select(Activity)).one()
    assert (row.at, row.actor, row.verb, row.subject, row.subject_id) == (
        NOW,
        WHO,
        "publish-bank",
        "question_banks",
        version.bank_id,
    )
    assert row.detail == {"version": 1, "digest": version.digest}


def test_an_unfinished_bank_is_refused_with_each_serious_problem(record):
    unfinished = replace(BANK, questions=tuple(replace(q, stem="") for q in BANK.questions[:3]))
    with pytest.raises(SurveyError) as refused:
        publish(record, unfinished)
    assert str(refused.value) == (
        'The bank cannot be published yet. question "first-step": It needs a stem. '
        'question "signs": It needs a stem. question "intent": It needs a stem.'
    )
    assert record.scalar(select(func.count()).select_from(QuestionBank)) == 0


def test_of_many_problems_the_first_are_named_and_the_others_counted(record):
    objectives = tuple(
        BankObjective(f"o{number}", f"Objective {number}", "Learn it.") for number in range(12)
    )
    with pytest.raises(SurveyError) as refused:
        publish(record, replace(BANK, objectives=(*BANK.objectives, *objectives)))
    assert str(refused.value).count("objective ") == MOST_NAMED
    assert str(refused.value).endswith(" And 7 more.")


@pytest.mark.parametrize("bank", shipped_banks().values(), ids=shipped_banks())
def test_every_shipped_bank_can_be_published(record, bank):
    assert publish(record, bank).digest == documents.digest(bank)


def test_banks_are_found_by_key_and_listed_by_title(record):
    version = publish(record, shipped_banks()["professional-curiosity"])
    other = publish(record)
    assert bank_by_key(record, "neglect") is other.bank
    assert bank_list(record) == [other.bank, version.bank]
    with pytest.raises(NotFound):
        bank_by_key(record, "nothing")


def test_a_bank_without_a_version_has_no_latest(record):
    bank = QuestionBank(key="new", title="New")
    record.add(bank)
    record.flush()
    assert latest_version(record, bank.id) is None


class TestCoursesFollow:
    """A course sets out to teach what the newest version of its bank says."""

    @pytest.fixture
    def course(self, record):
        bank = publish(record).bank
        return add_course(record, key="neglect", title="Neglect", bank=bank, by=WHO, now=NOW)

    def objectives(self, record):
        rows = record.scalars(select(Objective).order_by(Objective.position))
        return [(row.key, row.position, row.title, row.text) for row in rows]

    def test_its_objectives_take_on_the_new_words_order_and_number(self, record, course):
        see = BankObjective("see", "Seeing", "See neglect.")
        act = BankObjective("act", "Deciding", "Act at once.")
        [kept] = course.objectives
        version = self.publish_all(record, see, act)
        assert self.objectives(record) == [
            ("see", 0, "Seeing", "See neglect."),
            ("act", 1, "Deciding", "Act at once."),
        ]
        assert record.get(Objective, kept.id).key == "act"
        trail = record.scalars(select(Activity).where(Activity.verb == "follow-bank")).one()
        assert (trail.subject, trail.subject_id, trail.actor) == ("courses", course.id, WHO)
        assert trail.detail == {"version": version.number, "objectives": ["see", "act"]}

    def test_what_the_bank_drops_the_course_drops(self, record, course):
        see = BankObjective("see", "Seeing", "See neglect.")
        self.publish_all(record, see, *BANK.objectives)
        self.publish_all(record, *BANK.objectives, title="Fewer")
        assert [row[:2] for row in self.objectives(record)] == [("act", 0)]
        assert [row.key for row in course.objectives] == ["act"]

    def test_other_words_of_a_question_leave_the_course_alone(self, record, course):
        publish(record, reworded(), now=LATER)
        assert record.scalars(select(Activity.id).where(Activity.verb == "follow-bank")).all() == []

    def publish_all(self, record, *objectives, title=BANK.title):
        tested = [
            replace(
                question,
                key=f"{objective.key}-{place}",
                stem=f"{objective.title}: {question.stem}",
                objective=objective.key,
            )
            for objective in objectives
            for place, question in enumerate(BANK.questions[:3])
        ]
        bank = replace(BANK, title=title, objectives=objectives, questions=(*tested, *BANK.questions[3:]))
        return publish(record, bank, now=LATER)

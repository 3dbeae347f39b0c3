"""What is right is told only when no later time point asks for it, by any of its parallel forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.model import Audience, Family
from surveys.enums import TimePoint
from surveys.questionnaires import asked_of
from surveys.questionnaires.repeating import is_asked_again
from tests.every_kind import EVERY_KIND

PRE, POST, MONTH3, MONTH6 = TimePoint


def asked(key="signs", bank=EVERY_KIND, **more):
    question = replace(bank.questions_by_key[key], **more)
    return asked_of(1, bank, question, Audience.DELEGATE)


@pytest.mark.parametrize(
    ("more", "again_after"),
    [
        ({}, [PRE]),
        ({"core": True}, [PRE, POST, MONTH3]),
        ({"family": Family.REACTION}, [PRE]),
        ({"family": Family.OUTCOME}, [PRE, POST, MONTH3]),
    ],
)
def test_a_delegate_is_asked_again_until_the_last_time_that_the_templates_say(more, again_after):
    one = asked(**more)
    assert [point for point in TimePoint if is_asked_again(one, point, Audience.DELEGATE)] == again_after


def test_a_manager_is_asked_again_at_six_months():
    seen = asked(family=Family.OUTCOME)
    assert [p for p in TimePoint if is_asked_again(seen, p, Audience.MANAGER)] == [PRE, POST, MONTH3]


@pytest.mark.parametrize("key", ["signs", "intent"])
def test_parallel_forms_count_as_one(key):
    """The one is asked until after the course, the other one until six months: so neither is told before."""
    questions = tuple(
        replace(question, equivalent_to="intent") if question.key == "signs" else question
        for question in EVERY_KIND.questions
    )
    bank = replace(EVERY_KIND, questions=questions)
    assert [q.core for q in (bank.questions_by_key["signs"], bank.questions_by_key["intent"])] == [
        False,
        True,
    ]
    one = asked(key, bank)
    assert [point for point in TimePoint if is_asked_again(one, point, Audience.DELEGATE)] == [
        PRE,
        POST,
        MONTH3,
    ]

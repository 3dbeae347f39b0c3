"""Each person sees what is shuffled in an order of their own, which is the same at each visit and can be recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.model import Audience, Kind
from surveys.questionnaires import asked_of
from surveys.questionnaires.arranging import shown_order
from tests.every_kind import EVERY_KIND

PEOPLE = range(1, 60)


def asked(of, **more):
    question = replace(EVERY_KIND.questions_by_key[of], **more)
    return asked_of(1, EVERY_KIND, question, Audience.DELEGATE)


@pytest.mark.parametrize("key", ["first", "signs", "who", "course"])
def test_people_differ_and_each_keeps_to_one_order(key):
    shuffled = asked(key, shuffle=True)
    orders = [shown_order(shuffled, person) for person in PEOPLE]
    assert orders == [shown_order(shuffled, person) for person in PEOPLE]
    assert len(set(orders)) == 6


def test_no_order_of_options_is_shown_much_more_often_than_another():
    orders = [shown_order(asked("first"), person) for person in range(1, 601)]
    counts = [orders.count(order) for order in set(orders)]
    assert (len(counts), min(counts) > 60, max(counts) < 140) == (6, True, True)


def test_a_questions_order_says_nothing_of_anothers():
    one, two = asked("first"), asked("first", key="second")
    assert [shown_order(one, person) for person in PEOPLE] != [shown_order(two, person) for person in PEOPLE]


def test_an_order_is_of_options_and_a_list_of_its_statements():
    assert sorted(shown_order(asked("who"), 1)) == ["lead", "nurse", "social"]
    assert sorted(shown_order(asked("course", shuffle=True), 1)) == ["comment", "pace", "useful"]


def test_what_is_to_be_put_in_order_is_always_shuffled():
    assert asked("steps").question.shuffle is False
    assert len({shown_order(asked("steps"), person) for person in PEOPLE}) > 12


@pytest.mark.parametrize("key", [q.key for q in EVERY_KIND.questions if q.kind is not Kind.ORDERING])
def test_nothing_is_shuffled_that_did_not_ask_for_it(key):
    assert shown_order(asked(key, shuffle=False), 1) is None


@pytest.mark.parametrize("key", ["intent", "days", "form", "policy", "since", "agree", "sure", "story"])
def test_what_has_no_options_has_no_order(key):
    assert shown_order(asked(key, shuffle=True), 1) is None

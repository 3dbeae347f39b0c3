"""The demo's respondents can answer every kind of question, and know what people like them know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.demo.answering import Answering
from app.demo.knowing import Knowing
from app.demo.minds import mind_of
from question_banks.items import mark
from question_banks.model import Kind, Status
from surveys.enums import Audience, TimePoint
from surveys.questionnaires import Page, Questionnaire, asked_of, read_all, read_page
from tests.every_kind import EVERY_KIND, pages_of

TODAY = date(2027, 3, 4)
PEOPLE = 60
ASKED = tuple(asked for page in pages_of(1) for asked in page.asked)
UNKEYED = tuple(
    replace(question, options=tuple(replace(o, right=False, credit=None) for o in question.options))
    for question in (replace(q, accepted=(), numbers=(), answer=None) for q in EVERY_KIND.questions)
    if question.kind is not Kind.ORDERING
)


def minds():
    return [mind_of(seed, "asha@soar.example", "neglect") for seed in range(PEOPLE)]


def form_of(mind, point, asked=ASKED):
    answering = Answering(mind, point, Audience.DELEGATE, TODAY)
    return {name: said for one in asked for name, said in answering.fill_in(one).items()}


def test_whatever_they_say_is_an_answer_with_a_mark():
    whole = Questionnaire("", "", Audience.DELEGATE, TimePoint.PRE, pages_of(1), 5)
    for mind in minds():
        given, problems = read_all(whole, form_of(mind, TimePoint.PRE))
        assert problems == {}
        assert {one.key for one in given if one.mark} == {q.key for q in EVERY_KIND.questions if q.objective}


def test_what_has_no_key_is_answered_too():
    asked = tuple(asked_of(1, EVERY_KIND, question, Audience.DELEGATE) for question in UNKEYED)
    for mind in minds():
        assert read_page(Page("", "", asked), form_of(mind, TimePoint.POST, asked))[1] == {}


def test_they_say_how_sure_they_are_and_seldom_add_something():
    forms = [form_of(mind, TimePoint.POST) for mind in minds()]
    sure = {form["every.first.certainty"][0] for form in forms}
    comments = [form["every.policy.comment"] for form in forms]
    assert sure >= {"2", "3", "4"}
    assert 0 < sum(map(bool, comments)) < PEOPLE / 4


def earned(question, point):
    asked = asked_of(1, EVERY_KIND, question, Audience.DELEGATE)
    answers = (Knowing(mind, point).answer(question) for mind in minds())
    return sum(mark(question, asked.read(answer)).earned for answer in answers)


@pytest.mark.parametrize("key", ["first", "signs", "intent", "steps", "who", "days", "form"])
def test_a_course_teaches_every_kind_of_knowledge(key):
    question = EVERY_KIND.questions_by_key[key]
    assert earned(question, TimePoint.POST) > earned(question, TimePoint.PRE) > 0


@pytest.mark.parametrize("key", ["steps", "days"])
def test_nobody_learns_what_the_course_does_not_teach(key):
    """What is left is the luck of the day, which helps as many as it hurts."""
    control = replace(EVERY_KIND.questions_by_key[key], control=True)
    taught = earned(replace(control, control=False), TimePoint.POST) - earned(control, TimePoint.PRE)
    untaught = earned(control, TimePoint.POST) - earned(control, TimePoint.PRE)
    assert abs(untaught) < taught / 2


def test_parallel_forms_are_known_together():
    question = EVERY_KIND.questions_by_key["first"]
    twin = replace(question, key="other", equivalent_to="first", status=Status.READY)
    for mind in minds():
        known = Knowing(mind, TimePoint.POST)
        assert (known.answer(question) == ["speak"]) is (known.answer(twin) == ["speak"])


def test_people_rate_themselves_lower_looking_back_than_they_did_then():
    sure = EVERY_KIND.questions_by_key["sure"]
    then = asked_of(1, EVERY_KIND, replace(sure, key="then", then_of="sure"), Audience.DELEGATE)
    now = asked_of(1, EVERY_KIND, sure, Audience.DELEGATE)
    before = [int(Answering(m, TimePoint.PRE, Audience.DELEGATE, TODAY).answer(now)[0]) for m in minds()]
    after = [int(Answering(m, TimePoint.POST, Audience.DELEGATE, TODAY).answer(then)[0]) for m in minds()]
    assert all(back <= said for back, said in zip(after, before, strict=True))
    assert sum(after) < sum(before)

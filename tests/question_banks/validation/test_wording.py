"""The rules of thumb on wording, by examples of what they must tell and what they must let be."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from question_banks.model import Audience, Kind, Point, Row
from question_banks.validation.double import two_questions
from question_banks.validation.measurement import MINDS
from question_banks.validation.patterns import absolute
from question_banks.validation.wording import double_negative
from tests.question_banks.validation.breaking import adding, changed, rated, rescaled, said, single

DOUBLE_NEGATIVES = {
    "It is not unusual for families to move.": "“not unusual”",
    "It's not really unreasonable to ask.": "“not really unreasonable”",
    "Staff should not fail to refer.": "“not” and “fail to”",
    "You can't do nothing.": "“can't” and “nothing”",
    "No child should never be asked.": "“No” and “never”",
    "Which of these is not a reason for refusing to share without consent?": "“not” and “without”",
    "Nobody who lacks training should refer.": "“Nobody” and “lacks”",
    "I would not refer a child without a reason not to.": "“not” and “without” and “not”",
}
SINGLE_NEGATIVES = [
    "His mother asks them not to tell anyone.",
    "If you do not know, do not guess.",
    "Which of these is NOT a sign of neglect?",
    "Two agencies disagree, and their managers have not settled it.",
    "He said “I do not want nothing”.",
    "I shared what was needed without letting consent hold it up.",
    "Not only the school but no one else could see it.",
    "Refer without delay, whether or not the parent agrees.",
    "How often did you see no change?",
]


@pytest.mark.parametrize(("text", "pair"), DOUBLE_NEGATIVES.items())
def test_two_denials_in_one_clause_are_told(text, pair):
    assert double_negative(text) == pair


@pytest.mark.parametrize("text", SINGLE_NEGATIVES)
def test_one_denial_or_one_in_each_of_two_clauses_is_let_be(text):
    assert double_negative(text) == ""


def test_a_denial_in_question_and_answer_is_one_too_many():
    asked = single("odd-one", "Do not share", "Share", stem="Which of these is not lawful?")
    assert said(adding(asked)) == [
        ('question "odd-one"', "It asks with “not”, and a choice answers with “not”.", False)
    ]
    assert said(adding(single("odd-one", "Sharing", "Waiting", stem="Which of these is not lawful?"))) == []


def test_a_statement_to_agree_with_must_not_deny():
    true_false = rated("Consent is not needed.", Kind.TRUE_FALSE)
    assert [what for _, what, _ in said(adding(true_false))] == [
        "It says “not”, so to answer “false” is to deny a denial."
    ]
    yes_no = rated("Did you not see the child?", Kind.YES_NO)
    assert [what for _, what, _ in said(adding(yes_no))] == [
        "It says “not”, so to answer “no” is to deny a denial."
    ]


def test_how_often_something_is_not_done_can_be_said_but_not_agreed_with():
    question = rated("I did not have time for it.")
    assert said(adding(question)) == []
    scale = rescaled(points=(Point(0, "Disagree"), Point(1, "Agree"))).scales
    assert [what for _, what, _ in said(replace(adding(question), scales=scale))] == [
        "It says “not”, so to answer “disagree” is to deny a denial."
    ]


TWO_IN_ONE = {
    "How confident are you that you can recognise neglect and respond to it?": "can recognise neglect and respond",
    "I recorded the sign and told my manager.": "I recorded the sign and told",
    "The trainer was clear and engaging.": "was clear and engaging",
    "The materials and the venue were good.": "The materials and the venue were",
    "The course was useful, and I would recommend it.": "and I would",
    "The trainer made it safe to ask questions and to learn from others.": "to ask questions and to learn",
    "The course was relevant and/or useful.": "relevant and/or useful",
    "In the last three months, I asked the child and recorded what they said.": "I asked the child and recorded",
    "Your team member always listens to children, and they always record it.": "",
    "You know when to refer and how to do it, and you feel able to.": "and you feel",
    "What should you do? And why?": "What should you do? … And why?",
}
ONE_THING = [
    "The course was relevant to my work with children, young people or families.",
    "How often do you see children and young people alone?",
    "I used supervision or a talk with a colleague to test whether I might be wrong.",
    "When a parent comes to each meeting and agrees each action, this shows that the neglect is reducing.",
    "When I was worried about a child, I recorded what the child said or showed about their life.",
    "How much has your team become more open to questions and challenge?",
    "I used our policies and procedures to decide what to do.",
    "How confident are you that you can find out what a child thinks and feels?",
    "Children and young people are safer.",
    "She asks “Is it safe? Is it warm?” before each visit.",
    "Health and social care share one duty.",
    "I had the support and challenge of my manager.",
]


@pytest.mark.parametrize(("text", "pair"), [item for item in TWO_IN_ONE.items() if item[1]])
def test_two_questions_in_one_are_told_by_the_words_that_join_them(text, pair):
    assert two_questions(Kind.SCALE, text) == pair


@pytest.mark.parametrize("text", ONE_THING)
def test_one_question_is_let_be(text):
    problems = [what for _, what, _ in said(adding(rated(text)))]
    assert [what for what in problems if "two things" in what] == []


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.SEVERAL, Kind.LONG_TEXT])
def test_a_choice_may_answer_two_things_at_once(kind):
    assert two_questions(kind, "What should you record and tell your manager?") == ""


def test_each_statement_of_a_list_is_read():
    rows = (Row("a", "I ask."), Row("b", "I ask the child and tell my manager."))
    assert [what for _, what, _ in said(adding(rated("How often?", Kind.STATEMENTS, rows=rows)))] == [
        "It seems to ask two things at once: “I ask the child and tell”."
    ]


def test_the_managers_words_are_read_only_when_managers_are_asked():
    words = {"manager_stem": "Your team member asked the child and recorded it."}
    assert [what for _, what, _ in said(changed("often", **words))] == [
        "It seems to ask two things at once: “member asked the child and recorded”."
    ]
    alone = changed("often", **words, audiences=(Audience.DELEGATE,))
    assert [what for _, what, _ in said(alone)] == ["It has words for managers, but is not put to them."]


def test_of_other_languages_nothing_is_known():
    bank = adding(rated("It is not uncommon. The trainer was clear and engaging."))
    assert len(said(bank)) == 2
    assert said(replace(bank, language="cy")) == []


ABSOLUTES = {
    "Never share it": "Never",
    "Refer in all cases": "in all cases",
    "All children must be seen alone": "All",
    "Only a social worker may ask": "Only",
    "It is impossible to tell": "impossible",
    "Tell everyone": "everyone",
}
NO_ABSOLUTES = [
    "Visit every week", "Not at all", "Check that all is well", "Ask all of the agencies",
    "Tell everyone who needs to know",
    "See the only child", "He says “I always do”", "Share what is needed", "After all, ask", "Call the eleven agencies",
]  # fmt: skip


@pytest.mark.parametrize(("text", "claim"), ABSOLUTES.items())
def test_what_claims_something_of_every_case_is_an_absolute(text, claim):
    assert absolute(text) == claim


@pytest.mark.parametrize("text", NO_ABSOLUTES)
def test_the_same_words_without_such_a_claim_are_none(text):
    assert absolute(text) == ""


def test_an_absolute_in_the_right_answer_too_gives_nothing_away():
    asked = [single("a", "Always ask", "Never ask"), single("b", "Ask", "Wait", stem="What always helps?")]
    assert said(adding(*asked)) == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Your team member feels confident to ask.", False),
        ("They now understand thresholds.", False),
        ("They are more confident than before.", False),
        ("Your team member's awareness has grown.", False),
        ("Your team member recorded what the child said and felt.", True),
        ("They asked children how they feel.", False),
        ("Your team member told me what they had decided.", True),
        ("Children know whom to ask.", True),
    ],
)
def test_managers_see_what_people_do_and_not_what_they_think(text, seen):
    assert (MINDS.search(text) is None) == seen


def test_option_words_are_shortened_in_a_problem():
    long = "Never " + "share a word of it " * 6
    [(_, what, _)] = said(adding(single("q", "a" * 120, long.strip())))
    assert what == f"Its wrong answer “{long[:59].rstrip()}…” says “Never”: it can be ruled out."


HOSTILE = (
    *(
        "can ask ",
        "“",
        "a",
        "not ",
        "I asked ",
        "in a, ",
        "the a and ",
        "is a and ",
        "? ",
        "ia",
        "all ",
        "without ",
    ),
    *(" ", "and ", "to a ", "they ", "not really ", "no ", ". ", "n't"),
)


@pytest.mark.parametrize("stem", HOSTILE, ids=range(len(HOSTILE)))
def test_any_stem_is_checked_in_time_that_grows_with_its_length(stem):
    """The longest stem that a bank can hold."""
    longest = f"a{stem * 10_000}"[:9_999] + "."
    bank = adding(rated(longest), single("q", "Yes", longest, stem=longest))
    started = time.process_time()
    said(bank)
    assert time.process_time() - started < 2

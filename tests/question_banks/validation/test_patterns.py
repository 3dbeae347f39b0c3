"""When the right answer can be found without knowing it: what is chance, what is a pattern, what stops publishing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.model import Kind
from question_banks.validation import problems
from tests.question_banks.validation.breaking import adding, knowledge, single, without

TEXTS = ("Ask the child", "Ask the aunt", "Ask a friend", "Ask the GP")
KEYED = ("one", "two", "three", "which", "true")


def bank_of(*questions):
    """The sound bank with these as its only test questions."""
    bank = without(*KEYED)
    return replace(bank, questions=(*questions, *bank.questions), themes=())


def placed(*places, **facts):
    """Questions of four choices, as they always stand, with the key of each at the place named."""
    facts = {"shuffle": False} | facts
    return bank_of(*(single(f"q-{n}", *TEXTS, right=place, **facts) for n, place in enumerate(places)))


def said(bank):
    return [(problem.what, problem.serious) for problem in problems(bank)]


MOST_AT_1 = "8 of 10 questions with one choice have their right answer at place 1."
AT_2 = "Each question with one choice has its right answer at place 2: it can be guessed."


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ((1, 1), None),
        ((1, 1, 1), (AT_2, False)),
        ((1, 1, 1, 1), (AT_2, False)),
        ((1, 1, 1, 1, 1), (AT_2, True)),
        ((1, 1, 2), None),
        ((0, 1, 2, 3, 0, 1, 2, 3), None),
        ((0, 0, 0, 0, 0, 0, 0, 1, 2, 3), None),
        ((0, 0, 0, 0, 0, 0, 0, 0, 2, 3), (MOST_AT_1, False)),
    ],
)  # fmt: skip
def test_keys_at_one_place_are_told_and_stop_publishing_once_chance_would_hardly_do_it(places, found):
    told = [one for one in said(placed(*places)) if "place" in one[0]]
    assert told == ([found] if found else [])


def test_thousands_of_questions_are_judged_as_a_few_are():
    fair, half = placed(*range(4), *[0, 1, 2, 3] * 700), placed(*[0, 1, 0, 2] * 700)
    assert [one for one in said(fair) if "place" in one[0]] == []
    at_1 = "1400 of 2800 questions with one choice have their right answer at place 1."
    assert [one for one in said(half) if "place" in one[0]] == [(at_1, False)]


def test_where_choices_are_shuffled_for_each_person_no_place_gives_anything_away():
    assert [one for one in said(placed(*[1] * 8, shuffle=True)) if "place" in one[0]] == []


def longest(*keys_longest):
    """Questions of four choices; of each, whether the right one is a little the longest."""
    questions = []
    for n, is_longest in enumerate(keys_longest):
        right = "Ask the child twice" if is_longest else "Ask her"
        questions.append(single(f"q-{n}", right, *TEXTS[1:], stem=f"What first, {n}?"))
    return bank_of(*questions)


@pytest.mark.parametrize(
    ("keys_longest", "found"),
    [
        ((True,) * 3, None),
        ((True,) * 4, ("In 4 of 4 questions with one choice the longest choice is the right one.", True)),
        (
            (True,) * 6 + (False,),
            ("In 6 of 7 questions with one choice the longest choice is the right one.", False),
        ),
        ((True, False, False, False), None),
        ((True, True, False, False, False, False), None),
    ],
)
def test_that_the_longest_choice_is_right_as_a_rule_is_told(keys_longest, found):
    told = [one for one in said(longest(*keys_longest)) if "longest" in one[0]]
    assert told == ([found] if found else [])


@pytest.mark.parametrize(
    ("right", "told"),
    [
        ("Ask the child alone, write down her words and tell your lead", True),
        ("Ask the child now", False),
        ("Ask the child today", False),
    ],
)
def test_one_right_answer_is_much_the_longest_only_by_a_quarter_and_by_fifteen_letters(right, told):
    found = [what for what, _serious in said(adding(single("q", right, *TEXTS[1:]))) if "longest" in what]
    assert bool(found) == told


def test_a_wrong_choice_may_be_the_longest():
    wrong = "Ask the child alone, write down her words and tell your lead"
    assert said(adding(single("q", "Ask her", wrong, "Wait"))) == []


@pytest.mark.parametrize(
    ("answers", "told"), [([True] * 3, False), ([True] * 4, True), ([True, True, True, False], False)]
)
def test_statements_that_are_all_true_are_told(answers, told):
    questions = [
        knowledge(f"t-{n}", Kind.TRUE_FALSE, stem=f"This is so, {n}.", answer=answer)
        for n, answer in enumerate(answers)
    ]
    found = [what for what, _serious in said(bank_of(*questions)) if "statements" in what]
    assert found == ["“True” is right for each of its 4 statements."] * told


@pytest.mark.parametrize(
    "text",
    ["All of the above", "None of these", "Both of them", "Any of the others.", "Neither of the above"],
)
def test_a_choice_that_speaks_of_the_others_is_told(text):
    assert said(adding(single("q", "Ask her", "Wait a while", text))) == [
        (f"Its choice “{text}” speaks of the other choices.", False)
    ]


@pytest.mark.parametrize("text", ["All agencies that know her", "None of her teachers", "Both parents"])
def test_a_choice_that_begins_like_one_is_let_be(text):
    assert [
        what for what, _serious in said(adding(single("q", "Ask her", "Wait", text))) if "speaks" in what
    ] == []

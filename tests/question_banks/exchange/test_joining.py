"""Questions out of a file put into a bank: nothing twice, nothing lost, and no key that means two things."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from question_banks.exchange.joining import Place, begin, join, own_place
from question_banks.model import (
    Audience,
    Bank,
    Family,
    Kind,
    Objective,
    Option,
    Point,
    Question,
    Scale,
    Scenario,
    Theme,
)
from tests.question_banks.generating import BANKS
from tests.question_banks.tiny import tiny_bank

SIGNS = Objective("signs", "Noticing signs", "Notice the signs of neglect.")
HELP = Objective("help", "Getting help", "Get help in time.")
VOICE = Theme("voice", "Voice of the child")
AGREE = Scale("agree", "Agreement", (Point(1, "Disagree"), Point(2, "Agree")))
CASE = Scenario("case", "Ruby is three.")


def question(key, kind=Kind.LONG_TEXT, **more):
    return Question(key, kind, f"What of {key}?", Family.REACTION, 1, (Audience.DELEGATE,), **more)


def stay(bank):
    return {one.key: own_place(bank, one) for one in bank.questions}


def test_a_question_comes_with_what_it_needs():
    other = Bank(
        "other",
        "Other",
        objectives=(SIGNS, HELP),
        themes=(VOICE,),
        scales=(AGREE,),
        scenarios=(CASE,),
        questions=(
            question("one", Kind.SCALE, objective="signs", themes=("voice",), scale="agree", scenario="case"),
        ),
    )
    joined = join(Bank("ours", "Ours"), other, stay(other))
    assert joined == replace(other, key="ours", title="Ours", objectives=(SIGNS,))


def test_what_the_bank_has_already_is_not_added_again():
    ours = Bank("ours", "Ours", objectives=(SIGNS,), themes=(VOICE,), scales=(AGREE,), scenarios=(CASE,))
    other = Bank(
        "other",
        "Other",
        objectives=(Objective("o-1", "noticing SIGNS", "Otherwise."),),
        themes=(Theme("t-1", "Voice of the Child"),),
        scales=(replace(AGREE, key="s-1", title="How far"),),
        scenarios=(replace(CASE, key="c-1"),),
        questions=(
            question("one", Kind.SCALE, objective="o-1", themes=("t-1",), scale="s-1", scenario="c-1"),
        ),
    )
    joined = join(ours, other, stay(other))
    (one,) = joined.questions
    assert (one.objective, one.themes, one.scale, one.scenario) == ("signs", ("voice",), "agree", "case")
    assert replace(joined, questions=()) == ours


def test_keys_that_are_used_are_changed_and_ties_follow():
    ours = Bank("ours", "Ours", objectives=(SIGNS,), scales=(AGREE,), questions=(question("one"),))
    other = Bank(
        "other",
        "Other",
        objectives=(replace(HELP, key="signs"),),
        scales=(replace(AGREE, points=(Point(0, "No"), Point(1, "Yes"))),),
        questions=(
            question("one", Kind.SCALE, objective="signs", scale="agree"),
            question("two", Kind.SCALE, scale="agree", then_of="one"),
            question("three", equivalent_to="two"),
        ),
    )
    joined = join(ours, other, stay(other))
    assert [one.key for one in joined.questions] == ["one", "one-2", "two", "three"]
    assert [one.key for one in joined.objectives] == ["signs", "getting-help"]
    assert [one.key for one in joined.scales] == ["agree", "agreement"]
    assert [(one.objective, one.scale) for one in joined.questions[1:3]] == [
        ("getting-help", "agreement"),
        ("", "agreement"),
    ]
    assert (joined.questions[2].then_of, joined.questions[3].equivalent_to) == ("one-2", "two")


def test_only_what_is_placed_comes_and_ties_to_the_rest_are_cut():
    other = Bank("other", "Other", questions=(question("one"), question("two", then_of="one")))
    joined = join(Bank("ours", "Ours"), other, {"two": Place(None)})
    assert [(one.key, one.then_of) for one in joined.questions] == [("two", "")]


def test_a_place_gives_objective_themes_and_family():
    other = Bank("other", "Other", questions=(question("one"), question("two")))
    places = {"one": Place(HELP, (VOICE,), Family.BEHAVIOUR), "two": Place(HELP)}
    joined = join(Bank("ours", "Ours", objectives=(SIGNS,)), other, places)
    assert joined.objectives == (SIGNS, HELP)
    assert [(one.objective, one.themes, one.family, one.step) for one in joined.questions] == [
        ("help", ("voice",), Family.BEHAVIOUR, 3),
        ("help", (), Family.REACTION, 1),
    ]


def test_what_has_a_right_answer_stays_knowledge():
    options = (Option("a", "Yes", right=True), Option("b", "No"))
    keyed = replace(question("one", Kind.SINGLE, options=options), family=Family.KNOWLEDGE, step=2)
    joined = join(
        Bank("ours", "Ours"),
        Bank("other", "Other", questions=(keyed,)),
        {"one": Place(None, (), Family.OUTCOME)},
    )
    assert joined.questions == (keyed,)


def test_a_bank_of_its_own_keeps_what_nobody_asked_to_leave():
    sound = tiny_bank("sound")
    assert begin(sound, stay(sound), key="copy", title="Copy") == replace(sound, key="copy", title="Copy")


def test_a_bank_of_its_own_is_without_objectives_that_were_given_up():
    other = Bank("other", "Other", objectives=(SIGNS, HELP), questions=(question("one", objective="signs"),))
    made = begin(other, {"one": Place(HELP)}, key="new", title="New")
    assert (made.objectives, made.questions[0].objective) == ((HELP,), "help")


@settings(max_examples=60, deadline=None)
@given(bank=BANKS, other=BANKS)
def test_any_bank_joins_any_other(bank, other):
    joined = join(bank, other, stay(other))
    assert joined.questions[: len(bank.questions)] == bank.questions
    assert [one.stem for one in joined.questions[len(bank.questions) :]] == [
        one.stem for one in other.questions
    ]
    keys = [one.key for one in joined.questions]
    assert len(set(keys)) == len(keys)
    again = join(joined, other, stay(other))
    assert (again.objectives, again.themes, again.scales, again.scenarios) == (
        joined.objectives,
        joined.themes,
        joined.scales,
        joined.scenarios,
    )

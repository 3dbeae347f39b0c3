"""What a bank still needs: each rule has a bank that trips it, and the sound bank trips none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.authoring import (
    add_objective,
    add_question,
    add_scenario,
    describe_bank,
    remove_question,
    replace_question,
)
from question_banks.model import (
    Audience,
    Bank,
    Family,
    Kind,
    Objective,
    Option,
    OutsideCode,
    Point,
    Scenario,
    Theme,
)
from question_banks.validation import RULES, Problem, problems
from tests.question_banks.tiny import tiny_bank

SOUND = tiny_bank("sound")
BOTH = (Audience.DELEGATE, Audience.MANAGER)
KEYED = ("one", "two", "three", "which", "true")
YES_NO = (Option("a", "Yes", right=True), Option("b", "No"))


def changed(key, **change):
    """The sound bank with one question changed."""
    return replace_question(SOUND, key, replace(SOUND.questions_by_key[key], **change))


def without(*keys):
    """The sound bank without some questions."""
    bank = SOUND
    for key in keys:
        bank = remove_question(bank, key)
    return bank


def rescaled(**change):
    """The sound bank with its scale changed."""
    return replace(SOUND, scales=(replace(SOUND.scales[0], **change),))


def serious(where, what):
    return Problem(where, what, serious=True)


def advice(where, what):
    return Problem(where, what, serious=False)


TRIPPED = {
    "asks_something": [
        (Bank("empty", "Empty"), [serious("bank", "The bank has no questions.")]),
    ],
    "has_its_texts": [
        (describe_bank(SOUND, title=" "), [serious("bank", "It needs a title.")]),
        (replace(SOUND, themes=(Theme("neglect", ""),)), [serious('theme "neglect"', "It needs a title.")]),
        (
            replace(SOUND, objectives=(Objective("see", "", "\n"),)),
            [serious('objective "see"', "It needs a title."), serious('objective "see"', "It needs a text.")],
        ),
        (replace(SOUND, scenarios=(Scenario("noor", ""),)), [serious('scenario "noor"', "It needs a text.")]),
        (changed("comment", stem=""), [serious('question "comment"', "It needs a stem.")]),
        (
            rescaled(points=(Point(0, ""), Point(1, "Every time"))),
            [serious('scale "how-often"', "It needs a text for point 0.")],
        ),
        (
            rescaled(outside=(OutsideCode("not-observed", ""),)),
            [serious('scale "how-often"', 'It needs a text for "not-observed".')],
        ),
    ],
    "names_what_there_is": [
        (
            changed("sure", objective="hear"),
            [serious('question "sure"', 'It names objective "hear", which the bank does not have.')],
        ),
        (
            changed("often", scale="how-much"),
            [serious('question "often"', 'It names scale "how-much", which the bank does not have.')],
        ),
        (
            changed("one", scenario="ivy"),
            [serious('question "one"', 'It names scenario "ivy", which the bank does not have.')],
        ),
        (
            changed("one", themes=("neglect", "voice")),
            [serious('question "one"', 'It names theme "voice", which the bank does not have.')],
        ),
    ],
    "fits_its_kind": [
        (
            changed("one", options=(Option("a", "Yes", right=True),)),
            [serious('question "one"', "It needs at least two options.")],
        ),
        (changed("often", scale=""), [serious('question "often"', "It needs a scale.")]),
    ],
    "has_nothing_that_its_kind_ignores": [
        (
            changed("true", options=YES_NO),
            [serious('question "true"', "It has options, which kind true_false does not use.")],
        ),
        (
            changed("sure", scale="how-often"),
            [serious('question "sure"', "It has a scale, which kind confidence does not use.")],
        ),
        (
            changed("one", answer=True),
            [serious('question "one"', "It has a true or false answer, which kind single does not use.")],
        ),
        (
            changed("one", choose=1),
            [serious('question "one"', "It has a number of answers to choose, which kind single does not use.")],
        ),
    ],
    "knowledge_is_keyed": [
        (changed("true", answer=None), [serious('question "true"', "It tests knowledge, so it needs a right answer.")]),
    ],
    "knowledge_has_an_objective": [
        (
            changed("true", objective=""),
            [serious('question "true"', "It tests knowledge, so it needs the objective that it tests.")],
        ),
    ],
    "is_put_to_somebody": [
        (
            changed("comment", audiences=()),
            [serious('question "comment"', "It is put to nobody: name the delegate, the manager or both.")],
        ),
    ],
    "managers_are_not_tested": [
        (
            changed("true", audiences=BOTH, manager_stem="It is true of them."),
            [serious('question "true"', "It tests a manager's knowledge, but managers are asked what they see.")],
        ),
    ],
    "scales_can_be_answered": [
        (rescaled(points=(Point(0, "Never"),)), [serious('scale "how-often"', "It needs at least two points.")]),
        (
            rescaled(points=(Point(1, "Every time"), Point(0, "Never"))),
            [serious('scale "how-often"', "Its points must be listed from the lowest number to the highest.")],
        ),
        (
            rescaled(outside=(OutsideCode("1", "Not able to observe"),)),
            [serious('scale "how-often"', 'Its code "1" is also the number of a point.')],
        ),
    ],
    "objectives_are_tested": [
        (
            add_objective(SOUND, Objective("act", "Acting", "Act on it.")),
            [serious('objective "act"', "No question tests knowledge of it.")],
        ),
        (
            without("one", "two", "three"),
            [advice('objective "see"', "Only 2 questions test knowledge of it; 3 or more say more.")],
        ),
        (
            without("one", "two", "three", "which"),
            [advice('objective "see"', "Only 1 question tests knowledge of it; 3 or more say more.")],
        ),
    ],
    "knowledge_has_a_source": [
        (changed("one", source=" "), [advice('question "one"', "It names no source for its right answer.")]),
    ],
    "keys_stand_at_different_places": [
        (
            changed("two", options=YES_NO),
            [advice("bank", "Each question with one choice has its right answer at place 1: it can be guessed.")],
        ),
    ],
    "managers_have_their_own_words": [
        (
            changed("often", manager_stem=""),
            [advice('question "often"', "It is put to managers in the words for delegates.")],
        ),
        (
            changed("sure", manager_stem="How confident are they?"),
            [advice('question "sure"', "It has words for managers, but is not put to them.")],
        ),
    ],
}  # fmt: skip


def test_the_sound_bank_has_no_problem():
    assert problems(SOUND) == ()


def test_each_rule_is_tripped_here():
    assert set(TRIPPED) == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize(
    ("rule", "bank", "found"), [(rule, *case) for rule, cases in TRIPPED.items() for case in cases]
)
def test_a_bank_with_one_thing_wrong_is_told_of_that_and_nothing_else(rule, bank, found):
    assert list(problems(bank)) == found
    assert [problem for each in RULES if each.__name__ == rule for problem in each(bank)] == found


def test_serious_problems_come_first():
    bank = changed("one", source="", stem="")
    assert [(problem.where, problem.what, problem.serious) for problem in problems(bank)] == [
        ('question "one"', "It needs a stem.", True),
        ('question "one"', "It names no source for its right answer.", False),
    ]


def test_shuffled_options_have_no_place_to_give_away():
    bank = changed("two", options=YES_NO)
    for question in bank.questions[:3]:
        bank = replace_question(bank, question.key, replace(question, shuffle=True))
    assert problems(bank) == ()


def test_two_keys_at_the_same_place_are_no_pattern():
    bank = add_question(without("two"), replace(SOUND.questions_by_key["true"], key="also"))
    assert problems(bank) == ()


def test_a_choice_without_a_key_may_be_asked_where_knowledge_is_not_tested():
    assert problems(tiny_bank("unkeyed-choices")) == ()


def test_a_scenario_that_nobody_names_does_no_harm():
    assert problems(add_scenario(SOUND, Scenario("ivy", "Ivy, 9, is quiet."))) == ()


def test_whatever_a_question_of_another_family_has_for_a_key_is_not_asked_for_a_source():
    asked = replace(
        SOUND.questions_by_key["one"], key="taught", family=Family.REACTION, source="", objective=""
    )
    assert problems(add_question(SOUND, asked)) == ()


def test_one_question_can_have_several_problems():
    bank = changed("two", kind=Kind.SCALE, options=(), scale="")
    assert [problem.what for problem in problems(bank)] == [
        "It needs a scale.",
        "It tests knowledge, so it needs a right answer.",
    ]

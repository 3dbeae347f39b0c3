"""Two versions side by side: nothing that changed is missed, and nothing is said to have changed that did not."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_banks.differences import MOST_WORDS, Piece, Sort, differences, pieces
from question_banks.model import (
    Accepted,
    Audience,
    Bank,
    Family,
    Kind,
    NumberKey,
    Objective,
    Option,
    OutsideCode,
    Point,
    Question,
    Row,
    Scale,
    Scenario,
    Status,
    Theme,
)
from question_banks.shipped import shipped_banks
from tests.question_banks.generating import BANKS

FIRST = Question(
    "first",
    Kind.SINGLE,
    "What do you do first?",
    Family.KNOWLEDGE,
    2,
    (Audience.DELEGATE,),
    objective="act",
    themes=("neglect",),
    options=(Option("a", "Ask the child", right=True), Option("b", "Wait")),
)
SECOND = replace(FIRST, key="second", stem="And then?")
THIRD = replace(FIRST, key="third", stem="And at last?")
BANK = Bank(
    "neglect",
    "Neglect",
    objectives=(Objective("act", "Acting", "Act early."), Objective("see", "Seeing", "See it.")),
    questions=(FIRST, SECOND, THIRD),
    themes=(Theme("neglect", "Neglect"), Theme("voice", "Voice of the child")),
    scales=(Scale("often", "How often", (Point(0, "Never"), Point(1, "Always"))),),
    scenarios=(Scenario("iris", "Iris is 8."),),
)

OTHER = {
    "key": "another",
    "kind": Kind.SEVERAL,
    "stem": "Who is first?",
    "family": Family.REACTION,
    "step": 3,
    "audiences": (Audience.MANAGER,),
    "objective": "see",
    "themes": ("voice",),
    "scenario": "iris",
    "scale": "often",
    "options": (Option("a", "Ask the child"), Option("b", "Wait", right=True)),
    "answer": False,
    "marks": 2,
    "choose": 1,
    "required": False,
    "shuffle": True,
    "core": True,
    "manager_stem": "What do they do?",
    "help": "Choose one.",
    "feedback": "Because.",
    "source": "Working Together",
    "notes": "Check this.",
    "status": Status.RETIRED,
    "rows": (Row("r", "Tired", "a"),),
    "accepted": (Accepted("now"),),
    "case_matters": True,
    "numbers": (NumberKey(18),),
    "certainty": True,
    "comment": True,
    "then_of": "second",
    "control": True,
    "equivalent_to": "second",
}
"""Another value for each field of ``FIRST``."""


def text(side):
    return "".join(piece.text for piece in side)


def changed(question, bank=BANK):
    """The one change between the bank and itself with the question instead of the first."""
    found = differences(bank, replace(bank, questions=(question, *bank.questions[1:])))
    assert len(found.changes) == 1
    return found.changes[0]


def lines(change):
    return [(line.field, line.label, text(line.before), text(line.after)) for line in change.lines]


@pytest.mark.parametrize("bank", [BANK, *shipped_banks().values()], ids=lambda bank: bank.title)
def test_a_bank_does_not_differ_from_itself(bank):
    found = differences(bank, bank)
    assert found.nothing
    assert found.unchanged == len(bank.questions)


def test_every_field_of_a_question_is_tried():
    assert set(OTHER) == {field.name for field in fields(Question)}


@pytest.mark.parametrize("name", [name for name in OTHER if name != "key"])
def test_no_field_of_a_question_changes_unseen(name):
    change = changed(replace(FIRST, **{name: OTHER[name]}))
    assert (change.noun, change.key, change.sort, bool(change.lines)) == (
        "question",
        "first",
        Sort.CHANGED,
        True,
    )


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (
            Option("a", "Ask the mother", right=True),
            ("option", "1", "Ask the child (right)", "Ask the mother (right)"),
        ),
        (Option("a", "Ask the child"), ("option", "1", "Ask the child (right)", "Ask the child")),
        (
            Option("a", "Ask the child", right=True, credit=50),
            ("option", "1", "Ask the child (right)", "Ask the child (right) (50 % of the marks)"),
        ),
        (
            Option("a", "Ask the child", right=True, feedback="Yes."),
            ("option_feedback", "1", "", "Yes."),
        ),
    ],
)
def test_a_choice_is_told_with_its_key_and_credit(option, said):
    assert lines(changed(replace(FIRST, options=(option, FIRST.options[1])))) == [said]


def test_a_choice_more_is_one_line_and_a_new_order_another():
    more = (Option("c", "Leave"), *FIRST.options)
    assert lines(changed(replace(FIRST, options=more))) == [("option", "1", "", "Leave")]
    assert lines(changed(replace(FIRST, options=FIRST.options[::-1]))) == [
        ("order", "", "1. Ask the child; 2. Wait", "1. Wait; 2. Ask the child")
    ]


def test_what_names_another_thing_reads_as_its_title_and_is_compared_by_its_key():
    assert lines(changed(replace(FIRST, objective="see"))) == [("objective", "", "Acting", "Seeing")]
    renamed = replace(BANK, objectives=(Objective("act", "Deciding", "Act early."), BANK.objectives[1]))
    found = differences(BANK, renamed)
    assert [(change.noun, change.title, lines(change)) for change in found.changes] == [
        ("objective", "Deciding", [("title", "", "Acting", "Deciding")])
    ]
    assert found.unchanged == 3


def test_what_there_is_no_more_and_what_is_new_are_shown_whole():
    fourth = replace(FIRST, key="fourth", stem="Who?")
    found = differences(BANK, replace(BANK, questions=(FIRST, THIRD, fourth)))
    assert [(change.key, change.sort) for change in found.changes] == [
        ("fourth", Sort.ADDED),
        ("second", Sort.REMOVED),
    ]
    assert ("stem", "", "", "Who?") in lines(found.changes[0])
    assert ("stem", "", "And then?", "") in lines(found.changes[1])
    assert (found.unchanged, found.count(Sort.ADDED), found.count(Sort.REMOVED)) == (2, 1, 1)


def test_only_what_must_have_moved_is_said_to_have_moved():
    found = differences(BANK, replace(BANK, questions=(THIRD, FIRST, SECOND)))
    assert [(change.key, change.sort, lines(change)) for change in found.changes] == [
        ("third", Sort.MOVED, [("place", "", "Number 3", "Number 1")])
    ]


@given(st.permutations(list("abcdefg")), st.permutations(list("abcdefgh")))
@settings(max_examples=60, deadline=None)
def test_what_has_not_moved_is_the_longest_run_that_kept_its_order(old, new):
    def bank(keys):
        return Bank("b", "B", themes=tuple(Theme(key, key) for key in keys))

    found = differences(bank(old), bank(new)).changes
    moved = {change.key for change in found if change.sort is Sort.MOVED}
    kept = [key for key in new if key in old and key not in moved]
    assert kept == [key for key in old if key in kept]
    common = [key for key in new if key in old]
    longer = combinations(common, len(kept) + 1)
    assert not any(list(some) == [key for key in old if key in some] for some in longer)


def test_two_banks_of_thousands_of_long_questions_are_compared_in_seconds():
    def bank(word):
        texts = [" ".join(f"{word}{n % 7}" for n in range(150)) for _ in range(3)]
        stems = [f"{place} {text}" for place in range(300) for text in texts]
        return replace(
            BANK, questions=tuple(replace(FIRST, key=f"q{n}", stem=s) for n, s in enumerate(stems))
        )

    one, other = bank("a"), bank("b")
    began = process_time()
    assert differences(one, other).count(Sort.CHANGED) == 900
    assert process_time() - began < 20


def test_facts_of_the_bank_itself_come_apart():
    found = differences(BANK, replace(BANK, title="Neglect in short", description="For all.", language="cy"))
    assert [(line.field, text(line.before), text(line.after)) for line in found.about] == [
        ("title", "Neglect", "Neglect in short"),
        ("description", "", "For all."),
        ("language", "en", "cy"),
    ]


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        (
            replace(BANK.scales[0], points=(Point(0, "Not once"), Point(1, "Always"))),
            ("point", "0", "Never", "Not once"),
        ),
        (
            replace(BANK.scales[0], outside=(OutsideCode("none", "No chance", (Audience.MANAGER,)),)),
            ("outside", "", "", "No chance (manager only)"),
        ),
    ],
)
def test_scales_are_compared_point_by_point(scale, said):
    [change] = differences(BANK, replace(BANK, scales=(scale,))).changes
    assert (change.noun, lines(change)) == ("scale", [said])


@pytest.mark.parametrize(
    ("name", "rekeyed"),
    [
        ("options", True),
        ("answer", True),
        ("marks", True),
        ("accepted", True),
        ("stem", False),
        ("feedback", False),
    ],
)
def test_it_says_where_answers_would_get_other_marks(name, rekeyed):
    change = changed(replace(FIRST, **{name: OTHER[name]}))
    assert change.rekeyed is rekeyed
    found = differences(BANK, replace(BANK, questions=(replace(FIRST, **{name: OTHER[name]}), SECOND, THIRD)))
    assert found.rekeyed == ((change,) if rekeyed else ())


@pytest.mark.parametrize(
    ("feedback", "stayed"), [("Because.", True), ("It is this one now.", False), ("", False)]
)
def test_it_says_where_the_explanation_stayed_with_the_old_right_answer(feedback, stayed):
    explained = replace(FIRST, feedback="Because.")
    corrected = replace(explained, options=OTHER["options"], feedback=feedback)
    [change] = differences(
        replace(BANK, questions=(explained,)), replace(BANK, questions=(corrected,))
    ).changes
    assert (change.rekeyed, change.explains_old_answer) == (True, stayed)


class TestPieces:
    def test_words_that_are_gone_or_new_are_marked(self):
        before, after = pieces("What do you do first of all?", "What would you do now of all?")
        assert [piece.text for piece in before if piece.changed] == ["do", "first"]
        assert [piece.text for piece in after if piece.changed] == ["would", "now"]

    def test_texts_with_little_in_common_are_shown_whole(self):
        one, other = "It is a long story of the child.", "This is what the guidance says of late."
        assert pieces(one, other) == ((Piece(one, True),), (Piece(other, True),))

    def test_a_side_without_a_text_has_no_piece(self):
        assert pieces("", "New.") == ((), (Piece("New.", True),))

    def test_very_long_texts_are_compared_as_a_whole(self):
        long = "word " * MOST_WORDS
        assert pieces(long, "word") == ((Piece(long, True),), (Piece("word", True),))

    @given(BANKS, BANKS)
    @settings(max_examples=40, deadline=None)
    def test_both_sides_are_told_whole_and_nothing_is_lost(self, one, other):
        found = differences(one, other)
        assert found.unchanged + sum(
            change.noun == "question" and change.sort is not Sort.REMOVED for change in found.changes
        ) == len(other.questions)
        for line in found.about:
            assert (text(line.before), text(line.after)) == (
                getattr(one, line.field),
                getattr(other, line.field),
            )

"""What answers earn: a worked table for every type with partial credit, and what holds whatever the answer is."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from question_banks.items import Mark, feedback, is_keyed, mark, mark_step, read, right_words
from question_banks.items.credits import share
from question_banks.model import Accepted, Kind, NumberKey, Option, Row
from tests.question_banks.tiny import asked, tiny_bank
from tests.question_banks.worked import MARKED, UNMARKED

ALL_OR_NOTHING = {Kind.TRUE_FALSE}
NEVER_MARKED = {Kind.SCALE, Kind.CONFIDENCE, Kind.LONG_TEXT, Kind.DATE, Kind.YES_NO, Kind.STATEMENTS}


def test_every_kind_that_is_marked_is_worked_with_all_some_and_none_of_its_marks():
    found = {}
    for name, _, _, (earned, possible), _ in MARKED:
        how = "all" if earned == possible else "some" if earned else "none"
        found.setdefault(asked(name)[1].kind, set()).add(how)
    expected = {kind: {"all", "none"} if kind in ALL_OR_NOTHING else {"all", "some", "none"} for kind in Kind}
    assert found == {kind: hows for kind, hows in expected.items() if kind not in NEVER_MARKED}


@pytest.mark.parametrize("kind", sorted(NEVER_MARKED))
def test_what_is_never_marked_has_no_key_whatever_the_question_holds(kind):
    question = replace(
        asked("single")[1], kind=kind, answer=True, numbers=(NumberKey(1),), accepted=(Accepted("x"),),
        rows=(Row("a", "A", "b"),),
    )  # fmt: skip
    assert not is_keyed(question)
    assert mark(question, "anything") is None
    assert right_words(tiny_bank("single"), question) == ""


@pytest.mark.parametrize(
    ("credit", "worth"),
    [
        (100, Fraction(1)),
        (0, Fraction(0)),
        (-50, Fraction(-1, 2)),
        # Percentages are written rounded, to two decimals or more.
        (33.33, Fraction(1, 3)),
        (33.33333, Fraction(1, 3)),
        (66.67, Fraction(2, 3)),
        (-16.66667, Fraction(-1, 6)),
        (14.29, Fraction(1, 7)),
        (11.11111, Fraction(1, 9)),
        (5, Fraction(1, 20)),
        # Rounded more roughly than that, it is what it says.
        (33.3, Fraction(333, 1000)),
        (33.34, Fraction(3334, 10_000)),
        (17, Fraction(17, 100)),
        (0.1, Fraction(1, 1000)),
        (0.001, Fraction(1, 100_000)),
    ],
)
def test_a_credit_is_worth_what_it_was_meant_to_be(credit, worth):
    assert share(credit) == worth


def test_three_rounded_thirds_are_all_the_marks():
    options = tuple(Option(key, key, right=True, credit=33.33333) for key in "abc")
    question = replace(asked("several")[1], options=(*options, Option("d", "d")), marks=7)
    assert mark(question, ("a", "b", "c")) == Mark(7, 7)
    assert mark(question, ("a", "b")) == Mark(14 / 3, 7)


# what a question has, the step of its marks
STEPS = [
    ("single", {}, 2),
    ("single-credit", {}, 1),
    ("single-credit", {"marks": 1}, Fraction(1, 3)),
    ("true-false", {"marks": 5}, 5),
    ("several", {}, 1),
    ("several", {"marks": 1}, Fraction(1, 3)),
    ("several-credit", {}, 1),
    ("several-credit", {"marks": 2}, Fraction(1, 2)),
    ("ordering", {}, 1),
    ("ordering", {"marks": 2}, Fraction(2, 3)),
    ("matching", {"marks": 1}, Fraction(1, 3)),
    ("number", {}, 1),
    ("short-text", {}, 1),
    ("short-text", {"marks": 1}, Fraction(1, 4)),
    # What would take marks away earns none, which is no step of its own.
    ("number", {"numbers": (NumberKey(1), NumberKey(2, credit=-30))}, 2),
    ("number", {"numbers": (NumberKey(1), NumberKey(2, credit=40), NumberKey(3, credit=30))}, Fraction(1, 5)),
    ("long-text", {"marks": 3}, 3),
    ("statements", {}, 1),
]


@pytest.mark.parametrize(("name", "change", "step"), STEPS)
def test_all_marks_of_a_question_are_so_many_steps(name, change, step):
    question = replace(asked(name)[1], **change)
    assert mark_step(question) == step


def every_answer(name):
    """All that can be answered to a tiny bank's first question, where that can be listed."""
    _, question = asked(name)
    keys = [option.key for option in question.options]
    if question.kind is Kind.ORDERING:
        return list(permutations(keys))
    if question.kind is Kind.SEVERAL:
        return [ticked for size in range(1, len(keys) + 1) for ticked in combinations(keys, size)]
    if question.kind is Kind.MATCHING:
        rows = [row.key for row in question.rows]
        chosen = product([None, *keys], repeat=len(rows))
        listed = [
            tuple(f"{row}:{key}" for row, key in zip(rows, each, strict=True) if key) for each in chosen
        ]
        return [value for value in listed if value]
    return keys


@pytest.mark.parametrize(
    ("name", "earned"),
    [
        ("single-credit", {0, 1, 3}),
        ("several", {0, 1, 2, 3}),
        ("several-credit", {0, 1, 2, 3, 4}),
        ("ordering", {0, 1, 2, 3}),
        ("matching", {0, 1, 2, 3}),
    ],
)
def test_all_that_can_be_earned_by_any_answer(name, earned):
    _, question = asked(name)
    marks = [mark(question, value) for value in every_answer(name)]
    assert {each.earned for each in marks} == earned
    assert {each.possible for each in marks} == {question.marks}
    assert all(Fraction(each.earned) % mark_step(question) == 0 for each in marks)


SOURCES = ("child", "file", "school", "rumour", "father")


@settings(deadline=None)
@given(ticked=st.sets(st.sampled_from(SOURCES), min_size=1), another=st.sampled_from(SOURCES))
def test_a_right_tick_never_costs_and_a_wrong_tick_never_pays(ticked, another):
    assume(another not in ticked)
    bank, question = asked("several")
    before, after = (
        mark(question, read(bank, question, sorted(ticks))) for ticks in (ticked, ticked | {another})
    )
    if another in {"child", "school", "father"}:
        assert after.earned >= before.earned
    else:
        assert after.earned <= before.earned


@pytest.mark.parametrize("size", [2, 3, 7])
def test_an_order_in_which_only_one_step_is_out_of_place_keeps_most_of_its_marks(size):
    options = tuple(Option(str(number), f"Step {number}") for number in range(size))
    question = replace(asked("ordering")[1], options=options, marks=60)
    right = tuple(option.key for option in options)
    assert mark(question, right).earned == 60
    assert mark(question, right[::-1]).earned == 0
    # The last step first: only its join with the one before it is gone.
    assert mark(question, (right[-1], *right[:-1])).earned == pytest.approx(60 * (size - 2) / (size - 1))


def test_a_match_that_was_left_empty_earns_as_little_as_a_wrong_one():
    _, question = asked("matching")
    assert mark(question, ("plan:conference",)) == mark(question, ("plan:conference", "order:nobody"))


@pytest.mark.parametrize(
    ("said", "earned"),
    [("0.2", 1), ("0.1", 1), ("0.3", 1), ("0.30000001", 0), ("0.09999999", 0), ("-0.2", 0)],
)
def test_the_ends_of_a_tolerance_are_within_it_exactly(said, earned):
    question = replace(asked("number")[1], numbers=(NumberKey(0.2, 0.1),), marks=1)
    assert mark(question, said).earned == earned


def test_of_several_numbers_that_fit_the_highest_credit_counts():
    keys = (NumberKey(10, 5, 20, "Far"), NumberKey(10, 1, 100, "Right"), NumberKey(10, 3, 50, "Near"))
    question = replace(asked("number")[1], numbers=keys, marks=10)
    assert [(mark(question, said).earned, feedback(question, said)) for said in ("10", "8", "15", "16")] == [
        (10, ("Right",)), (5, ("Near",)), (2, ("Far",)), (0, ()),
    ]  # fmt: skip


def test_a_credit_below_none_earns_none_but_has_its_feedback():
    question = replace(asked("number")[1], numbers=(NumberKey(1), NumberKey(9, 0, -50, "Never")))
    assert (mark(question, "9"), feedback(question, "9")) == (Mark(0, 2), ("Never",))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("single", "Put what is known together"),
        ("several", "Child; School; Father"),
        ("true-false", "False"),
        (
            "ordering",
            "1. Ask how it happened; 2. Write down what was said; 3. Tell the safeguarding lead; "
            "4. Refer to social care",
        ),
        (
            "matching",
            "A child protection plan: The conference; A care order: The family court; "
            "Contact under the order: The family court",
        ),
        ("number", "48.5 (from 47 to 50)"),
        ("short-text", "section 47"),
        ("case-matters", "CP*"),
        ("unkeyed-choices", ""),
        ("scale", ""),
        ("long-text", ""),
    ],
)
def test_what_is_right_is_said_in_words(name, words):
    assert right_words(*asked(name)) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"numbers": (NumberKey(0.1, 0.2), NumberKey(1e12))}, "0.1 (from -0.1 to 0.3) or 1000000000000"),
        ({"numbers": (NumberKey(1e-9, credit=50), NumberKey(7))}, "7"),
        ({"numbers": (NumberKey(1e-9),)}, "0.000000001"),
        ({"kind": Kind.SHORT_TEXT, "accepted": (Accepted("*refer*social  care*"),)}, "... refer ... social care ..."),
        ({"kind": Kind.SHORT_TEXT, "accepted": (Accepted("a"), Accepted("*a*"), Accepted("b"))}, "a or b"),
    ],
)  # fmt: skip
def test_ranges_and_patterns_are_said_in_words(change, words):
    bank, question = asked("number")
    assert right_words(bank, replace(question, **change)) == words


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("single", "a", ("There have been many.",)),
        ("single", "b", ()),
        ("number", "49", ("It is the most common of the four.",)),
        ("number", "41", ("Close. Look at the latest figures.",)),
        ("number", "3", ()),
        ("short-text", "section 47", ()),
        ("short-text", "s 47", ("Its name is section 47.",)),
        ("short-text", "section 20", ()),
        ("true-false", True, ()),
        ("long-text", "Thank you", ()),
    ],
)
def test_what_the_bank_says_to_an_answer(name, value, said):
    assert feedback(asked(name)[1], value) == said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("several", ("child", "rumour"), ("To child", "To rumour")),
        ("ordering", ("refer", "ask", "note", "lead"), ("To refer", "To ask", "To note", "To lead")),
        ("matching", ("plan:court", "order:nobody", "contact:court"), ("To court", "To nobody")),
    ],
)
def test_what_the_bank_says_to_several_choices_is_said_once_each(name, value, said):
    _, question = asked(name)
    options = tuple(replace(option, feedback=f"To {option.key}") for option in question.options)
    assert feedback(replace(question, options=options), value) == said


@pytest.mark.parametrize("name", sorted({name for name, *_ in UNMARKED}))
def test_what_has_no_key_has_no_right_answer_to_be_shown(name):
    assert right_words(*asked(name)) == ""

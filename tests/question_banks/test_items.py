"""What each kind of question means: how an answer is read, marked, said and stored, worked through on tiny banks."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from question_banks.errors import Unreadable
from question_banks.items import (
    REGISTRY,
    Mark,
    from_json,
    is_keyed,
    is_outside,
    mark,
    read,
    to_json,
    words,
)
from question_banks.model import Kind
from tests.question_banks.tiny import asked, tiny_bank

NAMES = ("single", "several", "several-choose", "true-false", "scale", "confidence", "long-text")
SOURCES = ("child", "file", "school", "rumour", "father")
EMPTY = ([], [""], ["", " \t\r\n"])

# bank, what the form sends, the value read, the marks earned of those possible, the answer in words
MARKED = [
    ("single", ["b"], "b", (2, 2), "Put what is known together"),
    ("single", ["a"], "a", (0, 2), "Wait for the next incident"),
    ("single", ["", "c"], "c", (0, 2), "Give him breakfast and leave it there"),
    ("true-false", ["false"], False, (1, 1), "False"),
    ("true-false", ["true"], True, (0, 1), "True"),
    # Three are right and worth three marks: each right tick earns one, each wrong tick takes one back.
    ("several", ["child", "school", "father"], ("child", "school", "father"), (3, 3), "Child; School; Father"),
    ("several", ["child", "school"], ("child", "school"), (2, 3), "Child; School"),
    ("several", ["father"], ("father",), (1, 3), "Father"),
    ("several", ["child", "school", "rumour"], ("child", "school", "rumour"), (1, 3), "Child; School; Rumour"),
    ("several", ["child", "rumour"], ("child", "rumour"), (0, 3), "Child; Rumour"),
    ("several", ["file", "rumour"], ("file", "rumour"), (0, 3), "File; Rumour"),
    ("several", ["rumour", "school", "child"], ("child", "school", "rumour"), (1, 3), "Child; School; Rumour"),
    ("several", ["child", "child", ""], ("child",), (1, 3), "Child"),
    ("several-choose", ["court", "harm"], ("harm", "court"), (1, 1), "To prevent harm; A court orders it"),
    ("several-choose", ["harm", "asked"], ("harm", "asked"), (0, 1), "To prevent harm; A neighbour asked"),
    ("several-choose", ["interest", "asked"], ("interest", "asked"), (0, 1), "It is interesting; A neighbour asked"),
]  # fmt: skip

UNMARKED = [
    ("unkeyed-choices", ["nothing", "time"], ("time", "nothing"), "Not enough time; Nothing"),
    ("scale", ["0"], 0, "Never"),
    ("scale", ["2"], 2, "Every time"),
    ("scale", ["not-observed"], "not-observed", "Not able to observe"),
    ("confidence", ["0"], 0, "0 out of 10"),
    ("confidence", ["10"], 10, "10 out of 10"),
    ("long-text", [" More time, please. "], " More time, please. ", " More time, please. "),
    ("long-text", ["one\r\ntwo\rthree\nfour"], "one\ntwo\nthree\nfour", "one\ntwo\nthree\nfour"),
    ("long-text", ["<b>{{ 7 * 7 }}</b>\u202e"], "<b>{{ 7 * 7 }}</b>\u202e", "<b>{{ 7 * 7 }}</b>\u202e"),
]

ONLY_ONE = "Give only one answer to this question."
LISTED = "Choose one of the answers that are listed."
UNKEEPABLE = "Your answer holds a character that cannot be kept. Please type it again."

REFUSED = [
    ("single", ["a", "b"], ONLY_ONE),
    ("single", ["d"], LISTED),
    ("single", ["B"], LISTED),
    ("single", [" b"], LISTED),
    ("single", ["\0"], LISTED),
    ("several", ["child", "aunt"], "Choose only from the answers that are listed."),
    ("several-choose", ["harm"], "Choose exactly two answers."),
    ("several-choose", ["harm", "court", "asked"], "Choose exactly two answers."),
    ("true-false", ["true", "false"], ONLY_ONE),
    ("true-false", ["True"], "Choose true or false."),
    ("true-false", ["1"], "Choose true or false."),
    ("scale", ["0", "1"], ONLY_ONE),
    ("scale", ["3"], LISTED),
    ("scale", ["-1"], LISTED),
    ("scale", ["+1"], LISTED),
    ("scale", ["1.0"], LISTED),
    ("scale", ["١"], LISTED),
    ("scale", ["NaN"], LISTED),
    ("scale", ["No opportunity so far"], LISTED),
    ("confidence", ["4", "5"], ONLY_ONE),
    ("confidence", ["11"], "Choose a whole number from 0 to 10."),
    ("confidence", ["-1"], "Choose a whole number from 0 to 10."),
    ("confidence", ["1_0"], "Choose a whole number from 0 to 10."),
    ("confidence", ["٥"], "Choose a whole number from 0 to 10."),
    ("long-text", ["one", "two"], ONLY_ONE),
    ("long-text", ["x" * 4_001], "Use 4,000 characters or fewer. You have written 4,001."),
    ("long-text", ["a\0b"], UNKEEPABLE),
    ("long-text", ["\ud800"], UNKEEPABLE),
]


def test_every_kind_has_a_meaning():
    assert set(REGISTRY) == set(Kind)


def test_every_kind_is_worked_through_here():
    assert {asked(name)[1].kind for name, *_ in MARKED + UNMARKED} == set(Kind)
    assert {asked(name)[1].kind for name, *_ in REFUSED} == set(Kind)


@pytest.mark.parametrize(("name", "submitted", "value", "marks", "said"), MARKED)
def test_a_keyed_answer_is_read_marked_and_said(name, submitted, value, marks, said):
    bank, question = asked(name)
    assert is_keyed(question)
    assert read(bank, question, submitted) == value
    assert mark(question, value) == Mark(*marks)
    assert words(bank, question, value) == said


@pytest.mark.parametrize(("name", "submitted", "value", "said"), UNMARKED)
def test_an_answer_without_a_key_is_read_and_said_but_never_marked(name, submitted, value, said):
    bank, question = asked(name)
    assert not is_keyed(question)
    assert read(bank, question, submitted) == value
    assert mark(question, value) is None
    assert words(bank, question, value) == said


@pytest.mark.parametrize(("name", "submitted", "value"), [row[:3] for row in MARKED + UNMARKED])
def test_what_is_stored_comes_back_as_the_same_value(name, submitted, value):
    _, question = asked(name)
    stored = to_json(value)
    assert stored == (list(value) if isinstance(value, tuple) else value)
    assert from_json(question, stored) == value
    assert type(from_json(question, stored)) is type(value)


@pytest.mark.parametrize("submitted", EMPTY)
@pytest.mark.parametrize("name", NAMES)
def test_white_space_is_no_answer_of_any_kind(name, submitted):
    assert read(*asked(name), submitted) is None


@pytest.mark.parametrize(("name", "submitted", "sentence"), REFUSED)
def test_what_the_question_does_not_allow_is_refused_in_words_for_the_respondent(name, submitted, sentence):
    with pytest.raises(Unreadable) as refusal:
        read(*asked(name), submitted)
    assert str(refusal.value) == sentence


def test_a_line_break_counts_as_one_character():
    bank, question = asked("long-text")
    assert read(bank, question, ["x" * 3_999 + "\r\n"]) == "x" * 3_999 + "\n"


def test_a_choice_without_a_key_is_not_marked_whatever_is_chosen():
    question = tiny_bank("unkeyed-choices").questions_by_key["heard-of-it"]
    assert not is_keyed(question)
    assert mark(question, "manager") is None


def test_only_a_code_is_off_the_scale():
    bank, question = asked("scale")
    assert [is_outside(bank, question, value) for value in ("no-opportunity", "not-observed", 0, 2)] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["single", "several", "true-false", "confidence", "long-text"])
def test_other_kinds_have_no_answer_off_a_scale(name):
    assert not is_outside(*asked(name), "not-observed")


@settings(deadline=None)
@given(ticked=st.sets(st.sampled_from(SOURCES), min_size=1), another=st.sampled_from(SOURCES))
def test_a_right_tick_never_costs_and_a_wrong_tick_never_pays(ticked, another):
    assume(another not in ticked)
    bank, question = asked("several")
    before, after = (
        mark(question, read(bank, question, sorted(ticks))) for ticks in (ticked, ticked | {another})
    )
    assert 0 <= before.earned <= before.possible == 3
    assert 0 <= after.earned <= after.possible == 3
    if another in {"child", "school", "father"}:
        assert after.earned >= before.earned
    else:
        assert after.earned <= before.earned


@settings(deadline=None)
@given(
    name=st.sampled_from(NAMES),
    submitted=st.lists(
        st.text() | st.sampled_from(["a", "child", "true", "1", "not-observed", "\0", "\ud800"])
    ),
)
def test_whatever_is_sent_is_read_or_refused_and_then_can_be_stored_and_said(name, submitted):
    bank, question = asked(name)
    try:
        value = read(bank, question, submitted)
    except Unreadable:
        return
    if value is not None:
        assert from_json(question, to_json(value)) == value
        assert words(bank, question, value)


@pytest.mark.parametrize("name", NAMES)
def test_a_refusal_never_repeats_what_was_sent(name):
    with pytest.raises(Unreadable) as refusal:
        read(*asked(name), ["<script>", "<script>\0"])
    assert "script" not in str(refusal.value)

"""What each kind of question means: how an answer is read, said and stored, worked through on tiny banks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_banks.errors import Unreadable
from question_banks.items import (
    REGISTRY,
    Mark,
    Part,
    answers,
    from_json,
    gaps,
    is_keyed,
    is_outside,
    mark,
    read,
    to_json,
    words,
)
from question_banks.model import Kind
from tests.question_banks.tiny import asked, tiny_bank
from tests.question_banks.worked import MARKED, NAMES, REFUSED, UNMARKED

EMPTY = ([], [""], ["", " \t\r\n"])


def test_every_kind_has_a_meaning():
    assert set(REGISTRY) == set(Kind)


def test_every_kind_is_worked_through_here():
    assert {asked(name)[1].kind for name, *_ in MARKED + UNMARKED} == set(Kind)
    assert {asked(name)[1].kind for name, *_ in REFUSED} == set(Kind)
    assert {asked(name)[1].kind for name in NAMES} == set(Kind)


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


def test_that_it_does_not_apply_is_neither_yes_nor_no():
    bank, question = asked("yes-no")
    assert [is_outside(bank, question, value) for value in ("yes", "no", "not-applicable")] == [
        False,
        False,
        True,
    ]


def test_a_list_is_off_the_scale_only_where_all_of_its_answers_are():
    bank, question = asked("statements")
    assert is_outside(bank, question, ("useful:cannot-say", "safe:cannot-say"))
    assert not is_outside(bank, question, ("useful:cannot-say", "safe:0"))


OFF_NO_SCALE = [
    (name, value) for name, _, value, *_ in MARKED + UNMARKED
    if asked(name)[1].kind not in (Kind.SCALE, Kind.STATEMENTS, Kind.YES_NO)
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), OFF_NO_SCALE)
def test_other_kinds_have_no_answer_off_a_scale(name, value):
    assert not is_outside(*asked(name), value)


class TestLineByLine:
    """Statements and matches are answered row by row, and may be answered in part."""

    def test_each_statement_is_kept_as_an_answer_of_its_own(self):
        bank, question = asked("statements")
        assert answers(bank, question, ("useful:1", "pace:-1", "safe:cannot-say")) == (
            Part("the-course.useful", 1, outside=False, mark=None),
            Part("the-course.pace", -1, outside=False, mark=None),
            Part("the-course.safe", "cannot-say", outside=True, mark=None),
        )

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("It was useful.", "It was useful: Agree"),
            ("It was useful", "It was useful: Agree"),
            ("It went on...", "It went on...: Agree"),
            ("Useful?", "Useful?: Agree"),
        ],
    )
    def test_a_statements_full_stop_is_not_said_before_the_colon(self, text, said):
        bank, question = asked("statements")
        first, *rest = question.rows
        assert words(bank, replace(question, rows=(replace(first, text=text), *rest)), ("useful:1",)) == said

    def test_a_statement_that_was_left_empty_has_no_answer(self):
        bank, question = asked("statements")
        value = read(bank, question, ["pace:0"])
        assert [part.key for part in answers(bank, question, value)] == ["the-course.pace"]
        assert gaps(question, value) == ("useful", "safe")

    def test_what_is_kept_of_each_statement_is_said_as_an_answer_on_the_scale(self):
        bank, question = asked("statements")
        parts = answers(bank, question, ("useful:1", "safe:cannot-say"))
        assert [words(bank, bank.parts_by_key[part.key], part.value) for part in parts] == [
            "Agree",
            "Cannot say",
        ]

    def test_a_code_that_looks_like_a_number_stays_a_code(self):
        bank, question = asked("statements")
        [scale] = bank.scales
        bank = replace(bank, scales=(replace(scale, outside=(replace(scale.outside[0], code="9"),)),))
        value = read(bank, question, ["useful:9", "pace:-1"])
        assert [(part.value, part.outside) for part in answers(bank, question, value)] == [
            ("9", True),
            (-1, False),
        ]

    def test_a_match_that_was_left_empty_is_a_gap(self):
        _, question = asked("matching")
        assert gaps(question, ("order:court",)) == ("plan", "contact")
        assert gaps(question, ("plan:court", "order:court", "contact:court")) == ()

    @pytest.mark.parametrize(("name", "value"), OFF_NO_SCALE)
    def test_any_other_question_has_one_answer_under_its_own_key(self, name, value):
        bank, question = asked(name)
        assert answers(bank, question, value) == (Part(question.key, value, False, mark(question, value)),)
        if question.kind is not Kind.MATCHING:
            assert gaps(question, value) == ()

    def test_that_something_does_not_apply_is_kept_as_off_the_scale(self):
        bank, question = asked("yes-no")
        assert answers(bank, question, "not-applicable") == (
            Part("plan-changed", "not-applicable", True, None),
        )


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

"""Marks added up per objective, theme and step, worked through on the tiny bank of ties."""

from __future__ import annotations

import pytest

from question_banks.errors import BankError
from question_banks.items import Mark, mark
from question_banks.scoring import by_objective, by_step, by_theme, percent, total
from tests.question_banks.tiny import tiny_bank

TIES = tiny_bank("ties")
# "see-1" right, "act-1" wrong, "see-2" right and worth three, "loose" right
MARKS = {
    question.key: mark(question, answered)
    for question, answered in zip(TIES.questions, (True, False, True, True), strict=True)
}


def test_marks_per_objective_leave_out_the_question_without_one():
    assert by_objective(TIES, MARKS) == {"see": Mark(4, 4), "act": Mark(0, 1)}


def test_marks_per_theme_count_a_question_to_each_of_its_themes():
    assert by_theme(TIES, MARKS) == {"neglect": Mark(1, 2), "voice": Mark(1, 1)}


def test_marks_per_step():
    assert by_step(TIES, MARKS) == {1: Mark(1, 1), 2: Mark(4, 5)}


def test_only_what_was_marked_counts():
    assert by_objective(TIES, {"see-1": Mark(1, 1)}) == {"see": Mark(1, 1)}
    assert by_objective(TIES, {}) == {}


def test_groups_come_in_the_order_of_the_bank():
    backwards = dict(reversed(MARKS.items()))
    assert list(by_theme(TIES, backwards)) == ["neglect", "voice"]


def test_a_mark_for_a_question_of_another_bank_is_refused():
    with pytest.raises(BankError) as error:
        by_step(TIES, {"noor-now": Mark(1, 1)})
    assert str(error.value) == 'A mark was given for "noor-now", which is no question of bank "ties".'


def test_a_total_adds_up_exactly():
    assert total([]) == Mark(0, 0)
    assert total([Mark(0.1, 1)] * 10) == Mark(1, 10)


def test_percent_is_of_what_was_possible():
    assert percent(MARKS.values()) == pytest.approx(100 * 5 / 6)
    assert percent([Mark(0, 2)]) == 0
    assert percent([]) is None

"""Answers that are given line by line: "key:choice" strings, as forms send them and as they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from question_banks.errors import Unreadable
from question_banks.items.base import given, misfit
from question_banks.model import Question

LISTED = "Choose only from the answers that are listed."


def choices_in(submitted: Sequence[str], lines: Sequence[str]) -> dict[str, str]:
    """What was chosen by the line it was chosen for, without the lines left empty.

    Raises ``Unreadable`` for a line that is not among ``lines`` and for two choices on one line.
    """
    chosen: dict[str, str] = {}
    for text in given(submitted):
        line, colon, choice = text.partition(":")
        if not colon or line not in lines:
            raise Unreadable(LISTED)
        if choice.strip() and chosen.setdefault(line, choice) != choice:
            raise Unreadable("Give only one answer on each line.")
    return chosen


def kept(chosen: Mapping[str, str], lines: Sequence[str]) -> tuple[str, ...]:
    """The value that keeps ``chosen``, in the order of ``lines``."""
    return tuple(f"{line}:{chosen[line]}" for line in lines if line in chosen)


def chosen_in(question: Question, value: object) -> dict[str, str]:
    """What a value says for each row, in the rows' order; raises ``BankError`` when it is no such value."""
    if not isinstance(value, tuple) or not value or not all(isinstance(pair, str) for pair in value):
        raise misfit(question)
    chosen = {row: choice for row, _colon, choice in (pair.partition(":") for pair in value)}
    if kept(chosen, [row.key for row in question.rows]) != value:
        raise misfit(question)
    return chosen


def as_value(question: Question, stored: object) -> tuple[str, ...]:
    """A list of texts out of JSON as the tuple it was; raises ``BankError`` when it is none."""
    if not isinstance(stored, list) or not stored or not all(isinstance(text, str) for text in stored):
        raise misfit(question)
    return tuple(stored)

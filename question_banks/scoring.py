"""Adding up marks. Pure sums of what ``items.mark`` gave; what they mean is for the findings to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import fsum
from typing import TypeVar

from question_banks.errors import BankError
from question_banks.items import Mark
from question_banks.model import Bank, Question

Group = TypeVar("Group", str, int)


def total(marks: Iterable[Mark]) -> Mark:
    """All marks as one."""
    marks = tuple(marks)
    return Mark(fsum(mark.earned for mark in marks), fsum(mark.possible for mark in marks))


def percent(marks: Iterable[Mark]) -> float | None:
    """What was earned of what was possible, from 0 to 100; None when nothing was possible."""
    whole = total(marks)
    return 100 * whole.earned / whole.possible if whole.possible else None


def by_objective(bank: Bank, marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """Marks per objective's key, of marks per question's key. Questions with no objective count to none."""
    return grouped(bank, marks, lambda question: (question.objective,) if question.objective else ())


def by_theme(bank: Bank, marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """Marks per theme's key. A question with two themes counts to both: themes do not add up to a total."""
    return grouped(bank, marks, lambda question: question.themes)


def by_step(bank: Bank, marks: Mapping[str, Mark]) -> dict[int, Mark]:
    """Marks per step of the four-step model."""
    return grouped(bank, marks, lambda question: (question.step,))


def grouped(
    bank: Bank, marks: Mapping[str, Mark], groups_of: Callable[[Question], Iterable[Group]]
) -> dict[Group, Mark]:
    """Marks added up in the groups that each question belongs to, in the order in which the bank names them.

    ``marks`` are by question key. A group without any mark is left out. Raises ``BankError`` for a mark of a
    question that the bank does not have.
    """
    for key in marks:
        if key not in bank.questions_by_key:
            raise BankError(f'A mark was given for "{key}", which is no question of bank "{bank.key}".')
    groups: dict[Group, list[Mark]] = {}
    for question in bank.questions:
        if question.key in marks:
            for group in groups_of(question):
                groups.setdefault(group, []).append(marks[question.key])
    return {group: total(members) for group, members in groups.items()}

"""What every item type can do, and what some of them share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from question_banks.errors import BankError, Unreadable
from question_banks.model import Bank, Option, Question, Value


@dataclass(frozen=True)
class Mark:
    """What a keyed answer earned and could have earned, in marks; ``0 <= earned <= possible``."""

    earned: float
    possible: float


class ItemType(Protocol):
    """The meaning of one kind of question. ``question_banks.items`` says what each function promises."""

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None: ...

    def is_keyed(self, question: Question) -> bool: ...

    def mark(self, question: Question, value: Value) -> Mark | None: ...

    def words(self, bank: Bank, question: Question, value: Value) -> str: ...

    def is_outside(self, bank: Bank, question: Question, value: Value) -> bool: ...

    def from_json(self, question: Question, stored: object) -> Value: ...

    def faults(self, question: Question) -> Iterator[str]: ...


class Plain:
    """What most kinds are: they have no answer off the scale and need nothing more of their question."""

    def is_outside(self, bank: Bank, question: Question, value: Value) -> bool:
        return False

    def faults(self, question: Question) -> Iterator[str]:
        yield from ()


class Unmarked:
    """What cannot be right or wrong."""

    def is_keyed(self, question: Question) -> bool:
        return False

    def mark(self, question: Question, value: Value) -> Mark | None:
        return None


class Choosing(Plain):
    """What questions with a list of options share."""

    def is_keyed(self, question: Question) -> bool:
        return any(option.right for option in question.options)

    def faults(self, question: Question) -> Iterator[str]:
        if len(question.options) < 2:
            yield "needs at least two options"
        for option in question.options:
            if not option.text.strip():
                yield f'needs a text for option "{option.key}"'


def given(submitted: Sequence[str]) -> list[str]:
    """The strings that say something. A box that holds only white space was left empty."""
    return [text for text in submitted if text.strip()]


def only_one(submitted: Sequence[str]) -> str | None:
    """The one string given, or None; raises ``Unreadable`` when there are several."""
    texts = given(submitted)
    if len(texts) > 1:
        raise Unreadable("Give only one answer to this question.")
    return texts[0] if texts else None


def all_or_nothing(question: Question, right: bool) -> Mark:
    return Mark(float(question.marks) if right else 0.0, float(question.marks))


def option_of(question: Question, key: object) -> Option:
    """The option with this key; raises ``BankError`` when there is none."""
    for option in question.options:
        if option.key == key:
            return option
    raise misfit(question)


def misfit(question: Question) -> BankError:
    """For a value that cannot be an answer to this question. The sentence does not repeat the value."""
    return BankError(f'A stored answer does not fit question "{question.key}" ({question.kind}).')

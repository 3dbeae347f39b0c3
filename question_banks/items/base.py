"""What every item type can do, and what some of them share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
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

    def step(self, question: Question) -> Fraction: ...

    def words(self, bank: Bank, question: Question, value: Value) -> str: ...

    def right_words(self, bank: Bank, question: Question) -> str: ...

    def feedback(self, question: Question, value: Value) -> tuple[str, ...]: ...

    def is_outside(self, bank: Bank, question: Question, value: Value) -> bool: ...

    def gaps(self, question: Question, value: Value) -> tuple[str, ...]: ...

    def parts(self, bank: Bank, question: Question, value: Value) -> Iterator[tuple[Question, Value]]: ...

    def from_json(self, question: Question, stored: object) -> Value: ...

    def faults(self, question: Question) -> Iterator[str]: ...


class Plain:
    """What most kinds are: one answer, never off a scale, all right or all wrong, of a question that lacks nothing."""

    def is_outside(self, bank: Bank, question: Question, value: Value) -> bool:
        return False

    def step(self, question: Question) -> Fraction:
        return Fraction(1)

    def gaps(self, question: Question, value: Value) -> tuple[str, ...]:
        return ()

    def parts(self, bank: Bank, question: Question, value: Value) -> Iterator[tuple[Question, Value]]:
        yield question, value

    def right_words(self, bank: Bank, question: Question) -> str:
        return ""

    def feedback(self, question: Question, value: Value) -> tuple[str, ...]:
        return ()

    def faults(self, question: Question) -> Iterator[str]:
        yield from ()


class Unmarked:
    """What cannot be right or wrong."""

    def is_keyed(self, question: Question) -> bool:
        return False

    def mark(self, question: Question, value: Value) -> Mark | None:
        return None


class WithOptions(Plain):
    """What questions with a list of options share."""

    def faults(self, question: Question) -> Iterator[str]:
        if len(question.options) < 2:
            yield "needs at least two options"
        for option in question.options:
            if not option.text.strip():
                yield f'needs a text for option "{option.key}"'


def idle_keys(question: Question) -> Iterator[str]:
    """For kinds that are not marked by which option is right: to say so of one would be left out silently."""
    for option in question.options:
        if option.right or option.credit is not None:
            yield f'says what option "{option.key}" earns, but is not marked by options'


class Choosing(WithOptions):
    """What questions share whose options are right or wrong."""

    def right_words(self, bank: Bank, question: Question) -> str:
        return "; ".join(option.text for option in question.options if option.right)

    def is_keyed(self, question: Question) -> bool:
        return any(option.right for option in question.options)

    def faults(self, question: Question) -> Iterator[str]:
        yield from super().faults(question)
        if any(option.credit is not None for option in question.options) and not self.is_keyed(question):
            yield "gives credit for its options, so it needs a right one"


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
    return share_of_marks(question, Fraction(right))


def share_of_marks(question: Question, share: Fraction) -> Mark:
    """``share`` of the question's marks; less than none counts as none, more than all as all."""
    return Mark(float(question.marks * min(max(share, Fraction(0)), Fraction(1))), float(question.marks))


def option_of(question: Question, key: object) -> Option:
    """The option with this key; raises ``BankError`` when there is none."""
    for option in question.options:
        if option.key == key:
            return option
    raise misfit(question)


def feedback_of(options: Iterable[Option]) -> tuple[str, ...]:
    """What is said to those who chose these options, in their order."""
    return tuple(option.feedback for option in options if option.feedback)


def misfit(question: Question) -> BankError:
    """For a value that cannot be an answer to this question. The sentence does not repeat the value."""
    return BankError(f'A stored answer does not fit question "{question.key}" ({question.kind}).')

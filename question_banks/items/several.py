"""Any number of choices from a list, or exactly so many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from question_banks.errors import Unreadable
from question_banks.items.base import Choosing, Mark, feedback_of, given, misfit, option_of, share_of_marks
from question_banks.items.credits import common_step, share
from question_banks.model import Bank, Option, Question, Value

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Several(Choosing):
    """The value is the keys of the ticked options, in the bank's order whatever order they came in.

    Marking: right ticks minus wrong ticks, never below 0, over the number of right options is the share of
    the marks earned. So each wrong tick takes back a right one; a right option left out costs only itself.
    Where any option has a credit of its own, the credits of the ticked ones are added instead, and the sum
    counts from 0 to 100 per cent: a right option without one is worth 100 over the number of right ones, a
    wrong one nothing.
    """

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        ticked = set(given(submitted))
        if not ticked:
            return None
        chosen = tuple(option.key for option in question.options if option.key in ticked)
        if len(chosen) != len(ticked):
            raise Unreadable("Choose only from the answers that are listed.")
        if question.choose is not None and len(chosen) != question.choose:
            raise Unreadable(f"Choose exactly {answers(question.choose)}.")
        return chosen

    def mark(self, question: Question, value: Value) -> Mark | None:
        ticked = _chosen(question, value)
        if not self.is_keyed(question):
            return None
        return share_of_marks(question, sum((_credit(question, option) for option in ticked), Fraction(0)))

    def step(self, question: Question) -> Fraction:
        return common_step(_credit(question, option) for option in question.options)

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        return "; ".join(option.text for option in _chosen(question, value))

    def feedback(self, question: Question, value: Value) -> tuple[str, ...]:
        return feedback_of(_chosen(question, value))

    def from_json(self, question: Question, stored: object) -> Value:
        if not isinstance(stored, list):
            raise misfit(question)
        return tuple(option.key for option in _chosen(question, tuple(stored)))

    def faults(self, question: Question) -> Iterator[str]:
        yield from super().faults(question)
        if question.choose is not None and question.choose > len(question.options):
            yield f"asks for {answers(question.choose)} but lists {len(question.options)}"
        elif self.is_keyed(question):
            yield from _credit_faults(question) if _has_credits(question) else _number_faults(question)


def _credit(question: Question, option: Option) -> Fraction:
    """What ticking the option of a keyed question adds, as a share of its marks."""
    if option.credit is not None:
        return share(option.credit)
    each = Fraction(1, sum(other.right for other in question.options))
    if option.right:
        return each
    return Fraction(0) if _has_credits(question) else -each


def _has_credits(question: Question) -> bool:
    return any(option.credit is not None for option in question.options)


def _number_faults(question: Question) -> Iterator[str]:
    right = sum(option.right for option in question.options)
    if question.choose is not None and question.choose != right:
        yield f"asks for {answers(question.choose)} but has {right} right, so nobody can earn full marks"


def _credit_faults(question: Question) -> Iterator[str]:
    for option in question.options:
        credit = _credit(question, option)
        if option.right and credit <= 0:
            yield f'gives no credit for its right option "{option.key}"'
        elif not option.right and credit > 0:
            yield f'gives credit for option "{option.key}", which is not right'
    worth = sorted((_credit(question, option) for option in question.options), reverse=True)
    best = worth[: question.choose] if question.choose else [credit for credit in worth if credit > 0]
    if sum(best) < 1:
        ticked = f"the best {answers(question.choose)}" if question.choose else "all its right options"
        yield f"gives less than full credit for {ticked}, so nobody can earn full marks"


def _chosen(question: Question, value: object) -> list[Option]:
    """The ticked options; raises ``BankError`` when the value is not a list of different options."""
    if not isinstance(value, tuple) or not value:
        raise misfit(question)
    chosen = [option_of(question, key) for key in value]
    if len({option.key for option in chosen}) != len(chosen):
        raise misfit(question)
    return chosen


def in_words(number: int) -> str:
    """Small numbers as words: "two"."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def answers(number: int) -> str:
    """Such as "two answers"."""
    return f"{in_words(number)} answer{'' if number == 1 else 's'}"

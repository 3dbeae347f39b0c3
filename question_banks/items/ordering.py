"""Steps to be put in their right order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from question_banks.errors import Unreadable
from question_banks.items.base import (
    Mark,
    WithOptions,
    feedback_of,
    idle_keys,
    misfit,
    option_of,
    share_of_marks,
)
from question_banks.items.pairs import LISTED, as_value, choices_in
from question_banks.model import Bank, Question, Value


class Ordering(WithOptions):
    """The value is the keys of all options in the order that was given; the bank lists them in their right order.

    Marking: of the pairs that stand next to each other in the right order, the share that directly follow each
    other in the answer. So one step out of place costs its own joins only, not the place of each after it.
    """

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        keys = [option.key for option in question.options]
        chosen = choices_in(submitted, keys)
        if not chosen:
            return None
        places = [str(place) for place in range(1, len(keys) + 1)]
        if not set(chosen.values()) <= set(places):
            raise Unreadable(LISTED)
        if len(set(chosen.values())) != len(chosen):
            raise Unreadable("Give each line a different place.")
        if len(chosen) != len(keys):
            raise Unreadable("Give every line a place.")
        at = {place: key for key, place in chosen.items()}
        return tuple(at[place] for place in places)

    def is_keyed(self, question: Question) -> bool:
        return True

    def mark(self, question: Question, value: Value) -> Mark | None:
        follow_each_other = set(pairwise(self._order(question, value)))
        joins = list(pairwise(option.key for option in question.options))
        kept = sum(join in follow_each_other for join in joins)
        return share_of_marks(question, Fraction(kept, len(joins)) if joins else Fraction(1))

    def step(self, question: Question) -> Fraction:
        return Fraction(1, max(1, len(question.options) - 1))

    def faults(self, question: Question) -> Iterator[str]:
        yield from super().faults(question)
        yield from idle_keys(question)

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        texts = (option_of(question, key).text for key in self._order(question, value))
        return "; ".join(f"{place}. {text}" for place, text in enumerate(texts, 1))

    def right_words(self, bank: Bank, question: Question) -> str:
        return self.words(bank, question, tuple(option.key for option in question.options))

    def feedback(self, question: Question, value: Value) -> tuple[str, ...]:
        return feedback_of(option_of(question, key) for key in self._order(question, value))

    def from_json(self, question: Question, stored: object) -> Value:
        return self._order(question, as_value(question, stored))

    def _order(self, question: Question, value: Value) -> tuple[str, ...]:
        """The keys in the order given; raises ``BankError`` unless each option's is there once."""
        if not isinstance(value, tuple) or sorted(value) != sorted(option.key for option in question.options):
            raise misfit(question)
        return value

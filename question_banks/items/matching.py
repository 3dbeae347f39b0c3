"""Lines that are each matched to one of the same options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from question_banks.errors import Unreadable
from question_banks.items.base import Mark, WithOptions, feedback_of, idle_keys, option_of, share_of_marks
from question_banks.items.pairs import LISTED, as_value, choices_in, chosen_in, kept
from question_banks.model import Bank, Question, Value


class Matching(WithOptions):
    """The value is a "row:option" string for each row that was matched, in the rows' order.

    Marking: the share of the rows that are rightly matched; a row left empty is not. One option may be right
    for several rows or for none.
    """

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        rows = [row.key for row in question.rows]
        chosen = choices_in(submitted, rows)
        if not set(chosen.values()) <= {option.key for option in question.options}:
            raise Unreadable(LISTED)
        return kept(chosen, rows) or None

    def is_keyed(self, question: Question) -> bool:
        return any(row.answer for row in question.rows)

    def mark(self, question: Question, value: Value) -> Mark | None:
        chosen = self._chosen(question, value)
        if not self.is_keyed(question):
            return None
        right = sum(bool(row.answer) and chosen.get(row.key) == row.answer for row in question.rows)
        return share_of_marks(question, Fraction(right, len(question.rows)))

    def step(self, question: Question) -> Fraction:
        return Fraction(1, max(1, len(question.rows)))

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        chosen = self._chosen(question, value)
        rows = (row for row in question.rows if row.key in chosen)
        return "; ".join(f"{row.text}: {option_of(question, chosen[row.key]).text}" for row in rows)

    def right_words(self, bank: Bank, question: Question) -> str:
        texts = {option.key: option.text for option in question.options}
        keyed = (row for row in question.rows if row.answer in texts)
        return "; ".join(f"{row.text}: {texts[row.answer]}" for row in keyed)

    def feedback(self, question: Question, value: Value) -> tuple[str, ...]:
        chosen = dict.fromkeys(self._chosen(question, value).values())
        return feedback_of(option_of(question, key) for key in chosen)

    def gaps(self, question: Question, value: Value) -> tuple[str, ...]:
        chosen = self._chosen(question, value)
        return tuple(row.key for row in question.rows if row.key not in chosen)

    def from_json(self, question: Question, stored: object) -> Value:
        value = as_value(question, stored)
        self._chosen(question, value)
        return value

    def faults(self, question: Question) -> Iterator[str]:
        yield from super().faults(question)
        yield from idle_keys(question)
        if len(question.rows) < 2:
            yield "needs at least two lines to match"
        options = {option.key for option in question.options}
        for row in question.rows:
            if not row.text.strip():
                yield f'needs a text for line "{row.key}"'
            if row.answer and row.answer not in options:
                yield f'matches line "{row.key}" to an option that it does not have'
            if not row.answer and self.is_keyed(question):
                yield f'needs the right option for line "{row.key}"'

    def _chosen(self, question: Question, value: Value) -> dict[str, str]:
        chosen = chosen_in(question, value)
        for option in chosen.values():
            option_of(question, option)
        return chosen

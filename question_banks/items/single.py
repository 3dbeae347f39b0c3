"""One choice from a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from question_banks.errors import Unreadable
from question_banks.items.base import Choosing, Mark, all_or_nothing, only_one, option_of
from question_banks.model import Bank, Question, Value


class Single(Choosing):
    """The value is the chosen option's key. It earns all the marks when the option is right, else none."""

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        text = only_one(submitted)
        if text is not None and all(option.key != text for option in question.options):
            raise Unreadable("Choose one of the answers that are listed.")
        return text

    def mark(self, question: Question, value: Value) -> Mark | None:
        chosen = option_of(question, value)
        return all_or_nothing(question, chosen.right) if self.is_keyed(question) else None

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        return option_of(question, value).text

    def from_json(self, question: Question, stored: object) -> Value:
        return option_of(question, stored).key

    def faults(self, question: Question) -> Iterator[str]:
        yield from super().faults(question)
        if self.is_keyed(question) and sum(option.right for option in question.options) != 1:
            yield "needs exactly one right answer"

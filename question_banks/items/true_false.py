"""A statement that is true or false."""

from __future__ import annotations

from collections.abc import Sequence

from question_banks.errors import Unreadable
from question_banks.items.base import Mark, Plain, all_or_nothing, misfit, only_one
from question_banks.model import Bank, Question, Value

SUBMITTED = {"true": True, "false": False}


class TrueFalse(Plain):
    """The value is a bool. It earns all the marks when it is the question's ``answer``, else none."""

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        text = only_one(submitted)
        if text is not None and text not in SUBMITTED:
            raise Unreadable("Choose true or false.")
        return None if text is None else SUBMITTED[text]

    def is_keyed(self, question: Question) -> bool:
        return question.answer is not None

    def mark(self, question: Question, value: Value) -> Mark | None:
        said = self.from_json(question, value)
        return all_or_nothing(question, said == question.answer) if self.is_keyed(question) else None

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        return "True" if self.from_json(question, value) else "False"

    def right_words(self, bank: Bank, question: Question) -> str:
        return "" if question.answer is None else self.words(bank, question, question.answer)

    def from_json(self, question: Question, stored: object) -> Value:
        if not isinstance(stored, bool):
            raise misfit(question)
        return stored

"""Yes, no, or that it does not apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from question_banks.errors import Unreadable
from question_banks.items.base import Plain, Unmarked, misfit, only_one
from question_banks.model import Bank, Question, Value

NOT_APPLICABLE = "not-applicable"
ANSWERS: Mapping[str, str] = {"yes": "Yes", "no": "No", NOT_APPLICABLE: "Not applicable"}


class YesNo(Unmarked, Plain):
    """The value is "yes", "no" or "not-applicable"; the last is neither, and never counted as "no"."""

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        text = only_one(submitted)
        if text is not None and text not in ANSWERS:
            raise Unreadable("Choose yes, no or not applicable.")
        return text

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        return ANSWERS[self._answer(question, value)]

    def is_outside(self, bank: Bank, question: Question, value: Value) -> bool:
        return value == NOT_APPLICABLE

    def from_json(self, question: Question, stored: object) -> Value:
        return self._answer(question, stored)

    def _answer(self, question: Question, value: object) -> str:
        if not isinstance(value, str) or value not in ANSWERS:
            raise misfit(question)
        return value

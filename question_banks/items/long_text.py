"""An answer in the respondent's own words."""

from __future__ import annotations

from collections.abc import Sequence

from question_banks.characters import is_storable
from question_banks.errors import Unreadable
from question_banks.items.base import Plain, Unmarked, misfit, only_one
from question_banks.model import Bank, Question, Value

LONGEST = 4_000
"""The most characters (Unicode code points, a line break counting as one) that an answer may have."""


class LongText(Unmarked, Plain):
    """The value is the text exactly as written, except that each line break is a single newline character."""

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        text = only_one(submitted)
        if text is None:
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > LONGEST:
            raise Unreadable(f"Use {LONGEST:,} characters or fewer. You have written {len(text):,}.")
        if not is_storable(text):
            raise Unreadable("Your answer holds a character that cannot be kept. Please type it again.")
        return text

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        if not isinstance(value, str):
            raise misfit(question)
        return value

    def from_json(self, question: Question, stored: object) -> Value:
        if not isinstance(stored, str):
            raise misfit(question)
        return stored

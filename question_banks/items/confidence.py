"""How confident someone is, in whole numbers from 0 to 10."""

from __future__ import annotations

from collections.abc import Sequence

from question_banks.errors import Unreadable
from question_banks.items.base import Plain, Unmarked, misfit, only_one
from question_banks.model import Bank, Question, Value

HIGHEST = 10
SUBMITTED = {str(number): number for number in range(HIGHEST + 1)}


class Confidence(Unmarked, Plain):
    """The value is an int from 0 (not at all) to 10 (completely)."""

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        text = only_one(submitted)
        # Looked up as text: int() would also take "+1", "0_1" and digits of other scripts.
        if text is not None and text not in SUBMITTED:
            raise Unreadable(f"Choose a whole number from 0 to {HIGHEST}.")
        return None if text is None else SUBMITTED[text]

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        return f"{self.from_json(question, value)} out of {HIGHEST}"

    def from_json(self, question: Question, stored: object) -> Value:
        if isinstance(stored, bool) or not isinstance(stored, int) or not 0 <= stored <= HIGHEST:
            raise misfit(question)
        return stored

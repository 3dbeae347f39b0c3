"""A point on a labelled scale, or an answer that is not on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from question_banks.errors import BankError, Unreadable
from question_banks.items.base import Plain, Unmarked, misfit, only_one
from question_banks.model import Bank, Question, Scale, Value


class OnScale(Unmarked, Plain):
    """The value is the point's number (int), or the code (str) of an answer outside the scale."""

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        text = only_one(submitted)
        if text is None:
            return None
        scale = _scale(bank, question)
        # Compared as text: int() would also take "+1", "0_1" and digits of other scripts.
        for point in scale.points:
            if str(point.value) == text:
                return point.value
        if any(outside.code == text for outside in scale.outside):
            return text
        raise Unreadable("Choose one of the answers that are listed.")

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        scale = _scale(bank, question)
        for outside in scale.outside:
            if outside.code == value:
                return outside.text
        for point in scale.points:
            # True equals 1, but is no point.
            if point.value == value and not isinstance(value, bool):
                return point.text
        raise misfit(question)

    def is_outside(self, bank: Bank, question: Question, value: Value) -> bool:
        return any(outside.code == value for outside in _scale(bank, question).outside)

    def from_json(self, question: Question, stored: object) -> Value:
        if isinstance(stored, bool) or not isinstance(stored, int | str):
            raise misfit(question)
        return stored

    def faults(self, question: Question) -> Iterator[str]:
        if not question.scale:
            yield "needs a scale"


def _scale(bank: Bank, question: Question) -> Scale:
    try:
        return bank.scales_by_key[question.scale]
    except KeyError:
        raise BankError(f'Question "{question.key}" names no scale of bank "{bank.key}".') from None

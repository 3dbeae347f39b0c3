"""A day of the calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from question_banks.errors import Unreadable
from question_banks.items.base import Plain, Unmarked, misfit, only_one
from question_banks.model import Bank, Question, Value

YEARS = (1900, 2100)
DIGITS = re.compile("[0-9]{1,4}")
WRITE_IT = "Write the day, month and year in numbers, such as 27 3 2026."


class Day(Unmarked, Plain):
    """The value is the day as "YYYY-MM-DD"; the form's string is year, month and day with hyphens between."""

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        text = only_one(submitted)
        parts = [part.strip() for part in (text or "").split("-")]
        if not any(parts):
            return None
        if len(parts) != 3:
            raise Unreadable(WRITE_IT)
        _refuse_gaps(parts)
        if not all(DIGITS.fullmatch(part) for part in parts):
            raise Unreadable(WRITE_IT)
        return _real_day(*map(int, parts)).isoformat()

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        """Such as "27 March 2026"."""
        day = self._day(question, value)
        return f"{day.day} {day:%B %Y}"

    def from_json(self, question: Question, stored: object) -> Value:
        return self._day(question, stored).isoformat()

    def _day(self, question: Question, value: object) -> date:
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            day = None
        # fromisoformat() also takes "20260327" and weeks.
        if day is None or day.isoformat() != value:
            raise misfit(question)
        return day


def _refuse_gaps(parts: Sequence[str]) -> None:
    missing = [name for name, part in zip(("year", "month", "day"), parts, strict=True) if not part]
    if missing:
        raise Unreadable(f"Write the {' and the '.join(reversed(missing))} too.")


def _real_day(year: int, month: int, day: int) -> date:
    first, last = YEARS
    if not first <= year <= last:
        raise Unreadable(f"Write the year with four digits, from {first} to {last}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("There is no such day. Check the day and the month.") from None

"""A number, marked with a tolerance where it has a key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from question_banks.errors import Unreadable
from question_banks.items.base import Mark, Plain, misfit, only_one, share_of_marks
from question_banks.items.credits import common_step, exact, share
from question_banks.model import Bank, NumberKey, Question, Value

MOST_DIGITS = 15
WRITE_IT = "Write a number in figures, such as 12 or 3.5."

# Commas and spaces only between groups of three, so that nobody's decimal comma is taken for one of them.
WRITTEN = re.compile(r"([+-]?)([0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]*)(?:\.([0-9]*))?", re.ASCII)
CANONICAL = re.compile(r"0|-?(?:[1-9][0-9]*(?:\.[0-9]*[1-9])?|0\.[0-9]*[1-9])", re.ASCII)
SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " "})


class Number(Plain):
    """The value is the number as text, in the one way of writing it: "-2", "0", "1250.5".

    Marking: of all keys in whose range the number lies, the highest credit counts, and none below 0. The
    comparison is exact: 0.3 lies within 0.1 of 0.2.
    """

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        text = only_one(submitted)
        return None if text is None else _canonical(text.strip())

    def is_keyed(self, question: Question) -> bool:
        return bool(question.numbers)

    def mark(self, question: Question, value: Value) -> Mark | None:
        key = self._key_for(question, value)
        if not self.is_keyed(question):
            return None
        return share_of_marks(question, share(key.credit) if key else Fraction(0))

    def step(self, question: Question) -> Fraction:
        return common_step(share(key.credit) for key in question.numbers if key.credit > 0)

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        return self._text(question, value)

    def right_words(self, bank: Bank, question: Question) -> str:
        right = [key for key in question.numbers if share(key.credit) >= 1]
        return " or ".join(_in_words(key) for key in right)

    def feedback(self, question: Question, value: Value) -> tuple[str, ...]:
        key = self._key_for(question, value)
        return (key.feedback,) if key and key.feedback else ()

    def from_json(self, question: Question, stored: object) -> Value:
        return self._text(question, stored)

    def faults(self, question: Question) -> Iterator[str]:
        if question.numbers and all(share(key.credit) < 1 for key in question.numbers):
            yield "has no number that earns all the marks, so nobody can earn full marks"

    def _key_for(self, question: Question, value: object) -> NumberKey | None:
        """Of the keys in whose range the number lies, the one that earns most, or else the first."""
        number = Fraction(self._text(question, value))
        fitting = (key for key in question.numbers if fits(key, number))
        return max(fitting, key=lambda key: key.credit, default=None)

    def _text(self, question: Question, value: object) -> str:
        if not isinstance(value, str) or not CANONICAL.fullmatch(value):
            raise misfit(question)
        return value


def fits(key: NumberKey, number: Fraction) -> bool:
    """Whether the number is within the key's tolerance, its ends included."""
    return abs(number - exact(key.value)) <= exact(key.tolerance)


def _in_words(key: NumberKey) -> str:
    """Such as "48.5 (from 47 to 50)"."""
    value, tolerance = Decimal(repr(key.value)), Decimal(repr(key.tolerance))
    if not tolerance:
        return _plain(value)
    return f"{_plain(value)} (from {_plain(value - tolerance)} to {_plain(value + tolerance)})"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _canonical(text: str) -> str:
    written = WRITTEN.fullmatch(text.translate(SIGNS))
    if not written:
        raise Unreadable(WRITE_IT)
    sign, whole, decimals = written.groups(default="")
    if not whole + decimals:
        raise Unreadable(WRITE_IT)
    whole = re.sub("[, ]", "", whole).lstrip("0")
    decimals = decimals.rstrip("0")
    if len(whole + decimals) > MOST_DIGITS:
        raise Unreadable(f"Write a number of at most {MOST_DIGITS} digits.")
    number = (whole or "0") + ("." + decimals if decimals else "")
    return f"-{number}" if sign == "-" and number != "0" else number

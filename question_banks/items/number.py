"""A number, marked with a tolerance where it has a key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from question_banks.errors import Unreadable
from question_banks.items.base import Mark, Plain, misfit, only_one, share_of_marks
from question_banks.items.credits import common_step, exact, share
from question_banks.model import Bank, NumberKey, Question, Value

MOST_DIGITS = 15
WRITE_IT = "Write a number in figures, such as 12 or 3.5."

# Commas and spaces only between groups of three, so that nobody's decimal comma is taken for one of them.
WRITTEN = re.compile(r"([+-]?)([0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]*)(?:\.([0-9]*))?", re.ASCII)
CANONICAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?", re.ASCII)
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
        number = Fraction(self._text(question, value))
        if not self.is_keyed(question):
            return None
        earned = [share(key.credit) for key in question.numbers if fits(key, number)]
        return share_of_marks(question, max(earned, default=Fraction(0)))

    def step(self, question: Question) -> Fraction:
        return common_step(share(key.credit) for key in question.numbers if key.credit > 0)

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        return self._text(question, value)

    def from_json(self, question: Question, stored: object) -> Value:
        return self._text(question, stored)

    def faults(self, question: Question) -> Iterator[str]:
        if question.numbers and all(share(key.credit) < 1 for key in question.numbers):
            yield "has no number that earns all the marks, so nobody can earn full marks"

    def _text(self, question: Question, value: object) -> str:
        if not isinstance(value, str) or not CANONICAL.fullmatch(value):
            raise misfit(question)
        return value


def fits(key: NumberKey, number: Fraction) -> bool:
    """Whether the number is within the key's tolerance, its ends included."""
    return abs(number - exact(key.value)) <= exact(key.tolerance)


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

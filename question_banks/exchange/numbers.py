"""Numbers as others write them, made into the keys of a number question, exactly."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from question_banks.model import NumberKey

WRITTEN = re.compile(
    r"[+-]?(?:[0-9]{1,40}(?:[.,][0-9]{0,40})?|[.,][0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?", re.ASCII
)
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]{1,40})?", re.ASCII)
SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-"})
SEPARATED_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", re.ASCII)
DIGITS = 15
"""The door of ``documents`` takes no more."""


class NotANumber(Exception):
    """A text that is no number, or may be one of two: 1,822 is a thousand to some and two to others."""


def decimal(text: str) -> Decimal:
    """The number that a text is, with a point or a comma for its decimals. Raises ``NotANumber``."""
    said = text.strip().translate(SIGNS)
    if GROUPED.fullmatch(said):
        said = re.sub("[ \u00a0\u202f]", "", said)
    if not WRITTEN.fullmatch(said) or SEPARATED_THOUSANDS.fullmatch(said):
        raise NotANumber
    try:
        return Decimal(said.replace(",", "."))
    except InvalidOperation:
        raise NotANumber from None


def number_key(value: str = "", *, tolerance: str = "0", low: str = "", high: str = "") -> NumberKey:
    """A key from a number and its tolerance, or from the lowest and the highest that are right."""
    if low or high:
        ends = sorted((decimal(low), decimal(high)))
        middle = (ends[0] + ends[1]) / 2
        return NumberKey(as_float(middle), as_float(ends[1] - middle))
    return NumberKey(as_float(decimal(value)), abs(as_float(decimal(tolerance))))


def as_float(number: Decimal) -> float:
    """The number with as many digits as a document keeps."""
    return float(f"{number:.{DIGITS}g}")


def written(number: float) -> str:
    """The number in figures, without an exponent: "0.000001", "1822"."""
    text = f"{Decimal(repr(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

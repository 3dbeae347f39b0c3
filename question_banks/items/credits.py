"""What a credit in per cent is worth: an exact share, so that three thirds make a whole."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from math import gcd

LARGEST_DENOMINATOR = 20
ROUNDING = Fraction(1, 20_000)
"""Half of the second decimal of a percentage, as a share."""


def exact(number: float) -> Fraction:
    """The number that people wrote: 0.1 is one tenth, not the float nearest to it."""
    return Fraction(repr(number))


def share(credit: float) -> Fraction:
    """The credit as a share. 33.33 or 33.33333 stands for a third: percentages are written rounded.

    Only fractions down to twentieths are meant by a rounded percentage; any other credit is taken as it stands.
    """
    written = exact(credit) / 100
    meant = written.limit_denominator(LARGEST_DENOMINATOR)
    return meant if meant and abs(meant - written) <= ROUNDING else written


def common_step(shares: Iterable[Fraction]) -> Fraction:
    """The largest step of which a whole and each of the shares are whole multiples."""
    return reduce(_common, (abs(one) for one in shares if one), Fraction(1))


def _common(one: Fraction, other: Fraction) -> Fraction:
    bottom = one.denominator * other.denominator
    return Fraction(gcd(one.numerator * other.denominator, other.numerator * one.denominator), bottom)

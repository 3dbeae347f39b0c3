"""Chance that falls the same way each time: dice thrown for a name, whatever was thrown before."""

from __future__ import annotations

from math import erf, sqrt
from random import Random


def dice(*names: object) -> Random:
    """Dice of their own for what ``names`` say, such as a seed, an address and a question."""
    return Random("/".join(map(str, names)))  # noqa: S311 - invented people, not a secret


def share_below(z: float) -> float:
    """The part of a normal crowd that lies below ``z``."""
    return (1 + erf(z / sqrt(2))) / 2

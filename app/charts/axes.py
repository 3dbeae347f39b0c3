"""A line of numbers: where each stands on the sheet, and which of them are written under it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

ROUND_STEPS = (1, 2, 2.5, 5, 10)
MOST_TICKS = 5


@dataclass(frozen=True)
class Axis:
    """From ``low`` at ``left`` to ``high`` at ``right``; ``ticks`` are the numbers written."""

    low: float
    high: float
    left: float
    right: float
    ticks: tuple[float, ...]

    def x(self, value: float) -> float:
        """Where ``value`` stands. What lies outside stands at the end, so that nothing leaves its column."""
        inside = min(max(value, self.low), self.high)
        return self.left + (inside - self.low) / (self.high - self.low) * (self.right - self.left)


def scale_axis(low: float, high: float, left: float, right: float) -> Axis:
    """An axis over a whole scale, with its ends and its middle written."""
    return Axis(low, high, left, right, (low, (low + high) / 2, high))


def difference_axis(values: Iterable[float], least: float, left: float, right: float) -> Axis:
    """An axis around nothing that takes in all ``values`` and reaches at least ``least`` to the better side."""
    given = [0.0, least, *values]
    step = _round_step((max(given) - min(given)) / (MOST_TICKS - 1))
    first, last = math.floor(min(given) / step), math.ceil(max(given) / step)
    ticks = tuple(step * place for place in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], left, right, ticks)


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below ``least``."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in ROUND_STEPS if step * power >= least - 1e-9)

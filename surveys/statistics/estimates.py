"""A mean, a paired change and a proportion, each with its 95 % interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

CONFIDENCE = 0.95
T_METHOD = "mean, 95 % interval by Student's t"
PAIRED_METHOD = "mean of each person's change, 95 % interval by Student's t"
WILSON_METHOD = "share of people, 95 % interval by Wilson's score"

NOBODY = "No estimate: nobody is in this group."
ONE_PERSON = "No interval: one person says nothing about how far people differ."
ALL_ALIKE = "No interval: all values are the same, so they do not show how far people differ."


@dataclass(frozen=True)
class Estimate:
    """An estimate in the unit of its values. ``low`` and ``high`` are None together; a caveat says why."""

    estimate: float | None
    low: float | None
    high: float | None
    n: int
    method: str
    caveats: tuple[str, ...] = ()


def mean_interval(values: Sequence[float], bounds: tuple[float, float] | None = None) -> Estimate:
    """The mean of ``values`` with mean ± t(0.975, n-1) · s/√n (Student 1908).

    An end of the interval outside ``bounds``, the least and the greatest value there can be, is put on the
    bound.

    Raises:
        ValueError: a value is not a finite number.
    """
    return _by_t(values, T_METHOD, bounds)


def paired_change(before: Sequence[float], after: Sequence[float]) -> Estimate:
    """The mean of after - before over people in the same order, with the t interval of the paired
    differences.

    Raises:
        ValueError: the two are not of the same length, or a value is not a finite number.
    """
    differences = [later - earlier for earlier, later in zip(before, after, strict=True)]
    return _by_t(differences, PAIRED_METHOD, None)


def proportion(k: int, n: int) -> Estimate:
    """The share ``k`` of ``n`` as a number from 0 to 1, with Wilson's score interval (Wilson 1927):
    (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n).

    Raises:
        ValueError: ``k`` is not between 0 and ``n``.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a share")
    if n == 0:
        return Estimate(None, None, None, 0, WILSON_METHOD, (NOBODY,))
    share, extra = k / n, normal_quantile() ** 2 / n
    middle = share + extra / 2
    half = math.sqrt(share * (1 - share) * extra + extra**2 / 4)
    # Of nobody the lower end is 0 and of everybody the upper end is 1, whatever the last binary place says.
    low = 0.0 if k == 0 else (middle - half) / (1 + extra)
    high = 1.0 if k == n else (middle + half) / (1 + extra)
    return Estimate(share, low, high, n, WILSON_METHOD)


def _by_t(values: Sequence[float], method: str, bounds: tuple[float, float] | None) -> Estimate:
    n = len(values)
    if not all(math.isfinite(value) for value in values):
        raise ValueError("every value must be a finite number")
    if n == 0:
        return Estimate(None, None, None, 0, method, (NOBODY,))
    mean = math.fsum(values) / n
    if n == 1:
        return Estimate(mean, None, None, n, method, (ONE_PERSON,))
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1))
    # Differences of equal scores may differ in the last binary place; that is no spread.
    if spread <= 1e-9 * max(1.0, max(abs(value) for value in values)):
        return Estimate(mean, None, None, n, method, (ALL_ALIKE,))
    half = t_quantile(n - 1) * spread / math.sqrt(n)
    low, high = _within(mean - half, bounds), _within(mean + half, bounds)
    return Estimate(mean, low, high, n, method)


def t_quantile(degrees: float) -> float:
    # SciPy takes long to import, and a web worker that shows no findings never needs it. scipy.special has the
    # quantiles; scipy.stats would take most of a second more.
    from scipy.special import stdtrit  # noqa: PLC0415

    return float(stdtrit(degrees, (1 + CONFIDENCE) / 2))


def normal_quantile() -> float:
    from scipy.special import ndtri  # noqa: PLC0415 (as above)

    return float(ndtri((1 + CONFIDENCE) / 2))


def _within(value: float, bounds: tuple[float, float] | None) -> float:
    return value if bounds is None else min(max(value, bounds[0]), bounds[1])

"""What two groups of different people, or two measures of the same people, say of each other; and a middle value."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from surveys.statistics.estimates import (
    ALL_ALIKE,
    NOBODY,
    ONE_PERSON,
    Estimate,
    normal_quantile,
    proportion,
    t_quantile,
)

NEWCOMBE_METHOD = (
    "difference between the shares of two groups of people, 95 % interval by Newcombe's hybrid score"
)
WELCH_METHOD = "difference between the means of two groups of people, 95 % interval by Welch's t"
CORRELATION_METHOD = "Pearson correlation, 95 % interval by Fisher's z"
MEDIAN_METHOD = "median, 95 % interval between ranks (sign test)"

FEWEST_FOR_Z = 4
"""Fisher's z needs more than three people."""


def difference_of_shares(k_1: int, n_1: int, k_2: int, n_2: int) -> Estimate:
    """The second share minus the first, from different people, with Newcombe's interval (1998, method 10): the limits
    are as far from the difference as the shares are, by Pythagoras, from their own Wilson limits.

    Raises:
        ValueError: one of the two is no share.
    """
    first, second = proportion(k_1, n_1), proportion(k_2, n_2)
    if not (n_1 and n_2):
        return Estimate(None, None, None, 0, NEWCOMBE_METHOD, (NOBODY,))
    p_1, l_1, u_1 = _limits(first)
    p_2, l_2, u_2 = _limits(second)
    apart = p_2 - p_1
    low = apart - math.hypot(p_2 - l_2, u_1 - p_1)
    high = apart + math.hypot(u_2 - p_2, p_1 - l_1)
    return Estimate(apart, low, high, n_1 + n_2, NEWCOMBE_METHOD)


def difference_of_means(first: Sequence[float], second: Sequence[float]) -> Estimate:
    """The second mean minus the first, from different people, with Welch's interval (1947)."""
    n_1, n_2 = len(first), len(second)
    if not (n_1 and n_2):
        return Estimate(None, None, None, 0, WELCH_METHOD, (NOBODY,))
    apart = math.fsum(second) / n_2 - math.fsum(first) / n_1
    if min(n_1, n_2) == 1:
        return Estimate(apart, None, None, n_1 + n_2, WELCH_METHOD, (ONE_PERSON,))
    v_1, v_2 = statistics.variance(first) / n_1, statistics.variance(second) / n_2
    if v_1 + v_2 <= 1e-18:
        return Estimate(apart, None, None, n_1 + n_2, WELCH_METHOD, (ALL_ALIKE,))
    degrees = (v_1 + v_2) ** 2 / (v_1**2 / (n_1 - 1) + v_2**2 / (n_2 - 1))
    half = t_quantile(degrees) * math.sqrt(v_1 + v_2)
    return Estimate(apart, apart - half, apart + half, n_1 + n_2, WELCH_METHOD)


def correlation(first: Sequence[float], second: Sequence[float]) -> Estimate:
    """How far two values of each person go together, from -1 to 1, with Fisher's interval (1921).

    There is no estimate where one of the two is the same for everybody.

    Raises:
        ValueError: the two are not of the same length.
    """
    pairs = list(zip(first, second, strict=True))
    n = len(pairs)
    if n < 2:
        return Estimate(None, None, None, n, CORRELATION_METHOD, (ONE_PERSON if n else NOBODY,))
    if min(_spread(first), _spread(second)) < 1e-9:
        return Estimate(None, None, None, n, CORRELATION_METHOD, (ALL_ALIKE,))
    # Rounding may carry a perfect correlation past 1.
    r = max(-1.0, min(1.0, statistics.correlation(first, second)))
    if n < FEWEST_FOR_Z or abs(r) >= 1 - 1e-12:
        return Estimate(r, None, None, n, CORRELATION_METHOD)
    half = normal_quantile() / math.sqrt(n - 3)
    return Estimate(
        r, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half), n, CORRELATION_METHOD
    )


def middle(values: Sequence[float]) -> Estimate:
    """The median with the interval between two ranks that holds it in 95 % of samples or more, whatever the values'
    distribution; without one where there are too few values for it.
    """
    n = len(values)
    if n == 0:
        return Estimate(None, None, None, 0, MEDIAN_METHOD, (NOBODY,))
    ordered = sorted(values)
    below = _ranks_left_out(n)
    if below == 0:
        few = "No interval: fewer than six values hold none at 95 %."
        return Estimate(statistics.median(ordered), None, None, n, MEDIAN_METHOD, (few,))
    return Estimate(statistics.median(ordered), ordered[below - 1], ordered[n - below], n, MEDIAN_METHOD)


def _ranks_left_out(n: int) -> int:
    """The rank, from 1, at which the interval for a median begins; 0 when even the first does not hold it."""
    from scipy.special import bdtr  # noqa: PLC0415 (SciPy takes long to import)

    rank = 0
    while rank < n // 2 and bdtr(rank, n, 0.5) <= 0.025:
        rank += 1
    return rank


def _limits(share: Estimate) -> tuple[float, float, float]:
    """Of a share of somebody, all three are there."""
    return share.estimate or 0.0, share.low or 0.0, share.high or 0.0


def _spread(values: Sequence[float]) -> float:
    return max(values) - min(values)

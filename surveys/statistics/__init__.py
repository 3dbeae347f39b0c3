"""Estimates with their uncertainty: numbers in, numbers and words out. SciPy does the sums; this chooses
and guards.
"""

from surveys.statistics.estimates import Estimate, mean_interval, paired_change, proportion
from surveys.statistics.groups import correlation, difference_of_means, difference_of_shares, middle

__all__ = [
    "Estimate", "correlation", "difference_of_means", "difference_of_shares", "mean_interval", "middle",
    "paired_change", "proportion",
]  # fmt: skip

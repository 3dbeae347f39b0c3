"""Estimates with their uncertainty: numbers in, numbers and words out. SciPy does the sums; this chooses
and guards.
"""

from surveys.statistics.estimates import Estimate, mean_interval, paired_change, proportion

__all__ = ["Estimate", "mean_interval", "paired_change", "proportion"]

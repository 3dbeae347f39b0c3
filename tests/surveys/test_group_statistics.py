"""Statistics of two groups and two measures agree with other programs, and admit when there is nothing to say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from surveys.statistics import correlation, difference_of_means, difference_of_shares, middle

shares = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
scores = st.lists(st.integers(0, 9).map(float), min_size=2, max_size=40).filter(
    lambda some: len(set(some)) > 1
)
pairs = st.lists(
    st.tuples(st.integers(0, 5).map(float), st.integers(0, 9).map(float)), min_size=4, max_size=40
)


def near(*expected):
    return pytest.approx(expected, abs=1e-6)


def interval(estimate):
    return estimate.low, estimate.high


def test_newcombes_own_example():
    """56 of 70 against 48 of 80: 0.20, from 0.0524 to 0.3339 (Newcombe 1998, Statistics in Medicine 17, 873-890)."""
    apart = difference_of_shares(48, 80, 56, 70)
    assert (apart.estimate, *interval(apart)) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


@settings(deadline=None, max_examples=80)
@given(shares, shares)
def test_a_difference_of_shares_agrees_with_statsmodels(first, second):
    apart = difference_of_shares(*first, *second)
    expected = confint_proportions_2indep(*second, *first, method="newcomb", compare="diff")
    assert interval(apart) == near(*expected)
    assert apart.n == first[1] + second[1]


@settings(deadline=None, max_examples=80)
@given(scores, scores)
def test_a_difference_of_means_agrees_with_scipy(first, second):
    apart = difference_of_means(first, second)
    expected = stats.ttest_ind(second, first, equal_var=False).confidence_interval(0.95)
    assert interval(apart) == near(*expected)


@settings(deadline=None, max_examples=80)
@given(pairs)
def test_a_correlation_agrees_with_scipy(both):
    first, second = [one for one, _ in both], [other for _, other in both]
    together = correlation(first, second)
    if len(set(first)) == 1 or len(set(second)) == 1:
        assert (together.estimate, together.low, together.high) == (None, None, None)
        return
    expected = stats.pearsonr(first, second)
    assert together.estimate == pytest.approx(expected.statistic, abs=1e-6)
    if together.low is not None:
        assert interval(together) == near(*expected.confidence_interval(0.95))


@settings(deadline=None, max_examples=80)
@given(st.lists(st.floats(0.5, 300), min_size=1, max_size=60))
def test_a_median_and_its_interval_agree_with_numpy_and_scipy(seconds):
    median = middle(seconds)
    assert median.estimate == pytest.approx(np.median(seconds))
    if len(seconds) < 6:
        assert (median.low, median.high) == (None, None)
        return
    expected = stats.quantile_test(seconds, p=0.5).confidence_interval(0.95)
    assert interval(median) == near(*expected)


def test_a_perfect_correlation_has_no_interval():
    assert correlation([1, 2, 3, 4], [2, 4, 6, 8]).estimate == pytest.approx(1)
    assert interval(correlation([1, 2, 3, 4], [8, 6, 4, 2])) == (None, None)


@pytest.mark.parametrize(
    "nothing",
    [
        difference_of_shares(0, 0, 3, 5),
        difference_of_means([], [1.0, 2.0]),
        correlation([], []),
        correlation([1.0], [2.0]),
        middle([]),
    ],
)
def test_where_there_is_nobody_there_is_no_estimate_and_a_caveat_says_so(nothing):
    assert (nothing.estimate, nothing.low, nothing.high) == (None, None, None)
    assert len(nothing.caveats) == 1


def test_groups_without_spread_have_a_difference_and_no_interval():
    apart = difference_of_means([1.0, 1.0], [3.0, 3.0])
    assert (apart.estimate, apart.low, apart.high) == (2, None, None)
    assert difference_of_means([1.0], [3.0, 4.0]).caveats == (
        "No interval: one person says nothing about how far people differ.",
    )


def test_values_of_unequal_number_are_no_pairs():
    with pytest.raises(ValueError, match="zip"):
        correlation([1, 2], [1, 2, 3])

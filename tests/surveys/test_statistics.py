"""Estimates agree with published ones and with other programs, and admit when there is nothing to say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from surveys.statistics import Estimate, mean_interval, paired_change, proportion

# Student's sleep data (Student 1908), as R ships it: hours gained on two drugs by the same ten patients.
SLEEP_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SLEEP_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

values = st.lists(st.integers(0, 10).map(float), min_size=2, max_size=40).filter(
    lambda some: len(set(some)) > 1
)


def near(*expected):
    return pytest.approx(expected, abs=1e-6)


# Changes and means


def test_paired_change_of_the_sleep_data_is_what_r_prints():
    change = paired_change(SLEEP_1, SLEEP_2)
    # R: t.test(extra ~ group, paired = TRUE) gives the same interval the other way round.
    assert (change.estimate, change.low, change.high) == near(1.58, 0.7001142, 2.4598858)
    assert (change.n, change.caveats) == (10, ())


def test_a_fall_is_the_rise_the_other_way_round():
    rise, fall = paired_change(SLEEP_1, SLEEP_2), paired_change(SLEEP_2, SLEEP_1)
    assert (fall.estimate, fall.low, fall.high) == near(-rise.estimate, -rise.high, -rise.low)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), min_size=2, max_size=40))
def test_paired_change_agrees_with_scipy(pairs):
    before, after = [float(b) for b, _a in pairs], [float(a) for _b, a in pairs]
    change = paired_change(before, after)
    if len({b - a for b, a in pairs}) == 1:
        assert (change.low, change.high) == (None, None)
        return
    low, high = stats.ttest_rel(after, before).confidence_interval(0.95)
    assert (change.low, change.high) == near(low, high)


@settings(deadline=None)
@given(values)
def test_a_mean_agrees_with_statsmodels(some):
    mean = mean_interval(some)
    low, high = DescrStatsW(some).tconfint_mean(0.05)
    assert (mean.estimate, mean.low, mean.high) == near(sum(some) / len(some), low, high)


def test_an_interval_does_not_leave_the_scale():
    mean = mean_interval([0, 0, 0, 0, 3], (0, 4))
    free = mean_interval([0, 0, 0, 0, 3])
    assert free.low < 0
    assert (mean.low, mean.high, mean.estimate) == (0, free.high, free.estimate)


@pytest.mark.parametrize(
    ("some", "expected"),
    [
        ([], (None, None, None, 0, ("No estimate: nobody is in this group.",))),
        ([3], (3, None, None, 1, ("No interval: one person says nothing about how far people differ.",))),
        (
            [0.1 + 0.2, 0.3, 0.3],
            (
                pytest.approx(0.3), None, None, 3,
                ("No interval: all values are the same, so they do not show how far people differ.",),
            ),
        ),
    ],
)  # fmt: skip
def test_where_there_is_nothing_to_estimate_a_caveat_says_why(some, expected):
    mean = mean_interval(some)
    assert (mean.estimate, mean.low, mean.high, mean.n, mean.caveats) == expected


def test_equal_changes_of_unequal_people_give_no_interval():
    change = paired_change([1, 2, 3, 4], [3, 4, 5, 6])
    assert (change.estimate, change.low, change.high) == (2, None, None)


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
def test_a_value_that_is_no_number_is_refused(wrong):
    with pytest.raises(ValueError, match="finite"):
        mean_interval([1, wrong])


def test_pairs_of_which_one_half_is_missing_are_refused():
    with pytest.raises(ValueError, match="shorter"):
        paired_change([1, 2], [1])


# Shares of people


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_the_one_that_newcombe_printed(k, n, low, high):
    """Newcombe (1998), Statistics in Medicine 17:857, table I, method 3."""
    share = proportion(k, n)
    assert (share.estimate, share.low, share.high) == pytest.approx((k / n, low, high), abs=5e-5)


@pytest.mark.parametrize("n", [1, 2, 5, 10, 18, 37, 250])
def test_wilsons_interval_agrees_with_statsmodels_and_scipy(n):
    for k in range(n + 1):
        share = proportion(k, n)
        theirs = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
        assert (share.low, share.high) == near(*proportion_confint(k, n, method="wilson"))
        assert (share.low, share.high) == near(theirs.low, theirs.high)


def test_wilsons_interval_ends_where_shares_end():
    assert (proportion(0, 7).low, proportion(7, 7).high) == (0, 1)
    assert proportion(0, 7).high > 0.2


def test_a_share_of_nobody_is_no_share():
    method, caveat = (
        "share of people, 95 % interval by Wilson's score",
        "No estimate: nobody is in this group.",
    )
    assert proportion(0, 0) == Estimate(None, None, None, 0, method, (caveat,))


@pytest.mark.parametrize(("k", "n"), [(-1, 3), (4, 3)])
def test_more_people_than_there_are_is_refused(k, n):
    with pytest.raises(ValueError, match="not a share"):
        proportion(k, n)

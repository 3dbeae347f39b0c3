"""The one place that makes figures refuses by itself, whoever calls it."""

from __future__ import annotations

import pytest

from surveys.disclosure import Floors, Ladder
from surveys.findings import figures
from surveys.findings.figures import Measure

FLOORS = Floors()
THREE_MARKS = Measure(Ladder(0, 3, 1), 100 / 3, "%", "points")


@pytest.mark.parametrize(
    ("before", "after"),
    [([0, 1, 2, 3], [1, 2, 3, 2]), ([0, 1, 2, 3, 1], [3, 3, 3, 3, 3]), ([0, 1, 2, 1, 1], [1, 2, 3, 2, 2])],
    ids=["four people", "all know everything", "all changed alike"],
)
def test_a_change_that_tells_of_single_people_has_no_number(before, after):
    trio = figures.change(before, after, THREE_MARKS, FLOORS, levels_shown=True)
    assert trio == figures.hidden_change(THREE_MARKS, FLOORS)
    assert {(figure.estimate, figure.n, figure.hidden) for figure in trio} == {(None, None, FLOORS.reason)}


def test_an_interval_that_would_tell_how_few_changed_is_left_out():
    before, after = [0, 0, 1, 1, 1, 2, 2, 2, 1, 0], [1, 1, 2, 2, 2, 3, 3, 3, 2, 0]
    # Nine rose by one mark, and one by none: the mean and its interval would say so.
    _before, _after, change = figures.change(before, after, THREE_MARKS, FLOORS, levels_shown=True)
    assert (change.estimate, change.low, change.high, change.n) == (pytest.approx(30), None, None, 10)
    assert change.caveats == (figures.NO_INTERVAL,)


def test_the_means_before_and_after_never_have_an_interval():
    before, after, _change = figures.change(
        [0, 1, 2, 3, 1, 2], [1, 3, 2, 2, 2, 3], THREE_MARKS, FLOORS, levels_shown=True
    )
    assert (before.low, before.high, after.low, after.high) == (None, None, None, None)
    assert before.estimate == pytest.approx(50)


def test_a_mean_on_points_that_are_not_one_apart_is_hidden():
    mean, _shares = figures.ordered([3, 3, 3], [1, 2, 4], FLOORS)
    assert mean.hidden
    assert not figures.ordered([3, 3, 3], [1, 2, 3], FLOORS)[0].hidden


def test_partly_right_answers_are_steps_of_a_mark():
    """A mean one part of a mark below the top tells everybody's answer, as one mark below does elsewhere."""
    halves = Measure(Ladder(0, 2, 0.5), 50, "%", "points")
    after = [2, 2, 2, 2, 2, 1.5]
    assert figures.change([0, 1, 0.5, 1, 2, 0], after, halves, FLOORS, levels_shown=True)[2].hidden


def test_counts_of_people_are_withheld_below_the_floor():
    assert [figures.count(people, FLOORS) for people in (0, 1, 4, 5)] == [0, None, None, 5]

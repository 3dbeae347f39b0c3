"""Figures about one question, over the answers of many people; they pass ``surveys.disclosure`` first, as all do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from surveys.disclosure import Floors, Ladder, hides_choice, hides_interval, hides_mean
from surveys.findings.figures import Measure, figure_of, hidden_figure, share
from surveys.findings.figures import change as paired
from surveys.findings.model import Figure
from surveys.statistics import (
    Estimate,
    correlation,
    difference_of_means,
    difference_of_shares,
    mean_interval,
    middle,
)

FACILITY_METHOD = "mean share of the question's marks, 95 % interval by Student's t"
TOO_FEW_ANSWERED = "Not shown: fewer than {} people answered, which is too few to judge a question by."
NOT_THE_SAME_PEOPLE = (
    "Before and after were answered by different people, who may differ in more than the course."
)


def facility(marks: Sequence[float], measure: Measure, floors: Floors) -> Figure:
    """The share of the question's marks that people earned, in per cent. All or nothing is a share of people."""
    ladder = measure.ladder
    if hides_mean(marks, ladder, floors):
        return hidden_figure("%", floors)
    if ladder.levels <= 2:
        return share(_earned_all(marks, ladder), len(marks), floors)
    told = hides_interval(marks, ladder, floors)
    estimate = mean_interval([mark * measure.worth for mark in marks], (0, 100))
    return figure_of(replace(estimate, method=FACILITY_METHOD), "%", floors, interval_told=told)


def gain(before: Sequence[float], after: Sequence[float], measure: Measure, floors: Floors) -> Figure:
    """The mean change of the same people's marks, in points."""
    *_levels, change = paired(before, after, measure, floors, levels_shown=False)
    return change


def gain_of_others(
    before: Sequence[float], after: Sequence[float], measure: Measure, floors: Floors, caveat: str
) -> Figure:
    """The difference between the facilities of two groups of people, in points. It tells no more than the two do."""
    ladder = measure.ladder
    if hides_mean(before, ladder, floors) or hides_mean(after, ladder, floors):
        return hidden_figure("points", floors)
    if ladder.levels <= 2:
        estimate = difference_of_shares(
            _earned_all(before, ladder), len(before), _earned_all(after, ladder), len(after)
        )
        return figure_of(_with(estimate, caveat), "points", floors, worth=100)
    told = hides_interval(before, ladder, floors) or hides_interval(after, ladder, floors)
    apart = difference_of_means(
        [mark * measure.worth for mark in before], [mark * measure.worth for mark in after]
    )
    return figure_of(_with(apart, caveat), "points", floors, interval_told=told)


def discrimination(marks: Sequence[float], rest: Sequence[float], ladder: Ladder, floors: Floors) -> Figure:
    """How far a question goes with the rest of the test, from -1 to 1: the corrected item-rest correlation."""
    if len(marks) < floors.flags:
        return hidden_figure("r", floors, TOO_FEW_ANSWERED.format(floors.flags))
    if hides_mean(marks, ladder, floors) or hides_mean_of_rest(rest, floors):
        return hidden_figure("r", floors)
    return figure_of(correlation(marks, rest), "r", floors)


def hides_mean_of_rest(rest: Sequence[float], floors: Floors) -> bool:
    """Rest scores are of too many kinds to be a ladder; they only must not be alike for nearly everybody."""
    commonest = max(Counter(rest).values(), default=0)
    return len(rest) - commonest < floors.matched


def confidently_wrong(wrong_and_sure: int, wrong: int, said_how_sure: int, floors: Floors) -> Figure:
    """The share of those who said how sure they were that were sure, and wrong.

    Beside the facility it tells how many were wrong and unsure, so neither of the two groups may be small.
    """
    if wrong - wrong_and_sure < floors.matched or hides_choice(wrong, said_how_sure, floors):
        return hidden_figure("%", floors, floors.reason_for_shares)
    return share(wrong_and_sure, said_how_sure, floors)


def time_taken(seconds: Sequence[float], floors: Floors) -> Figure:
    """The median time to answer, in whole seconds."""
    if len(seconds) < floors.percentages:
        return hidden_figure("seconds", floors, TOO_FEW_ANSWERED.format(floors.percentages))
    estimate = middle(seconds)

    def whole(value: float | None) -> float | None:
        return None if value is None else float(ceil(value))

    ends = whole(estimate.low), whole(estimate.high)
    return figure_of(
        replace(estimate, estimate=whole(estimate.estimate), low=ends[0], high=ends[1]), "seconds", floors
    )


def is_common(k: int, n: int, most: float, floors: Floors) -> bool:
    """Whether more than the share ``most`` of ``n`` people are among ``k``, as far as that may be said.

    That fewer than ``floors.matched`` are not among them may be said, as it is of counts; how many fewer may not.
    """
    return n >= floors.flags and (n - k < floors.matched or (k >= floors.matched and k > most * n))


def _earned_all(marks: Sequence[float], ladder: Ladder) -> int:
    return sum(ladder.level(mark) == ladder.levels - 1 for mark in marks)


def _with(estimate: Estimate, caveat: str) -> Estimate:
    return replace(estimate, caveats=(*estimate.caveats, caveat)) if caveat else estimate

"""The one place where figures are made. Every number passes ``surveys.disclosure`` here before anybody sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from surveys.disclosure import (
    Floors,
    Ladder,
    hides_change,
    hides_choice,
    hides_interval,
    hides_scale_mean,
    shown_choices,
    shown_groups,
    withholds_count,
)
from surveys.findings.model import Figure
from surveys.statistics import Estimate, mean_interval, paired_change, proportion

LEVEL_METHOD = "mean over the same people before and after; the interval is given for their change"
NO_INTERVAL = (
    "No interval is given with the mean: together they would tell how few people gave some of the answers."
)

Groups = tuple[tuple[int, ...], ...]
# Before, after and their difference.
Trio = tuple[Figure, Figure, Figure]


@dataclass(frozen=True)
class Measure:
    """How a person's sum over a group of questions becomes a figure.

    ``ladder`` has the sums that there can be, and ``worth`` is what 1 of a sum is worth in ``unit``.
    """

    ladder: Ladder
    worth: float
    unit: str
    change_unit: str


def count(people: int, floors: Floors) -> int | None:
    """How many people said something; None when that is withheld."""
    return None if withholds_count(people, floors) else people


def hidden_change(measure: Measure, floors: Floors) -> Trio:
    """A change that is not shown, without a number."""
    level = hidden_figure(measure.unit, floors)
    return level, level, hidden_figure(measure.change_unit, floors)


def change(
    before: Sequence[float], after: Sequence[float], measure: Measure, floors: Floors, *, levels_shown: bool
) -> Trio:
    """The figures before and after, and that of the change, from each person's two sums in the same order.

    Without ``levels_shown`` only the change is shown.
    """
    if hides_change(before, after, measure.ladder, floors):
        return hidden_change(measure, floors)
    difference = _difference(before, after, measure, floors)
    if not levels_shown:
        return hidden_figure(measure.unit, floors), hidden_figure(measure.unit, floors), difference
    return _level(before, measure, floors), _level(after, measure, floors), difference


def _level(sums: Sequence[float], measure: Measure, floors: Floors) -> Figure:
    # Intervals of the two means would invite comparing them, which says nothing about the same people's change.
    mean = mean_interval([value * measure.worth for value in sums]).estimate
    return figure_of(Estimate(mean, None, None, len(sums), LEVEL_METHOD), measure.unit, floors)


def _difference(before: Sequence[float], after: Sequence[float], measure: Measure, floors: Floors) -> Figure:
    worth = measure.worth
    estimate = paired_change([value * worth for value in before], [value * worth for value in after])
    differences = [later - earlier for earlier, later in zip(before, after, strict=True)]
    told = hides_interval(differences, measure.ladder.differences, floors)
    return figure_of(estimate, measure.change_unit, floors, interval_told=told)


def ordered(
    counts: Sequence[int], values: Sequence[int], floors: Floors
) -> tuple[Figure, list[tuple[tuple[int, ...], Figure]]]:
    """The mean on a scale, and a share for each group of its points that may be a line.

    ``counts`` are the people at each of ``values``, which count upwards. There are no shares when they may
    not be shown.
    """
    groups = shown_groups(counts, floors)
    return _scale_mean(counts, values, groups, floors), _shares(counts, groups, floors)


def chosen(counts: Sequence[int], floors: Floors) -> list[tuple[tuple[int, ...], Figure]]:
    """A share for each category without order, of which each person chose one; few-chosen ones together."""
    return _shares(counts, shown_choices(counts, floors), floors)


def ticked(counts: Sequence[int], people: int, floors: Floors, *, ticks_known: bool) -> list[Figure]:
    """A share for each option of which ``people`` could tick several; hidden ones in their place.

    ``ticks_known`` says that everybody ticked equally many, so that all options but one would tell the last.
    """
    hides = [hides_choice(k, people, floors) for k in counts]
    if all(hides) or (ticks_known and any(hides)):
        return []
    return [
        hidden_figure("%", floors, floors.reason_for_shares) if hide else share(k, people, floors)
        for k, hide in zip(counts, hides, strict=True)
    ]


def off_scale(counts: Sequence[int], on_scale: int, floors: Floors) -> list[tuple[tuple[int, ...], Figure]]:
    """A share of all who answered for each answer off the scale; of all of them together when one has few."""
    everybody, off = on_scale + sum(counts), sum(counts)
    if hides_choice(off, everybody, floors):
        return []
    apart = all(people >= floors.matched for people in counts)
    groups = [(place,) for place in range(len(counts))] if apart else [tuple(range(len(counts)))]
    return [(group, share(sum(counts[place] for place in group), everybody, floors)) for group in groups]


def _scale_mean(counts: Sequence[int], values: Sequence[int], groups: Groups, floors: Floors) -> Figure:
    one_apart = all(later - earlier == 1 for earlier, later in pairwise(values))
    if not one_apart or hides_scale_mean(counts, values, groups, floors):
        return hidden_figure("scale points", floors)
    answers = [
        float(value) for value, people in zip(values, counts, strict=True) for _person in range(people)
    ]
    ladder = Ladder(values[0], values[-1], 1)
    every_point_shown = bool(groups) and all(len(group) == 1 for group in groups)
    told = not every_point_shown and (bool(groups) or hides_interval(answers, ladder, floors))
    estimate = mean_interval(answers, (ladder.low, ladder.high))
    return figure_of(estimate, "scale points", floors, interval_told=told)


def _shares(counts: Sequence[int], groups: Groups, floors: Floors) -> list[tuple[tuple[int, ...], Figure]]:
    everybody = sum(counts)
    return [(group, share(sum(counts[place] for place in group), everybody, floors)) for group in groups]


def share(k: int, n: int, floors: Floors) -> Figure:
    """The share ``k`` of ``n`` people, in per cent, where it may be shown."""
    if hides_choice(k, n, floors):
        return hidden_figure("%", floors, floors.reason_for_shares)
    return figure_of(proportion(k, n), "%", floors, worth=100)


def hidden_figure(unit: str, floors: Floors, reason: str = "") -> Figure:
    """A figure that is not shown, without a number; ``reason`` is the usual one when it is not given."""
    return Figure(unit, hidden=reason or floors.reason)


def figure_of(
    estimate: Estimate, unit: str, floors: Floors, *, worth: float = 1, interval_told: bool = False
) -> Figure:
    """The estimate as a figure; only for what ``surveys.disclosure`` has let through. Its numbers times ``worth`` are
    in ``unit``; with ``interval_told`` the interval is left out, as it would tell how few gave some answer.
    """
    caveats = list(estimate.caveats)
    if estimate.n < floors.imprecise:
        caveats.append(f"Very imprecise: it rests on fewer than {floors.imprecise} people.")
    if interval_told:
        caveats.insert(0, NO_INTERVAL)

    def in_unit(value: float | None) -> float | None:
        return None if value is None else value * worth

    low, high = (None, None) if interval_told else (in_unit(estimate.low), in_unit(estimate.high))
    return Figure(unit, in_unit(estimate.estimate), low, high, estimate.n, estimate.method, tuple(caveats))

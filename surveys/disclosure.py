"""What may be shown without telling what one person answered. Numbers in, decisions out; nothing is
computed here.

Every figure is made through ``surveys.findings.figures``, which asks here first. A reason never tells which
rule hid the figure: that everybody answered alike would itself be a disclosure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

# A mean within one step of an end of its scale tells everybody's value: all at the end, one person a step
# off.
ROOM_OF_A_MEAN = 2
# With so many possible values, a mean, its interval and n give the number of people at each.
TELLING_LEVELS = 3


@dataclass(frozen=True)
class Floors:
    """The thresholds that figures are held to, in people.

    ``matched``: the fewest people a mean or a group in a distribution may rest on. ``imprecise``: below
    this a figure is labelled very imprecise. ``percentages``: the fewest people of whom percentages are
    given.

    Raises:
        ValueError: a group of two or fewer would be let through: each of two can tell the other's answer.
    """

    matched: int = 5
    imprecise: int = 10
    percentages: int = 10

    def __post_init__(self) -> None:
        if self.matched < 3 or self.percentages < self.matched:
            raise ValueError("groups of two or fewer people can never be shown")

    def in_words(self) -> tuple[tuple[str, int], ...]:
        """Each threshold with what it means, to be printed in a report."""
        return (
            ("Fewest people a figure may rest on", self.matched),
            ("Fewest people for percentages of people", self.percentages),
            ("Fewer people than this: labelled very imprecise", self.imprecise),
        )

    @property
    def reason(self) -> str:
        return (
            f"Not shown, so that nobody's answers can be told: it rests on fewer than {self.matched} people, "
            "or on answers too much alike, or would let another hidden figure be worked out."
        )

    @property
    def reason_for_shares(self) -> str:
        return (
            f"Not shown, so that nobody's answers can be told: percentages need {self.percentages} people, "
            f"and at least {self.matched} in each group that can be worked out from them."
        )


@dataclass(frozen=True)
class Ladder:
    """The values one person can have: from ``low`` to ``high``, ``step`` apart."""

    low: float
    high: float
    step: float

    @property
    def levels(self) -> int:
        return round((self.high - self.low) / self.step) + 1


def hides_mean(values: Sequence[float], ladder: Ladder, floors: Floors) -> bool:
    """Whether the mean of ``values``, one a person, must be hidden.

    It is when they are fewer than ``floors.matched`` or all alike, or when the mean lies so near an end
    that it tells each value. Where only two values are possible the mean is a share of people and is held
    to the rule for shares.
    """
    if len(values) < floors.matched or _alike(values):
        return True
    if ladder.levels <= 2:
        middle = (ladder.low + ladder.high) / 2
        return hides_choice(sum(value > middle for value in values), len(values), floors)
    return _room(values, [(ladder.low, ladder.high)] * len(values), ladder.step) < ROOM_OF_A_MEAN


def hides_change(before: Sequence[float], after: Sequence[float], ladder: Ladder, floors: Floors) -> bool:
    """Whether a change and the two means that it lies between must be hidden: all of them, as two tell the
    third.
    """
    return (
        hides_mean(before, ladder, floors)
        or hides_mean(after, ladder, floors)
        or _alike([later - earlier for earlier, later in zip(before, after, strict=True)])
    )


def hides_interval(values: Sequence[float], levels: int, floors: Floors) -> bool:
    """Whether an interval beside the mean would tell how few people hold one of at most three possible
    values.
    """
    counts = Counter(round(value, 6) for value in values)
    return levels <= TELLING_LEVELS and min(counts.values(), default=0) < floors.matched


def hides_part(people: Collection[int], whole: Collection[int], floors: Floors) -> bool:
    """Whether figures on ``people`` and on ``whole``, who include them, would tell of the few who are left
    over.
    """
    part, all_people = set(people), set(whole)
    return part < all_people and len(all_people - part) < floors.matched


def hides_choice(k: int, n: int, floors: Floors) -> bool:
    """Whether it must be hidden that ``k`` of ``n`` people chose something and the others did not."""
    return n < floors.percentages or min(k, n - k) < floors.matched


def shown_groups(counts: Sequence[int], floors: Floors) -> tuple[tuple[int, ...], ...]:
    """How a distribution over ordered categories may be shown: positions in ``counts``, those in a group as
    one line.

    Neighbours are put together until each group has at least ``floors.matched`` people, so none can be
    worked out by subtraction. Empty categories count as small: that nobody gave an answer tells it of
    everybody. Nothing comes back when fewer than ``floors.percentages`` answered or all would fall into one
    group.
    """
    if sum(counts) < floors.percentages:
        return ()
    groups: list[list[int]] = [[]]
    for position, _count in enumerate(counts):
        if sum(counts[place] for place in groups[-1]) >= floors.matched:
            groups.append([])
        groups[-1].append(position)
    if len(groups) > 1 and sum(counts[place] for place in groups[-1]) < floors.matched:
        groups[-2] += groups.pop()
    return tuple(tuple(group) for group in groups) if len(groups) > 1 else ()


def hides_scale_mean(
    counts: Sequence[int], values: Sequence[float], groups: Sequence[Sequence[int]], floors: Floors
) -> bool:
    """Whether the mean of a scale must be hidden beside the ``groups`` of its distribution that are shown.

    ``counts`` are the people at each of ``values``, which are one apart. Where every point is shown by
    itself the mean adds nothing. Where points are shown together, the mean must leave ``floors.matched``
    steps of doubt about where in their groups people are.
    """
    if sum(counts) < floors.matched or sum(count > 0 for count in counts) < 2:
        return True
    if groups and all(len(group) == 1 for group in groups):
        return False
    ranges = {place: (values[group[0]], values[group[-1]]) for group in groups for place in group}
    whole = (values[0], values[-1])
    people = [place for place, count in enumerate(counts) for _person in range(count)]
    room = _room([values[place] for place in people], [ranges.get(place, whole) for place in people], 1)
    return room < (floors.matched if groups else ROOM_OF_A_MEAN)


def _alike(values: Sequence[float]) -> bool:
    return max(values) - min(values) < 1e-9


def _room(values: Sequence[float], ranges: Sequence[tuple[float, float]], step: float) -> float:
    """The steps by which people together stay below the tops, or above the bottoms, of their ranges: the
    fewer.
    """
    below = sum(high - value for value, (_low, high) in zip(values, ranges, strict=True))
    above = sum(value - low for value, (low, _high) in zip(values, ranges, strict=True))
    return round(min(below, above) / step, 6)

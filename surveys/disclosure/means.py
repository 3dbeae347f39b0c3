"""When a mean, a change or an interval would tell what single people answered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, combinations_with_replacement

from surveys.disclosure.floors import Floors
from surveys.disclosure.shares import ROOM_OF_A_MEAN, hides_choice

Levels = tuple[int, ...]


@dataclass(frozen=True)
class Ladder:
    """The values one person can have: from ``low`` to ``high``, ``step`` apart."""

    low: float
    high: float
    step: float

    @property
    def levels(self) -> int:
        return round((self.high - self.low) / self.step) + 1

    def level(self, value: float) -> int:
        """The position of ``value`` on the ladder, from 0."""
        return round((value - self.low) / self.step)

    @property
    def differences(self) -> Ladder:
        """The ladder of differences between two values on this one."""
        reach = self.high - self.low
        return Ladder(-reach, reach, self.step)


def hides_mean(values: Sequence[float], ladder: Ladder, floors: Floors) -> bool:
    """Whether the mean of ``values``, one a person, must be hidden.

    It is when they are fewer than ``floors.matched`` or all alike, or when it tells of single people.
    """
    return len(values) < floors.matched or _alike(values) or tells(values, ladder, floors)


def tells(values: Sequence[float], ladder: Ladder, floors: Floors) -> bool:
    """Whether the mean of ``values`` tells of single people, known by itself and without an interval.

    It does so near an end of the ladder. Where only two values are possible the mean is a share of people
    and is held to the rule for shares.
    """
    if ladder.levels <= 2:
        middle = (ladder.low + ladder.high) / 2
        return hides_choice(sum(value > middle for value in values), len(values), floors)
    below = sum(ladder.high - value for value in values)
    above = sum(value - ladder.low for value in values)
    return round(min(below, above) / ladder.step, 6) < ROOM_OF_A_MEAN


def hides_change(before: Sequence[float], after: Sequence[float], ladder: Ladder, floors: Floors) -> bool:
    """Whether a change and the two means that it lies between must be hidden: all of them, as two tell the
    third.
    """
    return (
        hides_mean(before, ladder, floors)
        or hides_mean(after, ladder, floors)
        or _alike([later - earlier for earlier, later in zip(before, after, strict=True)])
    )


def hides_interval(values: Sequence[float], ladder: Ladder, floors: Floors) -> bool:
    """Whether an interval beside the mean would tell how few people hold some value.

    Mean, interval and number of people give the sum of the values and of their squares. A level that
    holds from one to one below ``floors.matched`` people is safe while three or four of the people could
    hold other values with the same two sums, and another number of them that level.
    """
    held = Counter(ladder.level(value) for value in values)
    small = {level for level, people in held.items() if people < floors.matched}
    for size in (3, 4):
        if not small:
            break
        small -= _in_doubt(held, ladder.levels, size)
    return bool(small)


def _in_doubt(held: Mapping[int, int], levels: int, size: int) -> set[int]:
    """The levels whose number of people could be another, were ``size`` of the people on other levels."""
    # Of each level no more than ``size`` people matter.
    people = [level for level in sorted(held) for _person in range(min(held[level], size))]
    others, doubtful = _by_sums(levels, size), set[int]()
    for some in set(combinations(people, size)):
        for other in others[_sums(some)]:
            if other != some:
                doubtful |= {level for level in {*some, *other} if some.count(level) != other.count(level)}
    return doubtful


@lru_cache(maxsize=64)
def _by_sums(levels: int, size: int) -> Mapping[tuple[int, int], list[Levels]]:
    """Every choice of ``size`` levels out of ``levels``, those with equal sum and sum of squares together."""
    groups: dict[tuple[int, int], list[Levels]] = defaultdict(list)
    for some in combinations_with_replacement(range(levels), size):
        groups[_sums(some)].append(some)
    return groups


def _sums(levels: Levels) -> tuple[int, int]:
    return sum(levels), sum(level * level for level in levels)


def _alike(values: Sequence[float]) -> bool:
    return max(values) - min(values) < 1e-9

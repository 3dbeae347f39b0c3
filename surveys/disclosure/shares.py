"""How a distribution may be shown: which answers as lines of their own, which together, which not."""

from __future__ import annotations

from collections.abc import Sequence

from surveys.disclosure.floors import Floors

Groups = tuple[tuple[int, ...], ...]

# A mean within one step of an end of its scale tells everybody's value: all at the end, one person a step
# off.
ROOM_OF_A_MEAN = 2


def hides_choice(k: int, n: int, floors: Floors) -> bool:
    """Whether it must be hidden that ``k`` of ``n`` people chose something and the others did not."""
    return n < floors.percentages or min(k, n - k) < floors.matched


def shown_groups(counts: Sequence[int], floors: Floors) -> Groups:
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
        last = groups.pop()
        groups[-1] += last
    return tuple(tuple(group) for group in groups) if len(groups) > 1 else ()


def shown_choices(counts: Sequence[int], floors: Floors) -> Groups:
    """As ``shown_groups`` for categories without an order, of which each person chose one.

    A category with enough people is a line; all others are one line, the last, which takes in the smallest
    of the first until it has enough people too. Small and empty ones are never told apart.
    """
    if sum(counts) < floors.percentages:
        return ()
    alone = [place for place, count in enumerate(counts) if count >= floors.matched]
    rest = [place for place in range(len(counts)) if place not in alone]
    while rest and alone and sum(counts[place] for place in rest) < floors.matched:
        smallest = min(alone, key=lambda place: counts[place])
        alone.remove(smallest)
        rest.append(smallest)
    groups = [(place,) for place in alone] + ([tuple(sorted(rest))] if rest else [])
    return tuple(groups) if len(groups) > 1 else ()


def hides_scale_mean(
    counts: Sequence[int], values: Sequence[float], groups: Sequence[Sequence[int]], floors: Floors
) -> bool:
    """Whether the mean of a scale must be hidden beside the ``groups`` of its distribution that are shown.

    ``counts`` are the people at each of ``values``, which are one apart. With two points the mean is a share
    of people. Where every point is shown by itself the mean adds nothing. Where points are shown together,
    the mean must leave ``floors.matched`` steps of doubt about where in their groups people are.
    """
    if sum(counts) < floors.matched or sum(count > 0 for count in counts) < 2:
        return True
    if len(counts) <= 2:
        return hides_choice(counts[-1], sum(counts), floors)
    if groups and all(len(group) == 1 for group in groups):
        return False
    ranges = {place: (values[group[0]], values[group[-1]]) for group in groups for place in group}
    whole = (values[0], values[-1])
    held = [(count, values[place], *ranges.get(place, whole)) for place, count in enumerate(counts)]
    below = sum(count * (high - value) for count, value, _low, high in held)
    above = sum(count * (value - low) for count, value, low, _high in held)
    return min(below, above) < (floors.matched if groups else ROOM_OF_A_MEAN)

"""What figures give away together: sums and differences of shown figures are as good as shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from itertools import combinations, product

from surveys.disclosure.floors import Floors

# Up to so many kinds of question, every combination of them is looked at; of more, one and two kinds and all
# but one or two.
KINDS = 10
# Ranks are taken modulo a prime above every determinant that can arise here, so they are exact.
PRIME = 2**61 - 1

Group = frozenset[Hashable]


class Span:
    """All that can be worked out from lines over the same people: their sums, differences and multiples."""

    def __init__(self, rows: Sequence[Sequence[int]] = ()) -> None:
        self._rows: dict[int, list[int]] = {}
        for row in rows:
            self.add(row)

    @property
    def rank(self) -> int:
        return len(self._rows)

    def holds(self, row: Sequence[int]) -> bool:
        """Whether ``row`` can be worked out."""
        return not any(self._left_over(row))

    def add(self, row: Sequence[int]) -> None:
        left = self._left_over(row)
        lead = next((place for place, value in enumerate(left) if value), None)
        if lead is not None:
            inverse = pow(left[lead], -1, PRIME)
            self._rows[lead] = [value * inverse % PRIME for value in left]

    def _left_over(self, row: Sequence[int]) -> list[int]:
        left = [value % PRIME for value in row]
        for lead, known in sorted(self._rows.items()):
            if times := left[lead]:
                left = [(value - times * other) % PRIME for value, other in zip(left, known, strict=True)]
        return left


def kept_apart(
    wanted: Sequence[Group], hidden: Collection[Group], tells: Callable[[Group], bool]
) -> frozenset[Group]:
    """Which of the ``wanted`` groups of questions may be shown, so that no other may be worked out that must not.

    All figures are over the same people; that of a group is the sum of its questions'. What must not be
    worked out are the ``hidden`` groups and every group of questions that ``tells`` of single people. When
    something could be, the groups that come last in ``wanted`` are given up.
    """
    kinds = _kinds([*wanted, *hidden])
    secret = {group: _row(group, kinds) for group in _secrets(wanted, hidden, kinds, tells)}
    shown: list[Group] = []
    for group in wanted:
        span = Span([_row(other, kinds) for other in (*shown, group)])
        if not any(span.holds(row) for row in secret.values()):
            shown.append(group)
    return frozenset(shown)


def _kinds(groups: Sequence[Group]) -> list[Group]:
    """The questions, those together that are in the same groups: no figure tells them apart."""
    kinds: dict[tuple[bool, ...], set[Hashable]] = {}
    for question in set().union(*groups):
        kinds.setdefault(tuple(question in group for group in groups), set()).add(question)
    return [frozenset(questions) for questions in kinds.values()]


def _row(group: Group, kinds: Sequence[Group]) -> list[int]:
    return [int(kind <= group) for kind in kinds]


def _secrets(
    wanted: Sequence[Group],
    hidden: Collection[Group],
    kinds: Sequence[Group],
    tells: Callable[[Group], bool],
) -> Iterator[Group]:
    """The groups that must not be worked out, of those that could be if all ``wanted`` were shown."""
    everything = Span([_row(group, kinds) for group in wanted])
    for group in {*hidden, *_unions(kinds)} - set(wanted):
        if everything.holds(_row(group, kinds)) and (group in hidden or tells(group)):
            yield group


def _unions(kinds: Sequence[Group]) -> Iterator[Group]:
    every = frozenset[Hashable]().union(*kinds)
    sizes = range(1, len(kinds) + 1) if len(kinds) <= KINDS else (1, 2)
    for size in sizes:
        for some in combinations(kinds, size):
            union = frozenset[Hashable]().union(*some)
            yield union
            if len(kinds) > KINDS:
                yield every - union


def leaves_few(sets: Sequence[Collection[int]], floors: Floors) -> bool:
    """Whether totals over these sets of people, added and taken away, leave the total of a few people.

    Each set is used once: of three sets or fewer, twice one makes no others but itself.
    """
    for times in product((-1, 1), repeat=len(sets)):
        left: Counter[int] = Counter()
        for people, often in zip(sets, times, strict=True):
            for person in people:
                left[person] += often
        if 0 < sum(count != 0 for count in left.values()) < floors.matched:
            return True
    return False


def share_a_line(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> bool:
    """Whether something can be worked out from the rows of ``one`` that can be from ``other`` too."""
    return Span([*one, *other]).rank < Span(one).rank + Span(other).rank

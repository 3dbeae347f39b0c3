"""Changes against before the course in matched pairs, per group of questions; each family by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from question_banks.model import Family
from surveys.disclosure import Floors, Ladder, hides_change, kept_apart, leaves_few, share_a_line, tells
from surveys.enums import TimePoint
from surveys.findings import figures, words
from surveys.findings.banks import Banks
from surveys.findings.grouping import Label, Questions, groups, measure_of, of_one_scale
from surveys.findings.matching import Matched, match
from surveys.findings.model import Change
from surveys.queries.pairs import PairedAnswer

LATER = (TimePoint.POST, TimePoint.MONTH3, TimePoint.MONTH6)

Changes = Mapping[Label, Sequence[Change]]
Group = frozenset[Hashable]
Rows = list[list[int]]


class FamilyChanges:
    """The changes of one family, time point by time point, so that none gives away what another hides."""

    def __init__(self, family: Family, banks: Banks, order: Sequence[Label], floors: Floors) -> None:
        self._family, self._banks, self._order, self._floors = family, banks, order, floors
        self._questions: Questions = banks.newest()
        self._given: list[tuple[Collection[int], Rows]] = []

    def per_label(self, answers: Iterable[PairedAnswer]) -> Changes:
        """The changes under each label, earliest first.

        Where not all labels can be shown together those last in the order are given up.
        """
        at: dict[TimePoint, list[PairedAnswer]] = defaultdict(list)
        for answer in answers:
            at[answer.point].append(answer)
        found: dict[Label, list[Change]] = defaultdict(list)
        for point in LATER:
            matched = match(at[point], self._family, self._banks)
            if matched:
                for label, change in self._at(point, matched).items():
                    found[label].append(change)
        return found

    def looking_back(self, answers: Iterable[PairedAnswer], usual: Iterable[Change]) -> tuple[Change, ...]:
        """What people say now against what they say looking back, over all such questions; only the change is shown.

        ``usual`` are the changes against what was said before the course, to be set beside it.
        """
        beside = {change.point: change for change in usual}
        at: dict[TimePoint, list[PairedAnswer]] = defaultdict(list)
        for answer in answers:
            at[answer.point].append(answer)
        found = []
        for point in LATER:
            matched = match(at[point], self._family, self._banks)
            if matched:
                group = of_one_scale(self._questions, matched.questions)
                shown = group in self._shown([group], matched)
                change = self._change(point, group, matched, shown, levels_shown=False)
                said = words.of_looking_back(point, change.change, beside.get(point))
                found.append(replace(change, words=said))
        return tuple(found)

    def _at(self, point: TimePoint, matched: Matched) -> dict[Label, Change]:
        asked = matched.questions
        if self._family is not Family.KNOWLEDGE:
            asked = of_one_scale(self._questions, asked)
        labelled = groups(self._questions, asked, self._order)
        distinct = list(dict.fromkeys(labelled.values()))
        shown = self._shown(distinct, matched)
        levels = self._levels_shown([group for group in distinct if group in shown], matched.people)
        made = {
            group: self._change(point, group, matched, group in shown, group in levels) for group in distinct
        }
        return {label: made[group] for label, group in labelled.items()}

    def _shown(self, wanted: Sequence[Group], matched: Matched) -> frozenset[Group]:
        """The groups whose change may be shown; not those that tell, nor those that give such away."""
        hidden = [
            group for group in wanted if hides_change(*matched.sums(group), self._ladder(group), self._floors)
        ]

        def gives_away(group: Group) -> bool:
            return any(tells(sums, self._ladder(group), self._floors) for sums in matched.sums(group))

        return kept_apart([group for group in wanted if group not in hidden], hidden, gives_away)

    def _levels_shown(self, wanted: Sequence[Group], people: Collection[int]) -> frozenset[Group]:
        """The groups whose means before and after may be shown beside the change.

        Means before the course of two sets of people who differ by a few would tell what those few answered.
        """
        clashes = [
            earlier
            for size in range(1, len(self._given) + 1)
            for earlier in combinations(self._given, size)
            if leaves_few([others for others, _rows in earlier] + [people], self._floors)
        ]
        shown: list[Group] = []
        rows: Rows = []
        for group in wanted:
            tried = [*rows, [int(name in group) for name in self._questions]]
            if not any(all(share_a_line(known, tried) for _o, known in earlier) for earlier in clashes):
                shown.append(group)
                rows = tried
        self._given.append((people, rows))
        return frozenset(shown)

    def _change(
        self, point: TimePoint, group: Group, matched: Matched, shown: bool, levels_shown: bool
    ) -> Change:
        measure, axis = measure_of(self._family, self._questions, group)
        keys = tuple(name.key for name in self._questions if name in group)
        if shown:
            before, after = matched.sums(group)
            trio = figures.change(before, after, measure, self._floors, levels_shown=levels_shown)
        else:
            trio = figures.hidden_change(measure, self._floors)
        return Change(point, keys, *trio, axis, words.of_change(self._noun(group), point, *trio, axis))

    def _noun(self, group: Group) -> str:
        not_taught = any(self._questions[name][1].control for name in self._questions if name in group)
        return words.NOT_TAUGHT if not_taught else words.NOUNS[self._family]

    def _ladder(self, group: Group) -> Ladder:
        return measure_of(self._family, self._questions, group)[0].ladder

"""The answers to each wording of a question, put together over versions and events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from surveys.disclosure import Floors, withholds_count
from surveys.enums import TimePoint
from surveys.findings.banks import Banks
from surveys.queries.item_answers import ItemAnswer

FEWEST_OTHERS = 2
"""Other questions that the rest of a test needs to be one."""

SURE = 3
"""From "fairly sure" on somebody is sure."""


class One(NamedTuple):
    """One person's answer. ``rest`` is their share of the marks of all other questions of the test, None where there
    are too few; ``sure`` whether they were, None where they did not say.
    """

    person: int
    mark: float | None
    rest: float | None
    wrong: bool
    sure: bool | None
    chosen: tuple[Hashable, ...]
    seconds: float | None


@dataclass(frozen=True)
class Pool:
    """The answers to one wording at one time point."""

    answers: tuple[One, ...]

    @property
    def people(self) -> list[int]:
        return [one.person for one in self.answers]

    @property
    def marks(self) -> list[float]:
        return [one.mark for one in self.answers if one.mark is not None]

    @property
    def seconds(self) -> list[float]:
        return [one.seconds for one in self.answers if one.seconds is not None]

    @property
    def chosen(self) -> Counter[Hashable]:
        return Counter(key for one in self.answers for key in one.chosen)

    @property
    def beside_the_rest(self) -> list[tuple[float, float]]:
        """Mark and rest of those who have both."""
        return [(one.mark, one.rest) for one in self.answers if one.mark is not None and one.rest is not None]

    @property
    def said_how_sure(self) -> list[tuple[bool, bool]]:
        """Whether sure, and whether wrong, of those who said how sure they were."""
        return [(one.sure, one.wrong) for one in self.answers if one.sure is not None]

    @property
    def marked(self) -> dict[int, float]:
        """Each person's mark."""
        return {one.person: one.mark for one in self.answers if one.mark is not None}

    def of(self, people: Collection[int]) -> Pool:
        """Of these people only."""
        return Pool(tuple(one for one in self.answers if one.person in people))


Pools = Mapping[TimePoint, Pool]


def pools_of(
    answers: Sequence[ItemAnswer], banks: Banks, floors: Floors
) -> Mapping[tuple[int, str], Mapping[TimePoint, list[One]]]:
    """The answers by version and question, and by time point.

    Where fewer than the floor answered a question in one wave, as may be with parallel forms, these are left out:
    figures before and after they are added would tell of them.
    """
    earned = _earned(answers, banks)
    together = Counter((answer.wave_id, answer.version, answer.question_key) for answer in answers)
    pools: dict[tuple[int, str], dict[TimePoint, list[One]]] = defaultdict(lambda: defaultdict(list))
    for answer in answers:
        if together[answer.wave_id, answer.version, answer.question_key] >= floors.matched:
            one = _one(answer, earned[answer.response_id], banks)
            pools[answer.version, answer.question_key][answer.point].append(one)
    return pools


def joined(pools: Iterable[Mapping[TimePoint, list[One]]], floors: Floors) -> Pools:
    """The pools of several versions as one. A few people who answered only before, or only straight after the course,
    are left out: beside what the findings show of those who answered twice, they could be told.
    """
    found: dict[TimePoint, list[One]] = {}
    for each in pools:
        for point, answers in each.items():
            found.setdefault(point, []).extend(answers)
    whole = {point: Pool(tuple(found[point])) for point in TimePoint if point in found}
    before, after = whole.get(TimePoint.PRE), whole.get(TimePoint.POST)
    if before and after and withholds_count(len({*before.people} ^ {*after.people}), floors):
        both = {*before.people} & {*after.people}
        whole |= {TimePoint.PRE: before.of(both), TimePoint.POST: after.of(both)}
    return whole


def _earned(answers: Iterable[ItemAnswer], banks: Banks) -> Mapping[int, tuple[float, float, int]]:
    """For each response the marks earned, those that could be, and on how many questions."""
    earned: dict[int, tuple[float, float, int]] = defaultdict(lambda: (0.0, 0.0, 0))
    for answer in answers:
        if _is_taught(answer, banks):
            marks, of, questions = earned[answer.response_id]
            earned[answer.response_id] = marks + (answer.mark or 0), of + (answer.of or 0), questions + 1
    return earned


def _is_taught(answer: ItemAnswer, banks: Banks) -> bool:
    """Whether the answer counts for the score that a question is held against: controls are another test."""
    question = banks.question(answer.version, answer.question_key)
    return bool(answer.of) and question is not None and not question.control


def _one(answer: ItemAnswer, total: tuple[float, float, int], banks: Banks) -> One:
    marked = answer.mark is not None and bool(answer.of)
    mark, of = (answer.mark or 0.0, answer.of or 0.0) if marked else (0.0, 0.0)
    marks, possible, questions = total
    if _is_taught(answer, banks):
        marks, possible, questions = marks - mark, possible - of, questions - 1
    chosen = answer.value if isinstance(answer.value, list) else [answer.value]
    return One(
        person=answer.booking_id,
        mark=mark if marked else None,
        rest=marks / possible if marked and questions >= FEWEST_OTHERS and possible else None,
        wrong=2 * mark < of,
        sure=answer.certainty >= SURE if marked and answer.certainty is not None else None,
        chosen=tuple(chosen) if answer.value is not None else (),
        seconds=answer.seconds,
    )

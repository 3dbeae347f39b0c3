"""Simulated respondents: what they know, learn, forget, believe of themselves and do at work.

Nothing here is a figure of the findings. A mind is a handful of traits; its answers go through the product as
anybody's do, and what the findings say of them is what the product makes of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from app.demo.chance import dice, share_below
from surveys.enums import TimePoint


@dataclass(frozen=True)
class Teaching:
    """What a course does to those who learn: to knowledge, to confidence (0 to 10), to practice and to liking it."""

    knowledge: float
    confidence: float
    practice: float
    liking: float


TEACHING: Mapping[str, Teaching] = {
    "neglect": Teaching(knowledge=1.5, confidence=1.6, practice=0.8, liking=4.3),
    "information-sharing": Teaching(knowledge=1.2, confidence=1.3, practice=0.6, liking=4.0),
    # People come out of it sure of themselves and fond of it, and know what they knew before.
    "professional-curiosity": Teaching(knowledge=0.0, confidence=2.6, practice=0.1, liking=4.6),
}

DO_NOT_LEARN = 0.2
GUESSING_ASIDE, HARDNESS = 1.2, 0.3
OPENING_CONFIDENCE = 4.6


@dataclass(frozen=True)
class Mind:
    """One person on one course. ``ability`` and ``modesty`` are standard scores; ``learns`` is the part of the
    course's teaching that arrives, ``keeps`` what is left of it at each time point.
    """

    name: str
    ability: float
    modesty: float
    learns: float
    keeps: Mapping[TimePoint, float]
    teaching: Teaching

    def knows(
        self, question: str, objective: str, point: TimePoint, guess: float, *, taught: bool = True
    ) -> bool:
        """Whether the right answer comes to mind, or is guessed. The course helps with what is ``taught``.

        A question that somebody gets right once they mostly get right again: most of the luck stays with person
        and question, the rest with the day.
        """
        skill = (
            self.ability
            + 0.5 * _standard(self.name, objective)
            + taught * self._gained(point, self.teaching.knowledge)
        )
        sure = 1 / (1 + exp(-GUESSING_ASIDE * (skill - _hardness(question))))
        luck = 0.9 * _standard(self.name, question) + 0.436 * _standard(self.name, question, point)
        return share_below(luck) < guess + (1 - guess) * sure

    def confidence(self, question: str, point: TimePoint) -> int:
        """How sure the person feels, from 0 to 10."""
        level = OPENING_CONFIDENCE + 0.7 * self.ability - 0.9 * self.modesty
        level += self._gained(point, self.teaching.confidence)
        whim = 0.5 * _standard(self.name, question) + 0.6 * _standard(self.name, question, point)
        return max(0, min(10, round(level + whim)))

    def practice(self, question: str, point: TimePoint) -> float:
        """How often it is done, from 0 (never) to 4 (always): the person's habit, whoever reports it."""
        habit = 1.9 + 0.5 * self.ability + 0.5 * _standard(self.name, question)
        return habit + self._gained(point, self.teaching.practice)

    def benefit(self, point: TimePoint) -> float:
        """How much came of it for children, from 0 (nothing) to 3 (a great deal)."""
        return 1.0 + self._gained(point, self.teaching.practice)

    def _gained(self, point: TimePoint, taught: float) -> float:
        return taught * self.learns * self.keeps[point]


def mind_of(seed: int, address: str, course: str) -> Mind:
    """The mind of a person on a course; the same for ever under one seed."""
    rng = dice(seed, address, course, "mind")
    learns = rng.uniform(0, 0.15) if rng.random() < DO_NOT_LEARN else rng.uniform(0.7, 1.3)
    month3 = rng.uniform(0.7, 1)
    keeps = {
        TimePoint.PRE: 0.0,
        TimePoint.POST: 1.0,
        TimePoint.MONTH3: month3,
        TimePoint.MONTH6: month3 * rng.uniform(0.75, 1),
    }
    person = dice(seed, address)
    return Mind(
        name=f"{seed}/{address}/{course}",
        ability=0.6 * person.gauss(0, 1),
        modesty=person.gauss(0, 1),
        learns=learns,
        keeps=keeps,
        teaching=TEACHING[course],
    )


def _standard(*names: object) -> float:
    return dice(*names).gauss(0, 1)


@lru_cache(maxsize=1024)
def _hardness(question: str) -> float:
    return HARDNESS + 0.5 * _standard(question)

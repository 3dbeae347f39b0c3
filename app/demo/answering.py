"""How a simulated respondent fills in a questionnaire: the form's own strings for each question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from app.demo.chance import dice
from app.demo.knowing import Knowing
from app.demo.minds import Mind
from app.demo.texts import PLAIN, TEXTS
from question_banks.items import is_keyed
from question_banks.items.yes_no import NOT_APPLICABLE
from question_banks.model import Kind, Question, Scale
from surveys.enums import Audience, Family, TimePoint
from surveys.questionnaires import Asked
from surveys.questionnaires.additions import asks_certainty, asks_comment, certainty_name, comment_name

WRITES, LEAVES_OPTIONAL_OUT, COMMENTS = 0.25, 0.1, 0.08

THOUGHT_BETTER_OF_IT = (0, 1, 1, 2)
"""By how much people rate themselves lower looking back, now that they know what there was to know."""

LOOKED_BETTER_THEN = 0.3
"""The same on a scale of words."""

TEXTS_OF_THEIR_OWN = frozenset({Kind.LONG_TEXT, Kind.SHORT_TEXT})

DAYS_AGO = range(3, 90)

OFF_THE_SCALE: Mapping[tuple[str, Audience], float] = {
    ("no-opportunity", Audience.DELEGATE): 0.12,
    ("no-opportunity", Audience.MANAGER): 0.05,
    ("not-observed", Audience.MANAGER): 0.18,
    ("too-early", Audience.DELEGATE): 0.15,
    ("too-early", Audience.MANAGER): 0.12,
}
"""How often an answer off a scale is given, by its code."""


class Answering:
    """One respondent at one time point. A manager answers about the delegate's ``mind`` as seen from outside."""

    def __init__(self, mind: Mind, point: TimePoint, audience: Audience, today: date) -> None:
        self._mind, self._point, self._audience, self._today = mind, point, audience, today
        self._knowing = Knowing(mind, point)

    def fill_in(self, asked: Asked) -> dict[str, list[str]]:
        """What the form would send for one question and for what is asked beside it, by field's name."""
        said = {asked.name: self.answer(asked)}
        if asks_certainty(asked):
            said[certainty_name(asked)] = [str(self._knowing.certainty(asked.question))]
        if asks_comment(asked):
            said[comment_name(asked)] = self._comment(asked) if said[asked.name] else []
        return said

    def _comment(self, asked: Asked) -> list[str]:
        rng = dice(self._mind.name, asked.question.key, self._point, self._audience, "comment")
        return [rng.choice(PLAIN)] if rng.random() < COMMENTS else []

    def answer(self, asked: Asked) -> list[str]:
        """What the form would send for one question; empty when it is left out."""
        question = asked.question
        rng = dice(self._mind.name, question.key, self._point, self._audience)
        if question.kind in TEXTS_OF_THEIR_OWN and not is_keyed(question):
            return self._text(question, rng)
        if not question.required and rng.random() < LEAVES_OPTIONAL_OUT:
            return []
        if is_keyed(question):
            return self._knowing.answer(question)
        return WAYS[question.kind](self, asked, rng)

    def _text(self, question: Question, rng: Random) -> list[str]:
        texts = TEXTS.get((question.family, self._audience), PLAIN)
        return [rng.choice(texts)] if question.required or rng.random() < WRITES else []

    def _confidence(self, asked: Asked, rng: Random) -> list[str]:
        if not asked.question.then_of:
            return [str(self._mind.confidence(asked.question.key, self._point))]
        then = self._mind.confidence(asked.question.then_of, TimePoint.PRE)
        return [str(max(0, then - rng.choice(THOUGHT_BETTER_OF_IT)))]

    def _on_scale(self, asked: Asked, rng: Random) -> list[str]:
        scale = asked.scale
        if scale is None:
            return []
        for outside in scale.outside:
            if rng.random() < OFF_THE_SCALE.get((outside.code, self._audience), 0):
                return [outside.code]
        return [_nearest(scale, self._level(asked.question) + rng.gauss(0, 0.6))]

    def _level(self, question: Question) -> float:
        if question.then_of:
            return self._mind.practice(question.then_of, TimePoint.PRE) - LOOKED_BETTER_THEN
        if question.family is Family.REACTION:
            return self._mind.teaching.liking
        if question.family is Family.OUTCOME:
            return self._mind.benefit(self._point)
        return self._mind.practice(question.key, self._point)

    def _several(self, asked: Asked, rng: Random) -> list[str]:
        """Choices without a key, such as barriers: the last is "nothing", so it is chosen alone."""
        *things, nothing = [option.key for option in asked.question.options]
        if asked.question.choose is not None:
            return rng.sample([*things, nothing], asked.question.choose)
        return [nothing] if rng.random() < 0.3 else rng.sample(things, rng.choice((1, 1, 2)))

    def _single(self, asked: Asked, rng: Random) -> list[str]:
        return [rng.choice(asked.question.options).key]

    def _true_false(self, asked: Asked, rng: Random) -> list[str]:
        return [rng.choice(("true", "false"))]

    def _yes_no(self, asked: Asked, rng: Random) -> list[str]:
        return rng.choices(("yes", "no", NOT_APPLICABLE), weights=(6, 3, 1))

    def _number(self, asked: Asked, rng: Random) -> list[str]:
        return [str(rng.randint(0, 12))]

    def _date(self, asked: Asked, rng: Random) -> list[str]:
        day = self._today - timedelta(days=rng.choice(DAYS_AGO))
        return [f"{day.year}-{day.month}-{day.day}"]

    def _matches(self, asked: Asked, rng: Random) -> list[str]:
        return [f"{row.key}:{rng.choice(asked.question.options).key}" for row in asked.question.rows]

    def _statements(self, asked: Asked, rng: Random) -> list[str]:
        """Each statement is rated as if it stood alone."""
        question = asked.question
        parts = zip(question.rows, question.parts, strict=True)
        rated = ((row.key, self._on_scale(replace(asked, question=part), rng)) for row, part in parts)
        return [f"{key}:{choice}" for key, said in rated for choice in said]


WAYS: Mapping[Kind, Callable[[Answering, Asked, Random], list[str]]] = {
    Kind.SINGLE: Answering._single,
    Kind.SEVERAL: Answering._several,
    Kind.TRUE_FALSE: Answering._true_false,
    Kind.SCALE: Answering._on_scale,
    Kind.CONFIDENCE: Answering._confidence,
    Kind.STATEMENTS: Answering._statements,
    Kind.YES_NO: Answering._yes_no,
    Kind.NUMBER: Answering._number,
    Kind.DATE: Answering._date,
    Kind.MATCHING: Answering._matches,
}
"""Kinds without a key. Texts are written, and an order always has a key."""


def _nearest(scale: Scale, level: float) -> str:
    return str(min((point.value for point in scale.points), key=lambda value: abs(value - level)))

"""How a simulated respondent fills in a questionnaire: the form's own strings for each question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from app.demo.chance import dice
from app.demo.minds import Mind
from app.demo.texts import PLAIN, TEXTS
from question_banks.items import is_keyed
from question_banks.model import Kind, Option, Question, Scale
from surveys.enums import Audience, Family, TimePoint
from surveys.questionnaires import Asked

WRITES, LEAVES_OPTIONAL_OUT = 0.25, 0.1

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

    def __init__(self, mind: Mind, point: TimePoint, audience: Audience) -> None:
        self._mind, self._point, self._audience = mind, point, audience

    def answer(self, asked: Asked) -> list[str]:
        """What the form would send for one question; empty when it is left out."""
        question = asked.question
        rng = dice(self._mind.name, question.key, self._point, self._audience)
        if question.kind is Kind.LONG_TEXT:
            return self._text(question, rng)
        if not question.required and rng.random() < LEAVES_OPTIONAL_OUT:
            return []
        if is_keyed(question):
            return self._known(question, rng)
        return WAYS[question.kind](self, asked, rng)

    def _text(self, question: Question, rng: Random) -> list[str]:
        texts = TEXTS.get((question.family, self._audience), PLAIN)
        return [rng.choice(texts)] if question.required or rng.random() < WRITES else []

    def _known(self, question: Question, rng: Random) -> list[str]:
        """A question with a key: right when known or guessed, else the wrong answer that tempts this person."""
        guess = 0.5 if question.kind is Kind.TRUE_FALSE else 1 / max(len(question.options), 2)
        right = self._mind.knows(question.key, question.objective, self._point, guess)
        if question.kind is Kind.TRUE_FALSE:
            return ["true" if question.answer is right else "false"]
        keys = [option.key for option in question.options if option.right]
        return keys if right else [*keys[1:], self._tempting(question).key]

    def _tempting(self, question: Question) -> Option:
        wrong = [option for option in question.options if not option.right]
        return dice(self._mind.name, question.key, "tempted").choice(wrong)

    def _confidence(self, asked: Asked, rng: Random) -> list[str]:
        return [str(self._mind.confidence(asked.question.key, self._point))]

    def _on_scale(self, asked: Asked, rng: Random) -> list[str]:
        scale = asked.scale
        if scale is None:
            return []
        for outside in scale.outside:
            if rng.random() < OFF_THE_SCALE.get((outside.code, self._audience), 0):
                return [outside.code]
        return [_nearest(scale, self._level(asked.question) + rng.gauss(0, 0.6))]

    def _level(self, question: Question) -> float:
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


WAYS: Mapping[Kind, Callable[[Answering, Asked, Random], list[str]]] = {
    Kind.SINGLE: Answering._single,
    Kind.SEVERAL: Answering._several,
    Kind.TRUE_FALSE: Answering._true_false,
    Kind.SCALE: Answering._on_scale,
    Kind.CONFIDENCE: Answering._confidence,
}


def _nearest(scale: Scale, level: float) -> str:
    return str(min((point.value for point in scale.points), key=lambda value: abs(value - level)))

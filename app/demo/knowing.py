"""How a simulated respondent answers what has a right answer: right when it comes to mind, else as they are tempted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import factorial
from random import Random

from app.demo.chance import dice
from app.demo.minds import Mind
from question_banks.items.short_text import STAR
from question_banks.model import Kind, Option, Question
from surveys.enums import TimePoint

OUT_OF_THE_BLUE = 0.05
"""How often a number or a word is hit by chance."""

NO_IDEA = ("I am not sure.", "The usual form", "A meeting")


class Knowing:
    """What one mind knows at one time point."""

    def __init__(self, mind: Mind, point: TimePoint) -> None:
        self._mind, self._point = mind, point

    def answer(self, question: Question) -> list[str]:
        """What the form would send for a question with a key."""
        return WAYS[question.kind](self, question)

    def knows(self, question: Question, guess: float, row: str = "") -> bool:
        """Parallel forms stand and fall together: who knows the one knows the other. What the course does not
        teach stays as it was before.
        """
        form = question.equivalent_to or question.key
        return self._mind.knows(
            f"{form}.{row}" if row else form,
            question.objective,
            self._point,
            guess,
            taught=not question.control,
        )

    def certainty(self, question: Question) -> int:
        """From 1 to 4. It goes with how confident somebody is, whether they are right or not."""
        return 1 + round(3 * self._mind.confidence(question.equivalent_to or question.key, self._point) / 10)

    def _true_false(self, question: Question) -> list[str]:
        return ["true" if question.answer is self.knows(question, 0.5) else "false"]

    def _choice(self, question: Question) -> list[str]:
        keys = [option.key for option in question.options if option.right]
        if self.knows(question, 1 / max(len(question.options), 2)):
            return keys
        tempting = self._tempting(question)
        return [*keys[1:], tempting.key] if tempting else keys[:-1] or keys

    def _tempting(self, question: Question) -> Option | None:
        wrong = [option for option in question.options if not option.right]
        return self._dice(question).choice(wrong) if wrong else None

    def _order(self, question: Question) -> list[str]:
        """Who does not know it takes two neighbouring steps the other way round."""
        keys = [option.key for option in question.options]
        if len(keys) > 1 and not self.knows(question, 1 / factorial(len(keys))):
            at = self._dice(question).randrange(len(keys) - 1)
            keys[at : at + 2] = reversed(keys[at : at + 2])
        return [f"{key}:{place}" for place, key in enumerate(keys, start=1)]

    def _matches(self, question: Question) -> list[str]:
        guess = 1 / max(len(question.options), 2)
        return [f"{row.key}:{self._match(question, row.key, row.answer, guess)}" for row in question.rows]

    def _match(self, question: Question, row: str, answer: str, guess: float) -> str:
        others = [option.key for option in question.options if option.key != answer]
        if not others or self.knows(question, guess, row):
            return answer
        return self._dice(question, row).choice(others)

    def _number(self, question: Question) -> list[str]:
        right = max(question.numbers, key=lambda key: key.credit)
        if self.knows(question, OUT_OF_THE_BLUE):
            return [_in_figures(right.value)]
        return [_in_figures(right.value + right.tolerance + self._dice(question).choice((1, 5, 10)))]

    def _text(self, question: Question) -> list[str]:
        right = max(question.accepted, key=lambda accepted: (accepted.credit, not STAR.search(accepted.text)))
        if self.knows(question, OUT_OF_THE_BLUE):
            return [STAR.sub(" ", right.text).replace("\\*", "*")]
        return [self._dice(question).choice(NO_IDEA)]

    def _dice(self, question: Question, *more: str) -> Random:
        return dice(self._mind.name, question.key, "tempted", *more)


WAYS: Mapping[Kind, Callable[[Knowing, Question], list[str]]] = {
    Kind.SINGLE: Knowing._choice,
    Kind.SEVERAL: Knowing._choice,
    Kind.TRUE_FALSE: Knowing._true_false,
    Kind.ORDERING: Knowing._order,
    Kind.MATCHING: Knowing._matches,
    Kind.NUMBER: Knowing._number,
    Kind.SHORT_TEXT: Knowing._text,
}


def _in_figures(number: float) -> str:
    return f"{number:.15g}"

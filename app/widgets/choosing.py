"""Questions that are answered by choosing: from options, points of a scale, numbers or two or three words."""

from __future__ import annotations

from collections.abc import Sequence

from app.widgets.fields import Choice, Field, Line
from app.widgets.widget import Widget
from question_banks.items.confidence import HIGHEST
from question_banks.items.several import in_words as number_in_words
from question_banks.items.yes_no import ANSWERS, NOT_APPLICABLE
from surveys.questionnaires import Asked


class Options(Widget):
    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        return options(asked)


class SeveralOptions(Options):
    def hint(self, asked: Asked) -> str:
        """Says how many to tick, unless the question says it already."""
        if "choose" in asked.stem.lower():
            return ""
        count = asked.question.choose
        if count is None:
            return "Tick all that apply."
        return f"Tick {number_in_words(count)}."


class TrueFalse(Widget):
    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        return (Choice("true", "True"), Choice("false", "False"))


class YesNo(Widget):
    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        return tuple(Choice(answer, text, answer == NOT_APPLICABLE) for answer, text in ANSWERS.items())


class OnScale(Widget):
    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        return points(asked)


class Confidence(Widget):
    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        return tuple(Choice(str(number), str(number)) for number in range(HIGHEST + 1))

    def hint(self, asked: Asked) -> str:
        return f"From 0 (not at all) to {HIGHEST} (completely)."

    def words(self, field: Field, values: Sequence[str]) -> tuple[Line, ...]:
        return tuple(Line(f"{line.text} out of {HIGHEST}") for line in super().words(field, values))


def options(asked: Asked) -> tuple[Choice, ...]:
    return tuple(Choice(option.key, option.text) for option in asked.question.options)


def points(asked: Asked) -> tuple[Choice, ...]:
    """The points of the question's scale, and after them the answers that are not on it."""
    if asked.scale is None:
        return ()
    points = tuple(Choice(str(point.value), point.text) for point in asked.scale.points)
    return points + tuple(Choice(code.code, code.text, outside=True) for code in asked.scale.outside)

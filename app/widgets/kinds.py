"""One widget for each item type. Nothing here judges an answer: that is the banks' part (``question_banks.items``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.widgets.fields import Choice
from question_banks.items.confidence import HIGHEST
from question_banks.items.several import in_words as number_in_words
from question_banks.model import Kind
from surveys.questionnaires import Asked


@dataclass(frozen=True)
class Widget:
    """``choices`` are what can be chosen, in the bank's order; ``hint`` says how, when the stem does not."""

    choices: Callable[[Asked], tuple[Choice, ...]]
    hint: Callable[[Asked], str] = lambda asked: ""


def _options(asked: Asked) -> tuple[Choice, ...]:
    return tuple(Choice(option.key, option.text) for option in asked.question.options)


def _true_false(asked: Asked) -> tuple[Choice, ...]:
    return (Choice("true", "True"), Choice("false", "False"))


def _points(asked: Asked) -> tuple[Choice, ...]:
    if asked.scale is None:
        return ()
    points = tuple(Choice(str(point.value), point.text) for point in asked.scale.points)
    return points + tuple(Choice(code.code, code.text, outside=True) for code in asked.scale.outside)


def _zero_to_ten(asked: Asked) -> tuple[Choice, ...]:
    return tuple(Choice(str(number), str(number)) for number in range(HIGHEST + 1))


def _from_to(asked: Asked) -> str:
    return f"From 0 (not at all) to {HIGHEST} (completely)."


def _nothing(asked: Asked) -> tuple[Choice, ...]:
    return ()


def _how_many(asked: Asked) -> str:
    """Says how many to tick, unless the question says it already."""
    if "choose" in asked.stem.lower():
        return ""
    count = asked.question.choose
    if count is None:
        return "Tick all that apply."
    return f"Tick {number_in_words(count)}."


WIDGETS: Mapping[Kind, Widget] = {
    Kind.SINGLE: Widget(_options),
    Kind.SEVERAL: Widget(_options, _how_many),
    Kind.TRUE_FALSE: Widget(_true_false),
    Kind.SCALE: Widget(_points),
    Kind.CONFIDENCE: Widget(_zero_to_ten, _from_to),
    Kind.LONG_TEXT: Widget(_nothing),
}

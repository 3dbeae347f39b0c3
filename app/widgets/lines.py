"""Questions of several lines: options to be put in order, rows to be matched, statements to be rated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.widgets.choosing import options, points
from app.widgets.fields import Box, Choice, Field, Line
from app.widgets.widget import LineByLine, box
from question_banks.model import Value
from surveys.questionnaires import Asked

TEENS = range(11, 14)
ENDINGS = {1: "st", 2: "nd", 3: "rd"}


class Ordering(LineByLine):
    """Each option gets a place. They are never shown in the bank's order as such, which is the right one."""

    def boxes(self, asked: Asked) -> tuple[Box, ...]:
        return tuple(box(asked, option.key, option.text) for option in asked.question.options)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        return tuple(Choice(str(n), ordinal(n)) for n in range(1, len(asked.question.options) + 1))

    def hint(self, asked: Asked) -> str:
        return "Give each of them a place. The 1st is what comes first."

    def arranged(self, field: Field, order: Sequence[str]) -> Field:
        return boxes_arranged(field, order)

    def sent(self, value: Value) -> list[str]:
        return [f"{key}:{place}" for place, key in enumerate(super().sent(value), start=1)]

    def words(self, field: Field, values: Sequence[str]) -> tuple[Line, ...]:
        texts, chosen = {box.key: box.text for box in field.boxes}, self.spread(values)
        places = {place: texts[key] for key in chosen if key in texts for place in chosen[key]}
        return tuple(Line(places[c.value], about=c.text) for c in field.choices if c.value in places)


class Matching(LineByLine):
    def boxes(self, asked: Asked) -> tuple[Box, ...]:
        return rows(asked)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        return options(asked)

    def hint(self, asked: Asked) -> str:
        return "Choose what goes with each of them."


class Statements(LineByLine):
    """Each statement stands by itself with all points of the scale, so that a phone needs no table."""

    def boxes(self, asked: Asked) -> tuple[Box, ...]:
        return rows(asked)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        return points(asked)

    def arranged(self, field: Field, order: Sequence[str]) -> Field:
        return boxes_arranged(field, order)


def rows(asked: Asked) -> tuple[Box, ...]:
    return tuple(box(asked, row.key, row.text) for row in asked.question.rows)


def boxes_arranged(field: Field, order: Sequence[str]) -> Field:
    return replace(field, boxes=tuple(sorted(field.boxes, key=lambda box: order.index(box.key))))


def ordinal(number: int) -> str:
    """Such as "1st", "12th"."""
    ending = "th" if number % 100 in TEENS else ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"

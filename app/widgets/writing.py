"""Questions that are answered by writing: texts, a number, a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest

from app.widgets.fields import Box, Field, Line
from app.widgets.widget import Form, Widget, box
from surveys.questionnaires import Asked


class Text(Widget):
    is_text = True

    def words(self, field: Field, values: Sequence[str]) -> tuple[Line, ...]:
        """A text of their own is said to be there, not shown."""
        return (Line("Written"),) if any(text.strip() for text in values) else ()


class Number(Widget):
    def hint(self, asked: Asked) -> str:
        return "Write it in figures."

    def words(self, field: Field, values: Sequence[str]) -> tuple[Line, ...]:
        return tuple(Line(text.strip()) for text in values if text.strip())


class Day(Widget):
    """Three boxes, because nobody types a date alike; the banks read them as one text, the year first."""

    def boxes(self, asked: Asked) -> tuple[Box, ...]:
        return (box(asked, "day", "Day"), box(asked, "month", "Month"), box(asked, "year", "Year"))

    def hint(self, asked: Asked) -> str:
        return "For example, 27 3 2026."

    def gathered(self, asked: Asked, form: Form) -> list[str]:
        """A box that came twice makes two answers, which is for the banks to refuse."""
        boxes = [form.get(box.name, ()) for box in self.boxes(asked)]
        said = [f"{year}-{month}-{day}" for day, month, year in zip_longest(*boxes, fillvalue="")]
        return [text if text.strip("- ") else "" for text in said]

    def spread(self, values: Sequence[str]) -> Mapping[str, Sequence[str]]:
        parts = [text.split("-") for text in values]
        said = [text for text in parts if len(text) == 3]
        return {key: [text[place] for text in said] for place, key in enumerate(("year", "month", "day"))}

    def words(self, field: Field, values: Sequence[str]) -> tuple[Line, ...]:
        return tuple(Line(_day_in_words(text)) for text in values if text.strip())


def _day_in_words(text: str) -> str:
    """Such as "27 March 2026"; what is no date stays as it was written."""
    try:
        day = date(*(int(part) for part in text.split("-")))
    except (TypeError, ValueError, OverflowError):
        return text
    return f"{day.day} {day:%B %Y}"

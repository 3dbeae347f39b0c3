"""What every widget can do; most kinds of question have one control, or a group of them, of the question's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.widgets.fields import Box, Choice, Field, Line
from question_banks.model import Value
from surveys.questionnaires import Asked
from surveys.questionnaires.additions import certainty_name, comment_name

Form = Mapping[str, Sequence[str]]
"""A page's form: what was sent under each name, in the order in which it came."""


class Widget:
    """How one kind of question looks. Nothing here judges an answer: that is the banks' part."""

    is_text = False
    """Whether the answer is free text, which is never shown again: a link may have been passed on."""

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """What can be chosen, in the bank's order."""
        return ()

    def hint(self, asked: Asked) -> str:
        """Says how to answer, when the question does not."""
        return ""

    def boxes(self, asked: Asked) -> tuple[Box, ...]:
        """The lines of a question that has several, in the bank's order."""
        return ()

    def gathered(self, asked: Asked, form: Form) -> list[str]:
        """What a form says, as the strings in which the banks read an answer to this kind of question."""
        return list(form.get(asked.name, ()))

    def spread(self, values: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Those strings as what stands in each line, by its key."""
        return {}

    def arranged(self, field: Field, order: Sequence[str]) -> Field:
        """The field with what is shuffled in this order of keys."""
        return replace(field, choices=tuple(sorted(field.choices, key=lambda c: order.index(c.value))))

    def sent(self, value: Value) -> list[str]:
        """A value that was read, as the strings of which the banks would read it."""
        if isinstance(value, tuple):
            return list(value)
        return [str(value).lower() if isinstance(value, bool) else str(value)]

    def words(self, field: Field, values: Sequence[str]) -> tuple[Line, ...]:
        """The answer as the respondent read it."""
        return tuple(Line(choice.text) for choice in field.choices if choice.value in values)


class LineByLine(Widget):
    """A choice for each of several lines: "key:choice" strings."""

    def gathered(self, asked: Asked, form: Form) -> list[str]:
        boxes = self.boxes(asked)
        said = [f"{box.key}:{value}" for box in boxes for value in form.get(box.name, ()) if value.strip()]
        return said or [""] * any(box.name in form for box in boxes)

    def spread(self, values: Sequence[str]) -> Mapping[str, Sequence[str]]:
        lines: dict[str, list[str]] = {}
        for value in values:
            key, _colon, choice = value.partition(":")
            lines.setdefault(key, []).append(choice)
        return lines

    def words(self, field: Field, values: Sequence[str]) -> tuple[Line, ...]:
        texts, chosen = {c.value: c.text for c in field.choices}, self.spread(values)
        return tuple(
            Line(texts[choice], about=box.text)
            for box in field.boxes
            for choice in chosen.get(box.key, ())
            if choice in texts
        )


def box(asked: Asked, key: str, text: str) -> Box:
    """A line of the question. One whose key is the name of something asked beside it gets a full stop more."""
    name = f"{asked.name}.{key}"
    return Box(key, f"{name}." if name in (certainty_name(asked), comment_name(asked)) else name, text)

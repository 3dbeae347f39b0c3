"""What a widget makes of a question: a plain value that a template in ``widgets`` draws.

Every name and id begins with the question's name. With a full stop and a key it names the control of one of the
question's lines, with a colon it is an id that no line has.
"""

from __future__ import annotations

from dataclasses import dataclass

from question_banks.model import Kind


@dataclass(frozen=True)
class Choice:
    """``outside`` marks an answer off the scale, such as "no opportunity so far"."""

    value: str
    text: str
    outside: bool = False


@dataclass(frozen=True)
class Box:
    """One line of a question that has several: a row, an option that gets a place, or a part of a date."""

    key: str
    name: str
    text: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of an answer in words. ``about`` is what of the question it answers, where there are several."""

    text: str
    about: str = ""

    @property
    def lead(self) -> str:
        """What it is about, with a colon where no mark ends it."""
        return f"{self.about}:" if self.about and self.about[-1] not in ".?!:" else self.about

    def __str__(self) -> str:
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True)
class Field:
    """One question as one respondent sees it on a page. ``number`` counts through the whole questionnaire.

    ``boxes`` are the lines of a question that has several. ``certainty`` and ``comment`` are asked beside it; they are
    fields without a number.
    """

    name: str
    kind: Kind
    number: int
    stem: str
    hint: str
    required: bool
    choices: tuple[Choice, ...] = ()
    scenario: str = ""
    values: tuple[str, ...] = ()
    kept: bool = False
    problem: str = ""
    boxes: tuple[Box, ...] = ()
    certainty: Field | None = None
    comment: Field | None = None

    @property
    def template(self) -> str:
        return f"widgets/{self.kind.value}.html"

    @property
    def described_by(self) -> str:
        """The ids of what is to be read out with the question."""
        parts = {"scenario": self.scenario, "hint": self.hint, "kept": self.kept, "error": self.problem}
        return " ".join(f"{self.name}:{part}" for part, there in parts.items() if there)

    @property
    def first_open(self) -> str:
        """The name of the line to go to: the first one that still needs something."""
        empty = (box.name for box in self.boxes if not any(box.values))
        return next(empty, self.boxes[0].name if self.boxes else "")

    @property
    def controls(self) -> tuple[Field, ...]:
        """The question itself and what is asked beside it."""
        return tuple(field for field in (self, self.certainty, self.comment) if field)

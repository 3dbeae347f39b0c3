"""What a widget makes of a question: a plain value that a template in ``widgets`` draws."""

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
class Field:
    """One question as one respondent sees it on a page. ``number`` counts through the whole questionnaire."""

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

    @property
    def template(self) -> str:
        return f"widgets/{self.kind.value}.html"

    @property
    def described_by(self) -> str:
        """The ids of what is to be read out with the question."""
        parts = {"scenario": self.scenario, "hint": self.hint, "kept": self.kept, "error": self.problem}
        return " ".join(f"{self.name}.{part}" for part, there in parts.items() if there)

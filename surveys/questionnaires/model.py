"""The nouns: frozen values, in the words in which the respondent reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from question_banks import items
from question_banks.model import Audience, Bank, Question, Scale, Scenario, Value
from surveys.enums import TimePoint


@dataclass(frozen=True)
class Asked:
    """One question as it is put to one audience. ``name`` is unique in the questionnaire and names its field.

    ``forms`` are the questions of its bank of which one is asked at a time, itself among them; none where it has no
    parallel form.
    """

    name: str
    bank_version_id: int
    question: Question
    stem: str
    scale: Scale | None
    scenario: Scenario | None
    forms: tuple[Question, ...] = ()

    @cached_property
    def _bank(self) -> Bank:
        """As much of the question's bank as reading an answer needs."""
        scales = (self.scale,) if self.scale else ()
        return Bank(self.name.partition(".")[0], "", (), (self.question,), scales=scales)

    def read(self, submitted: Sequence[str]) -> Value | None:
        """The answer in a form's strings, None for an empty one. Raises ``Unreadable``."""
        return items.read(self._bank, self.question, submitted)

    def is_outside(self, value: Value) -> bool:
        """Whether the answer is off the question's scale, such as "no opportunity so far"."""
        return items.is_outside(self._bank, self.question, value)

    def answers(self, value: Value) -> tuple[items.Part, ...]:
        """What is kept of an answer, with its mark: one part, or one for each statement rated in a list."""
        return items.answers(self._bank, self.question, value)

    def words(self, value: Value) -> str:
        """The answer in words."""
        return items.words(self._bank, self.question, value)

    def right_words(self) -> str:
        """What is right, in words; empty when nothing is right or wrong."""
        return items.right_words(self._bank, self.question)

    def gaps(self, value: Value) -> tuple[str, ...]:
        """The keys of the question's rows that the answer leaves empty."""
        return items.gaps(self.question, value)

    @property
    def reads_as(self) -> tuple[object, ...]:
        """All that a respondent sees of it: two questions that read alike are the same question to them."""
        options = tuple(option.text for option in self.question.options)
        rows = tuple(row.text for row in self.question.rows)
        return self.question.kind, self.stem, options, rows, self.scale, self.scenario


@dataclass(frozen=True)
class Page:
    title: str
    intro: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Questionnaire:
    """``minutes`` is how long it is likely to take, in whole minutes."""

    title: str
    intro: str
    audience: Audience
    point: TimePoint
    pages: tuple[Page, ...]
    minutes: int

    @property
    def asked(self) -> Iterator[Asked]:
        """Every question, page by page."""
        return (asked for page in self.pages for asked in page.asked)


def asked_of(bank_version_id: int, bank: Bank, question: Question, audience: Audience) -> Asked:
    """The question as ``audience`` reads it."""
    scale = bank.scales_by_key.get(question.scale)
    forms = bank.parallel_forms.get(bank.form_of(question), ())
    return Asked(
        f"{bank.key}.{question.key}",
        bank_version_id,
        question,
        question.stem_for(audience),
        scale.for_audience(audience) if scale else None,
        bank.scenarios_by_key.get(question.scenario),
        forms if len(forms) > 1 else (),
    )

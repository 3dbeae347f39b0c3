"""What a bank's questionnaires ask of whom and when, and whether that can answer SEG's question.

Looked at is what is really composed, so a question that no template takes up is found, however good it is. Steps are
those of the evidence: whatever is asked before the course tells of step 1, else the question says its step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from question_banks.items import is_keyed
from question_banks.model import Audience, Bank, Family, Question, Status
from surveys.enums import TimePoint
from surveys.questionnaires.composing import FORMS, compose
from surveys.questionnaires.model import Questionnaire

STEPS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Column:
    """One audience at one time point. ``answers`` is how many one person gives, ``minutes`` how long it takes them."""

    point: TimePoint
    audience: Audience
    answers: int
    minutes: int


@dataclass(frozen=True)
class Cell:
    """What tells of one objective at one step: how many answers of each family one person gives, and the keys of the
    questions, those of parallel forms with them. ``without_key`` is how many of the answers on knowledge can be
    neither right nor wrong, so that they test nothing.
    """

    answers: Mapping[Family, int]
    questions: tuple[str, ...]
    without_key: int = 0


@dataclass(frozen=True)
class Row:
    """One objective at one step; the objective is empty for what is tied to none. Its cells are as the columns."""

    objective: str
    title: str
    step: int
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.questions for cell in self.cells)


@dataclass(frozen=True)
class Grid:
    """Which questions are asked of whom and when; ``unasked`` are those that are ready and put to nobody."""

    bank: Bank
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unasked: tuple[Question, ...]
    by_gate: Mapping[tuple[TimePoint, Audience], tuple[Questionnaire, ...]]

    @cached_property
    def longest(self) -> int:
        """The minutes that the longest of the questionnaires is likely to take."""
        return max((column.minutes for column in self.columns), default=0)

    def asked(self, point: TimePoint, audience: Audience) -> Iterator[Question]:
        """Each question that somebody is asked then, once."""
        seen: dict[str, Question] = {}
        for questionnaire in self.by_gate.get((point, audience), ()):
            for asked in questionnaire.asked:
                seen.setdefault(asked.question.key, asked.question)
        yield from seen.values()


def grid_of(bank: Bank) -> Grid:
    """The grid of a bank, whether published or still written. Its questions that are not ready are not in it."""
    by_gate = {
        (point, audience): forms
        for audience in Audience
        for point in TimePoint
        if (forms := _forms(bank, point, audience))
    }
    columns = tuple(_column(*gate, forms) for gate, forms in by_gate.items())
    asked = {one.question.key for forms in by_gate.values() for form in forms for one in form.asked}
    unasked = tuple(q for q in bank.questions if q.status is Status.READY and q.key not in asked)
    rows = tuple(
        Row(key, title, step, tuple(_cell(forms, gate[0], key, step) for gate, forms in by_gate.items()))
        for key, title in (*((each.key, each.title) for each in bank.objectives), ("", ""))
        for step in STEPS
    )
    return Grid(
        bank, columns, tuple(row for row in rows if row.objective or not row.is_empty), unasked, by_gate
    )


def _forms(bank: Bank, point: TimePoint, audience: Audience) -> tuple[Questionnaire, ...]:
    """The questionnaires that people get then: one, or one for each half of them where there are parallel forms."""
    made = (compose([(0, bank)], point, audience, form=form) for form in FORMS)
    return tuple(dict.fromkeys(form for form in made if form is not None))


def _column(point: TimePoint, audience: Audience, forms: tuple[Questionnaire, ...]) -> Column:
    answers = max(sum(len(asked.question.parts) for asked in form.asked) for form in forms)
    return Column(point, audience, answers, max(form.minutes for form in forms))


def _cell(forms: tuple[Questionnaire, ...], point: TimePoint, objective: str, step: int) -> Cell:
    inside = [
        [one.question for one in form.asked if _tells_of(one.question, point, objective, step)]
        for form in forms
    ]
    answers: Counter[Family] = Counter()
    for question in inside[0]:
        answers[question.family] += len(question.parts)
    keys = dict.fromkeys(question.key for questions in inside for question in questions)
    open_ended = [q for q in inside[0] if q.family is Family.KNOWLEDGE and not is_keyed(q)]
    without_key = sum(len(question.parts) for question in open_ended)
    return Cell({family: answers[family] for family in Family if answers[family]}, tuple(keys), without_key)


def _tells_of(question: Question, point: TimePoint, objective: str, step: int) -> bool:
    speaks_to = 1 if point is TimePoint.PRE else question.step
    return question.objective == objective and speaks_to == step


def forms_of(bank: Bank, questions: Collection[Question]) -> set[str]:
    """The keys under which the questions are compared: parallel forms have one."""
    return {bank.form_of(question) for question in questions}

"""The nouns of a question bank: frozen values that say what is asked, what it measures and how it is marked.

A bank is a document (see ``documents``). Nothing here knows the web or a database, and nothing here changes:
editing makes a new bank (see ``authoring``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

# What a respondent can answer, after reading: an option key, a number, a date or free text (str), option keys or
# "row:choice" pairs (tuple of str), a point on a scale (int), or true/false (bool). The same values go into the
# database as JSON.
Value = str | int | bool | tuple[str, ...]


class Kind(StrEnum):
    """The item types. Each has a handler in ``items`` and a widget on the floor above."""

    SINGLE = "single"
    SEVERAL = "several"
    TRUE_FALSE = "true_false"
    SCALE = "scale"
    CONFIDENCE = "confidence"
    LONG_TEXT = "long_text"
    SHORT_TEXT = "short_text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    ORDERING = "ordering"
    MATCHING = "matching"
    STATEMENTS = "statements"


class Family(StrEnum):
    """What sort of statement an answer makes. Families are never averaged together."""

    KNOWLEDGE = "knowledge"
    SELF_RATING = "self-rating"
    BEHAVIOUR = "behaviour"
    REACTION = "reaction"
    OUTCOME = "outcome"


USUAL_STEPS: Mapping[Family, int] = {
    Family.KNOWLEDGE: 2,
    Family.SELF_RATING: 2,
    Family.BEHAVIOUR: 3,
    Family.REACTION: 2,
    Family.OUTCOME: 4,
}
"""The step that a question of each family speaks to, unless its author says otherwise."""


class Status(StrEnum):
    """Only ready questions are asked. A retired one stays in the bank, so that its answers keep their words."""

    DRAFT = "draft"
    READY = "ready"
    RETIRED = "retired"


class Audience(StrEnum):
    DELEGATE = "delegate"
    MANAGER = "manager"


@dataclass(frozen=True)
class Objective:
    """What a course sets out to teach. ``title`` is a few words for tables, ``text`` the full sentence."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Theme:
    key: str
    title: str


@dataclass(frozen=True)
class Scenario:
    """A vignette that several questions may share; shown before the first of them on a page."""

    key: str
    text: str


@dataclass(frozen=True)
class Point:
    """One labelled point of a scale. ``value`` counts upwards with more of what is measured."""

    value: int
    text: str


@dataclass(frozen=True)
class OutsideCode:
    """An answer that is not on the scale, such as "no opportunity to observe": never a number, never "no".

    ``audiences`` are those to whom it is offered; none named means everybody.
    """

    code: str
    text: str
    audiences: tuple[Audience, ...] = ()


@dataclass(frozen=True)
class Scale:
    key: str
    title: str
    points: tuple[Point, ...]
    outside: tuple[OutsideCode, ...] = ()

    def for_audience(self, audience: Audience) -> Scale:
        """The same scale with only those codes off it that are offered to ``audience``."""
        offered = tuple(code for code in self.outside if not code.audiences or audience in code.audiences)
        return replace(self, outside=offered)


@dataclass(frozen=True)
class Option:
    """One choice. ``feedback`` is for those who chose it, once the last wave allows it to be shown.

    ``credit`` is the share of the question's marks that choosing it earns, in per cent from -100 to 100; without
    it the question's kind says what a right option earns.
    """

    key: str
    text: str
    right: bool = False
    feedback: str = ""
    credit: float | None = None


@dataclass(frozen=True)
class Row:
    """One line of a question with several: what is matched to an option, or a statement rated on the scale.

    ``answer`` is the key of the option that it is rightly matched to; statements have none.
    """

    key: str
    text: str
    answer: str = ""


@dataclass(frozen=True)
class Accepted:
    """A text that a short answer may be. ``*`` in it stands for any characters, ``\\*`` for a star itself.

    ``credit`` is the share of the marks that it earns, in per cent from -100 to 100.
    """

    text: str
    credit: float = 100
    feedback: str = ""


@dataclass(frozen=True)
class NumberKey:
    """A number that is right, or as far right as ``credit`` says (per cent, -100 to 100).

    Every number from ``value - tolerance`` to ``value + tolerance``, ends included, is taken for it.
    """

    value: float
    tolerance: float = 0
    credit: float = 100
    feedback: str = ""


@dataclass(frozen=True)
class Question:
    """One question with all its ties.

    ``stem`` is what a delegate reads; ``manager_stem`` what a manager reads when the question is put to both,
    so that self and manager are compared on the same anchors. ``objective`` is empty for reaction and open
    questions.
    ``answer`` is the key of a true/false question. ``marks`` is the most a keyed answer can earn.
    ``core`` questions are those asked again at 3 and 6 months to see what was retained.

    ``options`` stand in their right order in an ordering question, and are what ``rows`` are matched to in a
    matching one; in a statement list ``rows`` are the statements. ``accepted`` keys a short text, ``numbers`` a
    number. ``certainty`` asks how sure the person is of a keyed answer, ``comment`` adds a box for a free comment.

    ``then_of`` names the self-rating that this one asks again looking back ("then, before the course"), which
    makes the two a then-test pair. ``control`` marks a question about what the course does not teach, and
    ``equivalent_to`` names the question that this one is a parallel form of: each person gets one of the two
    before and the other after.
    """

    key: str
    kind: Kind
    stem: str
    family: Family
    step: int
    audiences: tuple[Audience, ...]
    objective: str = ""
    themes: tuple[str, ...] = ()
    manager_stem: str = ""
    scenario: str = ""
    scale: str = ""
    options: tuple[Option, ...] = ()
    answer: bool | None = None
    marks: int = 1
    choose: int | None = None
    required: bool = True
    shuffle: bool = False
    core: bool = False
    help: str = ""
    feedback: str = ""
    source: str = ""
    notes: str = ""
    status: Status = Status.READY
    rows: tuple[Row, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    case_matters: bool = False
    numbers: tuple[NumberKey, ...] = ()
    certainty: bool = False
    comment: bool = False
    then_of: str = ""
    control: bool = False
    equivalent_to: str = ""

    @cached_property
    def parts(self) -> tuple[Question, ...]:
        """What is answered by itself: the question, or each statement of a list as a question on the scale.

        A statement's key is the question's and its own with a full stop between, which no other key can be. Its
        twin in another list is the statement there that has the same key.
        """
        if self.kind is not Kind.STATEMENTS:
            return (self,)
        return tuple(self._statement(row) for row in self.rows)

    def _statement(self, row: Row) -> Question:
        def with_key(key: str) -> str:
            return f"{key}.{row.key}" if key else ""

        return replace(
            self,
            key=with_key(self.key),
            kind=Kind.SCALE,
            stem=f"{self.stem} {row.text}",
            manager_stem=f"{self.manager_stem} {row.text}" if self.manager_stem else "",
            rows=(),
            then_of=with_key(self.then_of),
            equivalent_to=with_key(self.equivalent_to),
        )

    def stem_for(self, audience: Audience) -> str:
        return self.manager_stem if audience is Audience.MANAGER and self.manager_stem else self.stem


@dataclass(frozen=True)
class Bank:
    """A whole question bank. Keys are unique within their list; ``validation`` says what else must hold."""

    key: str
    title: str
    objectives: tuple[Objective, ...] = ()
    questions: tuple[Question, ...] = ()
    themes: tuple[Theme, ...] = ()
    scales: tuple[Scale, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    description: str = ""
    language: str = "en"

    @cached_property
    def questions_by_key(self) -> Mapping[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def parts_by_key(self) -> Mapping[str, Question]:
        """Everything that has an answer of its own, by the key under which the answer is kept."""
        return {part.key: part for question in self.questions for part in question.parts}

    @cached_property
    def parallel_forms(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions that were declared equivalent, by the key of the one they all are equivalent to, which
        comes first. A question without parallel forms stands alone.
        """
        found: dict[str, list[Question]] = {
            key: [part] for key, part in self.parts_by_key.items() if self.form_of(part) == key
        }
        for part in self.parts_by_key.values():
            if self.form_of(part) != part.key:
                found.setdefault(self.form_of(part), []).append(part)
        return {key: tuple(forms) for key, forms in found.items()}

    def form_of(self, question: Question) -> str:
        """The key under which the answers to parallel forms of one question are compared."""
        return question.equivalent_to if question.equivalent_to in self.parts_by_key else question.key

    @cached_property
    def objectives_by_key(self) -> Mapping[str, Objective]:
        return {objective.key: objective for objective in self.objectives}

    @cached_property
    def scales_by_key(self) -> Mapping[str, Scale]:
        return {scale.key: scale for scale in self.scales}

    @cached_property
    def scenarios_by_key(self) -> Mapping[str, Scenario]:
        return {scenario.key: scenario for scenario in self.scenarios}

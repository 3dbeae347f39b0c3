"""The nouns of a question bank: frozen values that say what is asked, what it measures and how it is marked.

A bank is a document (see ``documents``). Nothing here knows the web or a database, and nothing here changes:
editing makes a new bank (see ``authoring``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

# What a respondent can answer, after reading: an option key or free text (str), option keys (tuple of str), a
# point on a scale (int), or true/false (bool). The same values go into the database as JSON.
Value = str | int | bool | tuple[str, ...]


class Kind(StrEnum):
    """The item types. Each has a handler in ``items`` and a widget on the floor above."""

    SINGLE = "single"
    SEVERAL = "several"
    TRUE_FALSE = "true_false"
    SCALE = "scale"
    CONFIDENCE = "confidence"
    LONG_TEXT = "long_text"


class Family(StrEnum):
    """What sort of statement an answer makes. Families are never averaged together."""

    KNOWLEDGE = "knowledge"
    SELF_RATING = "self-rating"
    BEHAVIOUR = "behaviour"
    REACTION = "reaction"
    OUTCOME = "outcome"


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
    """One choice. ``feedback`` is for those who chose it, once the last wave allows it to be shown."""

    key: str
    text: str
    right: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Question:
    """One question with all its ties.

    ``stem`` is what a delegate reads; ``manager_stem`` what a manager reads when the question is put to both,
    so that self and manager are compared on the same anchors. ``objective`` is empty for reaction and open
    questions.
    ``answer`` is the key of a true/false question. ``marks`` is the most a keyed answer can earn.
    ``core`` questions are those asked again at 3 and 6 months to see what was retained.
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
    def objectives_by_key(self) -> Mapping[str, Objective]:
        return {objective.key: objective for objective in self.objectives}

    @cached_property
    def scales_by_key(self) -> Mapping[str, Scale]:
        return {scale.key: scale for scale in self.scales}

    @cached_property
    def scenarios_by_key(self) -> Mapping[str, Scenario]:
        return {scenario.key: scenario for scenario in self.scenarios}

"""A whole question bank, and what is looked up in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from question_banks.model.nouns import Objective, Scale, Scenario, Theme
from question_banks.model.question import Question


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

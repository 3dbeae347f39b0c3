"""Putting questions out of a file into a bank: whose objective and themes they get, and what comes along with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from question_banks import authoring
from question_banks.documents import checked
from question_banks.items import is_keyed
from question_banks.model import USUAL_STEPS, Bank, Family, Objective, Question, Scale, Scenario, Theme

Noun = TypeVar("Noun", Objective, Theme, Scale, Scenario)


@dataclass(frozen=True)
class Place:
    """Where a question goes. ``family`` is what it is to be unless it has a right answer, None for what it is."""

    objective: Objective | None
    themes: tuple[Theme, ...] = ()
    family: Family | None = None


def own_place(bank: Bank, question: Question) -> Place:
    """The place that the question has where it comes from."""
    known = {theme.key: theme for theme in bank.themes}
    themes = tuple(known[key] for key in question.themes if key in known)
    return Place(bank.objectives_by_key.get(question.objective), themes)


def begin(other: Bank, places: Mapping[str, Place], *, key: str, title: str) -> Bank:
    """A bank of its own with those questions of ``other`` that ``places`` names, and all that is not tied to others."""
    placed = {place.objective for place in places.values()}
    tied = {question.objective for question in other.questions}
    kept = tuple(one for one in other.objectives if one in placed or one.key not in tied)
    return join(replace(other, key=key, title=title, objectives=kept, questions=()), other, places)


def join(bank: Bank, other: Bank, places: Mapping[str, Place]) -> Bank:
    """``bank`` with those questions of ``other`` that ``places`` names by key, after its own.

    What they need comes along. What the bank has already is not added again: an objective or theme of the same title,
    a scale with the same points, a scenario in the same words. Keys that the bank uses are changed, and the ties
    between the questions follow; a tie to a question that does not come along is cut.
    """
    joining = _Joining(bank)
    coming = [question for question in other.questions if question.key in places]
    for question in coming:
        joining.expect(question.key)
    for question in coming:
        joining.add(question, other, places[question.key])
    return joining.joined()


class _Joining:
    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._objectives = _Shelf(bank.objectives, lambda one: one.title.casefold(), lambda one: one.title)
        self._themes = _Shelf(bank.themes, lambda one: one.title.casefold(), lambda one: one.title)
        self._scales = _Shelf(bank.scales, lambda one: (one.points, one.outside), lambda one: one.title)
        self._scenarios = _Shelf(bank.scenarios, lambda one: one.text, lambda one: one.key)
        self._keys: dict[str, str] = {}
        self._taken = set(bank.questions_by_key)
        self._questions: list[Question] = []

    def expect(self, key: str) -> None:
        """Give a question that will come a key that nothing has."""
        new = key if key not in self._taken else authoring.unused_key(key, self._taken, default="question")
        self._taken.add(new)
        self._keys[key] = new

    def add(self, question: Question, other: Bank, place: Place) -> None:
        scale = other.scales_by_key.get(question.scale)
        scenario = other.scenarios_by_key.get(question.scenario)
        moved = replace(
            question,
            key=self._keys[question.key],
            objective=self._objectives.key_of(place.objective) if place.objective else "",
            themes=tuple(dict.fromkeys(self._themes.key_of(theme) for theme in place.themes)),
            scale=self._scales.key_of(scale) if scale else question.scale,
            scenario=self._scenarios.key_of(scenario) if scenario else question.scenario,
            then_of=self._keys.get(question.then_of, ""),
            equivalent_to=self._keys.get(question.equivalent_to, ""),
        )
        self._questions.append(_of_family(moved, place.family))

    def joined(self) -> Bank:
        return checked(
            replace(
                self._bank,
                objectives=self._objectives.all(),
                themes=self._themes.all(),
                scales=self._scales.all(),
                scenarios=self._scenarios.all(),
                questions=(*self._bank.questions, *self._questions),
            )
        )


class _Shelf(Generic[Noun]):
    """The nouns of one list, each under one key however often it comes.

    ``identity`` is what makes two of them the same, ``words`` what a key is made of where the noun's own is in use.
    """

    def __init__(
        self,
        nouns: Collection[Noun],
        identity: Callable[[Noun], Hashable],
        words: Callable[[Noun], str],
    ) -> None:
        self._nouns: list[Noun] = list(nouns)
        self._identity: Callable[[Noun], Hashable] = identity
        self._words: Callable[[Noun], str] = words
        self._keys: dict[Hashable, str] = {identity(noun): noun.key for noun in reversed(self._nouns)}
        self._taken = {noun.key for noun in nouns}

    def key_of(self, noun: Noun) -> str:
        """The key of the noun, which is added when there is none like it."""
        identity = self._identity(noun)
        if identity not in self._keys:
            key = noun.key
            if key in self._taken:
                key = authoring.unused_key(self._words(noun), self._taken, default=key)
            self._nouns.append(replace(noun, key=key))
            self._taken.add(key)
            self._keys[identity] = key
        return self._keys[identity]

    def all(self) -> tuple[Noun, ...]:
        return tuple(self._nouns)


def _of_family(question: Question, family: Family | None) -> Question:
    """What has a right answer tests knowledge, whatever was said of the others."""
    if family is None or family is question.family or is_keyed(question):
        return question
    return replace(question, family=family, step=USUAL_STEPS[family])

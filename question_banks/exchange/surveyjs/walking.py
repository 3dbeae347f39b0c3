"""Finding every question of a SurveyJS document: on pages, in panels, in repeated panels, inside answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from question_banks.exchange.surveyjs.values import Table, Words, entries, table, word

CONTAINERS = frozenset({"page", "panel", "flowpanel", "paneldynamic"})
ELEMENTS = ("elements", "questions", "templateElements")
INSIDE = ("detailElements", "elements")
CONDITIONS = ("visibleIf", "enableIf", "requiredIf")
REPEATED = "It may have been asked several times there, once for each entry of a list; here it is asked once."
CONDITIONAL = "It was asked there only under a condition; here everybody is asked it."
MOST_DEPTH = 100


@dataclass(frozen=True)
class Place:
    """Where a question stands: what its panel or page is called and says, and what that does to it."""

    category: str = ""
    about: str = ""
    losses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question as the document has it. ``inside`` is true for one that stands within another question."""

    data: Table
    place: Place
    inside: bool = False

    @property
    def kind(self) -> str:
        return word(self.data.get("type"))

    @property
    def name(self) -> str:
        return word(self.data.get("name"))


def questions_in(document: Table, words: Words) -> Iterator[Asked]:
    """The questions in the order in which they are asked."""
    for page in entries(document.get("pages")):
        yield from _in_container(table(page), Place(), words, 0)
    yield from _in_container(document, Place(), words, 0, is_survey=True)


def _in_container(
    data: Table, outer: Place, words: Words, depth: int, is_survey: bool = False
) -> Iterator[Asked]:
    place = outer if is_survey else _place(data, outer, words)
    for name in ELEMENTS:
        for element in entries(data.get(name)):
            yield from _in_element(table(element), place, words, depth + 1)


def _in_element(element: Table, place: Place, words: Words, depth: int) -> Iterator[Asked]:
    if not element or depth > MOST_DEPTH:
        return
    if _is_container(element):
        yield from _in_container(element, place, words, depth)
        return
    asked = Asked(element, place)
    yield asked
    yield from _within(element, place, words, depth)


def _is_container(element: Table) -> bool:
    """A panel says so; without a type, something that holds elements is one too."""
    kind = word(element.get("type"))
    return kind in CONTAINERS or (not kind and any(isinstance(element.get(name), list) for name in ELEMENTS))


def _within(element: Table, place: Place, words: Words, depth: int) -> Iterator[Asked]:
    """Questions that a question holds, such as those that open below one of its answers."""
    holders = [element, *(table(choice) for choice in entries(element.get("choices")))]
    for holder in holders:
        for name in INSIDE:
            for inner in entries(holder.get(name)):
                for asked in _in_element(table(inner), place, words, depth + 1):
                    yield replace(asked, inside=True)


def _place(data: Table, outer: Place, words: Words) -> Place:
    """The nearest title counts; a page or panel without one belongs to what it stands in."""
    losses = list(outer.losses)
    if any(data.get(name) for name in CONDITIONS) or data.get("visible") is False:
        losses.append(CONDITIONAL)
    if word(data.get("type")) == "paneldynamic":
        losses.append(REPEATED)
    title = words.say(data.get("title")) or words.say(data.get("templateTitle"))
    if not title:
        return replace(outer, losses=tuple(dict.fromkeys(losses)))
    return Place(title, words.say(data.get("description")), tuple(dict.fromkeys(losses)))

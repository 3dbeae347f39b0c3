"""Editing a bank: every function makes a new one and leaves the old as it is.

A position counts from 0; without one, a noun is added at the end. What cannot be done raises ``BankError`` in
words, and whatever comes back can be stored: it has passed the door of ``documents``. It may still be
unfinished; ``validation.problems`` says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from typing import Any, TypeVar

from question_banks.documents import checked
from question_banks.errors import BankError
from question_banks.model import Bank, Objective, Question, Scale, Scenario, Status, Theme

LONGEST_NEW_KEY = 40
"""Short enough to be read in a list, and to be told apart by a number after it."""

TELLING_WORDS = 5
FILLERS = frozenset(
    re.findall(
        "[a-z]+",
        "a an and are as at be been by can did do does for from had has have how i if in into is it its me my of "
        "on or our so than that the their them then there they this to up was we were what when where which who why "
        "will with would you your",
    )
)
"""Words that tell little of what a text is about."""

TIES = ("then_of", "equivalent_to")
"""The fields in which a question names another."""

Noun = TypeVar("Noun", Question, Objective, Theme, Scale, Scenario)


def new_bank(key: str, title: str, *, description: str = "", language: str = "en") -> Bank:
    """A bank with nothing in it yet."""
    return checked(Bank(key, title, description=description, language=language))


def describe_bank(
    bank: Bank, *, title: str | None = None, description: str | None = None, language: str | None = None
) -> Bank:
    """The bank with another title, description or language; what is None stays."""
    said = {"title": title, "description": description, "language": language}
    changes: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    return checked(replace(bank, **changes))


def unused_key(text: str, taken: Collection[str], *, default: str) -> str:
    """A key made of the first telling words of ``text`` (of ``default`` when it has none) that is not ``taken``."""
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", ""))
    words = re.findall("[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    telling = [word for word in words if word not in FILLERS] or words or [default]
    made = "-".join(telling[:TELLING_WORDS])[:LONGEST_NEW_KEY].strip("-")
    key, number = made, 1
    while key in taken:
        number += 1
        key = f"{made}-{number}"
    return key


def add_question(bank: Bank, question: Question, position: int | None = None) -> Bank:
    return checked(replace(bank, questions=_added(bank.questions, question, position)))


def replace_question(bank: Bank, key: str, question: Question) -> Bank:
    """``question`` in the place of the one called ``key``; the questions tied to it follow it to a new key."""
    changed = replace(bank, questions=_replaced(bank.questions, key, question))
    for tie in TIES:
        changed = _follow(changed, tie, key, question.key)
    return checked(changed)


def remove_question(bank: Bank, key: str) -> Bank:
    """Refused while another question is tied to it."""
    without = replace(bank, questions=_removed(bank.questions, key, "question"))
    for tie in TIES:
        _refuse_in_use(without, tie, key)
    return checked(without)


def move_question(bank: Bank, key: str, position: int) -> Bank:
    """The question stands at ``position`` afterwards."""
    return checked(replace(bank, questions=_moved(bank.questions, key, position, "question")))


def duplicate_question(bank: Bank, key: str, *, new_key: str, parallel: bool = False) -> Bank:
    """A copy right after the question, which is a draft until somebody has made it say something else.

    A ``parallel`` copy is declared equivalent to the question, so that each person gets one of the two.
    """
    place = _place_of(bank.questions, key, "question")
    question = bank.questions[place]
    copy = replace(
        question, key=new_key, status=Status.DRAFT, equivalent_to=key if parallel else "", then_of=""
    )
    return add_question(bank, copy, place + 1)


def set_status(bank: Bank, key: str, status: Status) -> Bank:
    """The question is a draft, ready or retired from now on."""
    question = bank.questions[_place_of(bank.questions, key, "question")]
    return replace_question(bank, key, replace(question, status=status))


def add_objective(bank: Bank, objective: Objective, position: int | None = None) -> Bank:
    return checked(replace(bank, objectives=_added(bank.objectives, objective, position)))


def replace_objective(bank: Bank, key: str, objective: Objective) -> Bank:
    """``objective`` in the place of the one called ``key``; its questions follow it to a new key."""
    objectives = _replaced(bank.objectives, key, objective)
    return checked(_follow(replace(bank, objectives=objectives), "objective", key, objective.key))


def remove_objective(bank: Bank, key: str) -> Bank:
    """Refused while a question names it."""
    objectives = _removed(bank.objectives, key, "objective")
    _refuse_in_use(bank, "objective", key)
    return checked(replace(bank, objectives=objectives))


def move_objective(bank: Bank, key: str, position: int) -> Bank:
    """The objective stands at ``position`` afterwards."""
    return checked(replace(bank, objectives=_moved(bank.objectives, key, position, "objective")))


def add_theme(bank: Bank, theme: Theme, position: int | None = None) -> Bank:
    return checked(replace(bank, themes=_added(bank.themes, theme, position)))


def replace_theme(bank: Bank, key: str, theme: Theme) -> Bank:
    """``theme`` in the place of the one called ``key``; its questions follow it to a new key."""
    themes = _replaced(bank.themes, key, theme)
    return checked(_follow(replace(bank, themes=themes), "themes", key, theme.key))


def remove_theme(bank: Bank, key: str) -> Bank:
    """Refused while a question names it."""
    themes = _removed(bank.themes, key, "theme")
    _refuse_in_use(bank, "themes", key)
    return checked(replace(bank, themes=themes))


def add_scale(bank: Bank, scale: Scale) -> Bank:
    return checked(replace(bank, scales=_added(bank.scales, scale, None)))


def replace_scale(bank: Bank, key: str, scale: Scale) -> Bank:
    """``scale`` in the place of the one called ``key``; its questions follow it to a new key."""
    scales = _replaced(bank.scales, key, scale)
    return checked(_follow(replace(bank, scales=scales), "scale", key, scale.key))


def remove_scale(bank: Bank, key: str) -> Bank:
    """Refused while a question names it."""
    scales = _removed(bank.scales, key, "scale")
    _refuse_in_use(bank, "scale", key)
    return checked(replace(bank, scales=scales))


def add_scenario(bank: Bank, scenario: Scenario) -> Bank:
    return checked(replace(bank, scenarios=_added(bank.scenarios, scenario, None)))


def replace_scenario(bank: Bank, key: str, scenario: Scenario) -> Bank:
    """``scenario`` in the place of the one called ``key``; its questions follow it to a new key."""
    scenarios = _replaced(bank.scenarios, key, scenario)
    return checked(_follow(replace(bank, scenarios=scenarios), "scenario", key, scenario.key))


def remove_scenario(bank: Bank, key: str) -> Bank:
    """Refused while a question names it."""
    scenarios = _removed(bank.scenarios, key, "scenario")
    _refuse_in_use(bank, "scenario", key)
    return checked(replace(bank, scenarios=scenarios))


def _added(nouns: tuple[Noun, ...], noun: Noun, position: int | None) -> tuple[Noun, ...]:
    _refuse_key_in_use(nouns, noun)
    place = len(nouns) if position is None else position
    _refuse_place_outside(place, len(nouns))
    added = list(nouns)
    added.insert(place, noun)
    return tuple(added)


def _replaced(nouns: tuple[Noun, ...], key: str, noun: Noun) -> tuple[Noun, ...]:
    name = _name_of(noun)
    return _added(_removed(nouns, key, name), noun, _place_of(nouns, key, name))


def _removed(nouns: tuple[Noun, ...], key: str, name: str) -> tuple[Noun, ...]:
    place = _place_of(nouns, key, name)
    return nouns[:place] + nouns[place + 1 :]


def _moved(nouns: tuple[Noun, ...], key: str, position: int, name: str) -> tuple[Noun, ...]:
    noun = nouns[_place_of(nouns, key, name)]
    return _added(_removed(nouns, key, name), noun, position)


def _place_of(nouns: tuple[Noun, ...], key: str, name: str) -> int:
    for place, noun in enumerate(nouns):
        if noun.key == key:
            return place
    raise BankError(f"The bank does not have this {name}.")


def _refuse_key_in_use(nouns: tuple[Noun, ...], noun: Noun) -> None:
    if any(other.key == noun.key for other in nouns):
        raise BankError(f'The bank already has the {_name_of(noun)} "{noun.key}"; choose another key.')


def _refuse_place_outside(place: int, last: int) -> None:
    if not 0 <= place <= last:
        raise BankError(f"The position must be from 0 to {last}.")


def _refuse_in_use(bank: Bank, field: str, key: str) -> None:
    """``field`` is the field of a question that names the noun."""
    using = [question.key for question in bank.questions if key in _named(question, field)]
    if using:
        listed = ", ".join(f'"{question}"' for question in using)
        raise BankError(f"It is still named by {'question' if len(using) == 1 else 'questions'} {listed}.")


def _follow(bank: Bank, field: str, old: str, new: str) -> Bank:
    """The bank whose questions name ``new`` in the field where they named ``old``."""

    def followed(question: Question) -> Question:
        named = tuple(new if key == old else key for key in _named(question, field))
        change: dict[str, Any] = {field: named if field == "themes" else named[0]}
        return replace(question, **change)

    return replace(bank, questions=tuple(followed(question) for question in bank.questions))


def _named(question: Question, field: str) -> tuple[str, ...]:
    return question.themes if field == "themes" else (getattr(question, field),)


def _name_of(noun: Noun) -> str:
    return type(noun).__name__.lower()

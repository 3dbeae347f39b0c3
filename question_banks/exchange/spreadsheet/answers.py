"""From the cells of a row to what its kind of question is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from question_banks.exchange.keys import letter
from question_banks.exchange.numbers import NotANumber
from question_banks.exchange.spreadsheet.cells import credit_of, keys_of, number_of, parts
from question_banks.exchange.spreadsheet.rights import right_pairs, right_places
from question_banks.exchange.spreadsheet.words import FALSE, TRUE, plain_words
from question_banks.model import Accepted, Kind, NumberKey, Option, Row

ARROW = re.compile(r"\s*(?:->|→|⇒|=>)\s*")
FULL = 100.0


class Misfit(Exception):
    """A row that cannot be taken. The message is the sentence that says why."""


@dataclass
class Said:
    """What a row says of its options, by their places from 0, and of which are right."""

    right: str = ""
    options: dict[int, str] = field(default_factory=dict)
    matches: dict[int, str] = field(default_factory=dict)
    credits: dict[int, str] = field(default_factory=dict)
    feedback: dict[int, str] = field(default_factory=dict)
    option_keys: str = ""
    row_keys: str = ""
    notes: list[str] = field(default_factory=list)

    def credit(self, place: int) -> float | None:
        cell = self.credits.get(place, "")
        try:
            return credit_of(cell) if cell else None
        except NotANumber:
            raise Misfit("A credit is not a number in per cent.") from None

    def keys(self, cell: str, count: int) -> list[str]:
        """The keys that the row names, else letters."""
        named = keys_of(cell, count) if cell else None
        if cell and named is None:
            self.notes.append("Its keys do not fit, so that others were made.")
        return named or [letter(index) for index in range(count)]


Fields = dict[str, Any]


def _choices(said: Said) -> Fields:
    places = right_places(said.right, said.options)
    if places is None:
        raise Misfit("Its right answer is none of its options.")
    credits = {place: said.credit(place) for place in said.options}
    if not said.right:
        # Who gives credits only has said by them which are right.
        places = [place for place, credit in credits.items() if credit is not None and credit > 0]
    keys = said.keys(said.option_keys, len(said.options))
    options = tuple(
        Option(key, said.options[place], place in places, said.feedback.get(place, ""), credits[place])
        for key, place in zip(keys, sorted(said.options), strict=True)
    )
    return {"options": options}


def _truth(said: Said) -> Fields:
    words = plain_words(said.right)
    if said.options and words not in TRUE | FALSE:
        places = right_places(said.right, said.options)
        words = plain_words(said.options[places[0]]) if places else words
    if words and words not in TRUE | FALSE:
        raise Misfit("Its right answer is neither true nor false.")
    return {"answer": words in TRUE if words else None}


def _texts(said: Said) -> Fields:
    if not said.options:
        return {"accepted": tuple(Accepted(text) for text in dict.fromkeys(parts(said.right)))}
    accepted: dict[str, Accepted] = {}
    for place, text in sorted(said.options.items()):
        credit = said.credit(place)
        one = Accepted(text, FULL if credit is None else credit, said.feedback.get(place, ""))
        accepted.setdefault(text, one)
    return {"accepted": tuple(accepted.values())}


def _numbers(said: Said) -> Fields:
    cells = said.options or dict(enumerate(parts(said.right)))
    keys: dict[tuple[float, float], NumberKey] = {}
    for place, cell in sorted(cells.items()):
        try:
            key = number_of(cell)
        except NotANumber:
            raise Misfit(
                "Its right answer is not a number, nor a number with a tolerance or a range."
            ) from None
        credit = said.credit(place) if said.options else None
        feedback = said.feedback.get(place, "") if said.options else ""
        full = NumberKey(key.value, key.tolerance, FULL if credit is None else credit, feedback)
        keys.setdefault((key.value, key.tolerance), full)
    return {"numbers": tuple(keys.values())}


def _order(said: Said) -> Fields:
    places = sorted(said.options)
    wanted = right_places(said.right, said.options) if said.right else places
    if wanted is None or set(wanted) != set(places):
        raise Misfit("Its right order does not name each of its options once.")
    keys = said.keys(said.option_keys, len(places))
    options = [
        Option(key, said.options[place], feedback=said.feedback.get(place, ""))
        for key, place in zip(keys, wanted, strict=True)
    ]
    return {"options": tuple(options)}


def _pairs(said: Said) -> Fields:
    if not said.matches:
        _split_pairs(said)
    explicit = right_pairs(said.right) if said.right else None
    if said.right and explicit is None:
        raise Misfit("Its right answer does not say which line belongs to which: write A = B; B = A.")
    places: dict[int, int] = {}
    options: list[tuple[str, str]] = []
    for place, text in sorted(said.matches.items()):
        same = [index for index, (other, _) in enumerate(options) if other == text and explicit is None]
        places[place] = same[0] if same else len(options)
        if not same:
            options.append((text, said.feedback.get(place, "")))
    keys = said.keys(said.option_keys, len(options))
    row_keys = said.keys(said.row_keys, len(said.options))
    answers = dict(explicit) if explicit is not None else {place: place for place in said.options}
    rows = tuple(
        Row(key, said.options[place], keys[places[answers[place]]] if answers.get(place) in places else "")
        for key, place in zip(row_keys, sorted(said.options), strict=True)
    )
    made = tuple(Option(key, text, feedback=told) for key, (text, told) in zip(keys, options, strict=True))
    return {"rows": rows, "options": made}


def _split_pairs(said: Said) -> None:
    """Pairs that stand in one cell, "Canada -> Ottawa"."""
    for place, cell in list(said.options.items()):
        left, *right = ARROW.split(cell, maxsplit=1)
        said.options[place] = left
        if right:
            said.matches[place] = right[0]


def _statements(said: Said) -> Fields:
    keys = said.keys(said.row_keys, len(said.options))
    rows = tuple(Row(key, said.options[place]) for key, place in zip(keys, sorted(said.options), strict=True))
    return {"rows": rows}


def _nothing(said: Said) -> Fields:
    if said.options or said.right:
        said.notes.append(
            "Its kind of question has no options and no right answer, so that these are left off."
        )
    return {}


READERS: Mapping[Kind, Callable[[Said], Fields]] = {
    Kind.SINGLE: _choices,
    Kind.SEVERAL: _choices,
    Kind.TRUE_FALSE: _truth,
    Kind.SHORT_TEXT: _texts,
    Kind.NUMBER: _numbers,
    Kind.ORDERING: _order,
    Kind.MATCHING: _pairs,
    Kind.STATEMENTS: _statements,
}


def answers_of(kind: Kind, said: Said) -> Fields:
    """The fields of a question of this kind. Raises ``Misfit``."""
    return READERS.get(kind, _nothing)(said)


def kind_without_a_word(said: Said, *, has_scale: bool, either_choice: bool) -> Kind:
    """The kind of a question whose row does not say it, by what it has."""
    if has_scale:
        return Kind.STATEMENTS if said.options else Kind.SCALE
    if said.matches:
        return Kind.MATCHING
    if said.options or either_choice:
        places = right_places(said.right, said.options) or []
        return Kind.SEVERAL if len(places) > 1 else Kind.SINGLE
    if not said.right:
        return Kind.LONG_TEXT
    if plain_words(said.right) in ("true", "false", "t", "f"):
        return Kind.TRUE_FALSE
    return Kind.NUMBER if _is_number(said.right) else Kind.SHORT_TEXT


def _is_number(cell: str) -> bool:
    try:
        return all(number_of(part) for part in parts(cell))
    except NotANumber:
        return False

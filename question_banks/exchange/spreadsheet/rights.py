"""Which options a cell "Right answer" means: by letter, by words or by number."""

from __future__ import annotations

import re
from collections.abc import Mapping

LETTER = re.compile(r"(?:option|answer)?\s*([a-z])\s*[.)]?", re.IGNORECASE)
DIGITS = re.compile(r"(?:option|answer)?\s*([0-9]{1,2})\s*[.)]?", re.IGNORECASE)
SEPARATORS = (re.compile(r"\s*[|\n]\s*"), re.compile(r"\s*;\s*"), re.compile(r"\s*(?:,|&|\band\b)\s*"))
RUN_TOGETHER = re.compile(r"[A-Z]{2,26}")
PAIR = re.compile(r"([a-z])\s*[=\-:]>?\s*([a-z])", re.IGNORECASE)


def right_places(cell: str, texts: Mapping[int, str]) -> list[int] | None:
    """The places of the right options among ``texts``, which are by place; None when the cell means none of them.

    Letters come first, since they are what we write; then the words of options, then their numbers from 1.
    """
    if not cell:
        return []
    return _by_letters(cell, texts) or _by_words(cell, texts) or _by_numbers(cell, texts)


def _by_letters(cell: str, texts: Mapping[int, str]) -> list[int] | None:
    if RUN_TOGETHER.fullmatch(cell) and not any(_same(cell, text) for text in texts.values()):
        return _known([ord(letter) - ord("A") for letter in cell], texts)
    for separator in SEPARATORS:
        found = [LETTER.fullmatch(part) for part in separator.split(cell) if part]
        if found and all(found):
            return _known([ord(one[1].lower()) - ord("a") for one in found if one], texts)
    return None


def _by_words(cell: str, texts: Mapping[int, str]) -> list[int] | None:
    whole = [place for place, text in texts.items() if _same(cell, text)]
    if whole:
        return whole[:1]
    for separator in SEPARATORS:
        parts = [part for part in separator.split(cell) if part]
        found = [next((place for place, text in texts.items() if _same(part, text)), -1) for part in parts]
        if found and min(found) >= 0:
            return sorted(set(found))
    return None


def _by_numbers(cell: str, texts: Mapping[int, str]) -> list[int] | None:
    for separator in SEPARATORS:
        found = [DIGITS.fullmatch(part) for part in separator.split(cell) if part]
        if found and all(found):
            return _known([int(one[1]) - 1 for one in found if one], texts)
    return None


def _known(places: list[int], texts: Mapping[int, str]) -> list[int] | None:
    return list(dict.fromkeys(places)) if all(place in texts for place in places) else None


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def right_pairs(cell: str) -> list[tuple[int, int]] | None:
    """The pairs of letters in a cell such as "A = C; B = A", as places; None when it holds no such pairs."""
    found = [PAIR.fullmatch(part.strip()) for part in re.split(r"[;,\n]", cell) if part.strip()]
    if not found or not all(found):
        return None
    return [(ord(one[1].lower()) - ord("a"), ord(one[2].lower()) - ord("a")) for one in found if one]


def letters_of(places: list[int]) -> str:
    """What ``right_places`` reads back: "B", "A, C"; numbers where the alphabet ends."""
    if all(place < 26 for place in places):
        return ", ".join(chr(ord("A") + place) for place in places)
    return ", ".join(str(place + 1) for place in places)

"""Keys for what comes without, or with names that are no keys: from its words, and never the same one twice."""

from __future__ import annotations

import re
import unicodedata

from question_banks.characters import is_key

LONGEST = 48
"""Of a key that is made here. One that the file itself has may be as long as keys are, which is 64."""

LONGEST_WITH_NUMBER = 58

NO_KEY = re.compile("[^a-z0-9]+")
# What a name begins with is what people know it by, so it is cut at the end and between words.
HALF_WORD = re.compile("-[^-]*$")


def key_from(text: str, otherwise: str) -> str:
    """A key out of the words of a text, such as "what-is-neglect"; ``otherwise`` when it has no plain letters."""
    if is_key(text):
        return text
    plain = unicodedata.normalize("NFKD", text[:400].casefold()).encode("ascii", "ignore").decode()
    key = NO_KEY.sub("-", plain).strip("-")
    if len(key) > LONGEST:
        key = HALF_WORD.sub("", key[: LONGEST + 1])[:LONGEST]
    return key or otherwise


class Keys:
    """Hands out the keys of one list."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def unique(self, text: str, otherwise: str) -> str:
        """A key out of ``text`` that was not handed out before: with "-2", "-3" at its end where need be."""
        first = key_from(text, otherwise)
        key = first
        number = self._next.get(first, 2)
        while key in self._taken:
            key = f"{first[:LONGEST_WITH_NUMBER]}-{number}"
            number += 1
        self._next[first] = number
        self._taken.add(key)
        return key


def letter(index: int) -> str:
    """The key of an option by its place, from 0: "a", "b" ... "z", "aa", "ab"."""
    key = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        key = chr(ord("a") + place) + key
    return key

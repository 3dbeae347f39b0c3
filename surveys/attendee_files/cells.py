"""What a cell says, tidied: one line, no invisible characters, and never shown at length."""

from __future__ import annotations

import re
import unicodedata

# Joiners are part of the spelling of names in several scripts; every other invisible character is dropped.
JOINERS = "\u200c\u200d"
SAYS_NOTHING = frozenset({"n/a", "na", "none", "nil", "-", "--", ".", "?", "tbc"})
SHOWN = 60


def tidy(cell: str) -> str:
    """The cell on one line, with single spaces and without control and direction characters."""
    if cell.isascii() and cell.isprintable():
        return " ".join(cell.split())
    return " ".join("".join(_visible(letter) for letter in unicodedata.normalize("NFC", cell)).split())


def _visible(letter: str) -> str:
    if letter in JOINERS:
        return letter
    category = unicodedata.category(letter)
    if category == "Cf":
        return ""
    return " " if category in ("Cc", "Cs") else letter


def fact(cell: str) -> str:
    """A tidied cell; empty when it only says that there is nothing to say, such as "n/a"."""
    said = tidy(cell)
    return "" if said.casefold() in SAYS_NOTHING else said


def shown(cell: str) -> str:
    """A piece of the file for a message: tidied and at most 60 characters."""
    said = tidy(cell[: SHOWN * 4])
    return said if len(said) <= SHOWN else said[: SHOWN - 1] + "…"


def plain(name: str) -> str:
    """A name for comparison only: without case and accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def names_agree(one: str, other: str) -> bool:
    """Whether two full names may be one person's: they share a word, or one of them is unknown."""
    words, others = (set(re.findall(r"\w+", plain(name))) for name in (one, other))
    return not words or not others or bool(words & others)


def split_name(full_name: str) -> tuple[str, str]:
    """First and last name. "Surname, First" is turned round; otherwise the first word is the first name."""
    last, comma, first = full_name.partition(",")
    if comma and first.strip():
        return first.strip(), last.strip()
    first, _, last = full_name.strip(", ").partition(" ")
    return first, last.strip()

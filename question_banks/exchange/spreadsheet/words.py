"""The words that stand in a spreadsheet for what a bank knows by name, and what else people write for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from question_banks.model import Audience, Family, Kind, Status

E = TypeVar("E", bound=StrEnum)

KINDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SINGLE: (
        *("One answer from a list", "single choice", "single answer", "single best answer", "one right answer"),
        *("radio", "radio buttons", "dropdown", "mcq", "sba", "choice", "poll"),
    ),
    Kind.SEVERAL: (
        *("Several answers from a list", "several choices", "several answers", "multiple answers", "multi select"),
        *("checkbox", "checkboxes", "select all that apply", "multiple response", "multiple select", "multi choice"),
    ),
    Kind.TRUE_FALSE: ("True or false", "true false", "truefalse", "tf", "t f"),
    Kind.ORDERING: ("Put in order", "ordering", "order", "sequence", "ranking", "reorder"),
    Kind.MATCHING: ("Match pairs", "matching", "match", "pairs"),
    Kind.NUMBER: ("A number", "number", "numeric", "numerical"),
    Kind.SHORT_TEXT: (
        *("A few words", "short text", "short answer", "fill in the blank", "fill in", "fill in the gap"),
        *("fill in blank", "type answer", "text", "word"),
    ),
    Kind.SCALE: ("One statement on a scale", "scale", "rating", "likert", "likert scale", "rating scale"),
    Kind.STATEMENTS: ("Several statements on one scale", "statements", "statement list", "matrix", "grid"),
    Kind.CONFIDENCE: ("Confidence from 0 to 10", "confidence"),
    Kind.YES_NO: ("Yes, no or does not apply", "yes no", "yes no na", "yes no not applicable"),
    Kind.DATE: ("A date", "date"),
    Kind.LONG_TEXT: (
        *("A longer text", "long text", "long answer", "essay", "open", "open ended", "open question", "free text"),
        *("paragraph", "comment", "free response"),
    ),
}  # fmt: skip
"""For each kind first the words that we write. "Multiple choice" is either of two, so it is left to the answers."""

EITHER_CHOICE = frozenset(
    ("multiple choice", "multichoice", "mc", "quiz", "multiple choice question", "choices")
)

FAMILIES: Mapping[Family, tuple[str, ...]] = {
    Family.KNOWLEDGE: ("Knowledge", "test"),
    Family.SELF_RATING: ("Self-rating", "self rating", "self assessment"),
    Family.BEHAVIOUR: ("Behaviour", "behavior", "practice"),
    Family.REACTION: ("Reaction", "satisfaction"),
    Family.OUTCOME: ("Outcome", "result"),
}
AUDIENCES: Mapping[Audience, tuple[str, ...]] = {
    Audience.DELEGATE: ("Delegate", "delegates", "learner", "participant"),
    Audience.MANAGER: ("Manager", "managers", "line manager"),
}
STATUSES: Mapping[Status, tuple[str, ...]] = {
    Status.READY: ("Ready", "final"),
    Status.DRAFT: ("Draft", "in work"),
    Status.RETIRED: ("Retired", "old"),
}
YES = frozenset(("yes", "y", "true", "t", "x", "1", "ja", "on", "✓", "✔"))
NO = frozenset(("no", "n", "false", "f", "0", "off", "-"))
TRUE = frozenset(("true", "t", "yes", "y", "right", "correct", "1"))
FALSE = frozenset(("false", "f", "no", "n", "wrong", "incorrect", "0"))
NOT_WORDS = re.compile(r"[\W_]+")


def plain_words(cell: str) -> str:
    """A cell's words for comparison: in small letters, with single spaces and no signs."""
    return NOT_WORDS.sub(" ", cell[:200].casefold()).strip()


def _by_words(words: Mapping[E, tuple[str, ...]]) -> dict[str, E]:
    return {plain_words(word): one for one, said in words.items() for word in (*said, one.value)}


KINDS_BY_WORDS = _by_words(KINDS)
FAMILIES_BY_WORDS = _by_words(FAMILIES)
AUDIENCES_BY_WORDS = _by_words(AUDIENCES)
STATUSES_BY_WORDS = _by_words(STATUSES)


def said(words: Mapping[E, tuple[str, ...]], one: E) -> str:
    """The words that we write for it."""
    return words[one][0]

"""What changed from one version of a bank to another, thing by thing and side by side.

A line of a thing is one of its facts, such as the stem or one option. Texts are cut into pieces, so that a page can
mark the words that are gone or new. Two texts of a bank are compared with each other, never with what they name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import chain
from re import findall

from question_banks.corrections import explains_old_answer, key_of
from question_banks.facts import Fact, Facts, Noun, facts_of_bank, facts_of_noun
from question_banks.model import Bank, Question, Scenario

MOST_WORDS = 1_000
"""Texts of more words and gaps than this are compared as a whole: looking for the words would take too long."""

MOST_PAIRS = 3_000_000
"""When so many pairs of words were looked at (about a second), the texts that are left are compared as a whole."""

ALIKE = 0.5
"""Texts of which less than this share of the words is on both sides are shown whole: marking the odd word that they
have in common would only confuse.
"""

LISTS = ("questions", "objectives", "themes", "scales", "scenarios")

NOTHING = Fact(None, "")


class Sort(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; ``changed`` says that the other side does not have it."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Line:
    """One fact on both sides. ``field`` names it and ``label`` says which of several it is, such as the third choice.

    A side that does not have the fact is empty.
    """

    field: str
    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class Change:
    """What happened to one thing. ``rekeyed`` says that answers to the question would now get other marks, and
    ``explains_old_answer`` that its explanation may still be that of the old right answer.
    """

    noun: str
    key: str
    title: str
    sort: Sort
    lines: tuple[Line, ...]
    rekeyed: bool = False
    explains_old_answer: bool = False


@dataclass(frozen=True)
class Differences:
    """``about`` are the bank's own facts; ``unchanged`` is how many questions are the same on both sides."""

    about: tuple[Line, ...]
    changes: tuple[Change, ...]
    unchanged: int

    @property
    def nothing(self) -> bool:
        return not self.about and not self.changes

    def count(self, sort: Sort, noun: str = "question") -> int:
        """How many things of this sort there are with this fate."""
        return sum(change.noun == noun and change.sort is sort for change in self.changes)

    @property
    def rekeyed(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.rekeyed)


def differences(before: Bank, after: Bank) -> Differences:
    """All that is not the same in ``after`` as in ``before``; questions first, in the order of ``after``."""
    pencil = _Pencil()
    changes = tuple(chain.from_iterable(_of_list(name, before, after, pencil) for name in LISTS))
    touched = {
        change.key for change in changes if change.noun == "question" and change.sort is not Sort.REMOVED
    }
    unchanged = sum(question.key not in touched for question in after.questions)
    about = tuple(_lines(facts_of_bank(before), facts_of_bank(after), pencil))
    return Differences(about, changes, unchanged)


class _Pencil:
    """Marks words, and gets tired: one for each comparison of two banks, so that none takes too long."""

    def __init__(self) -> None:
        self._left = MOST_PAIRS

    def pieces(self, before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        old, new = _words(before), _words(after)
        self._left -= len(old) * len(new)
        if self._left < 0 or max(len(old), len(new)) > MOST_WORDS:
            return _whole(before), _whole(after)
        return _marked(old, new)


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts, cut where words of the one are not in the other."""
    return _Pencil().pieces(before, after)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, True),) if text else ()


def _marked(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    matching = SequenceMatcher(None, old, new, autojunk=False)
    same = sum(not word.isspace() for block in matching.get_matching_blocks() for word in _block(old, block))
    words = sum(not word.isspace() for word in (*old, *new))
    if 2 * same < ALIKE * words:
        return _whole("".join(old)), _whole("".join(new))
    first: list[Piece] = []
    second: list[Piece] = []
    for tag, i, j, k, m in matching.get_opcodes():
        _add(first, "".join(old[i:j]), tag != "equal")
        _add(second, "".join(new[k:m]), tag != "equal")
    return tuple(first), tuple(second)


def _block(words: Sequence[str], block: Match) -> Sequence[str]:
    return words[block.a : block.a + block.size]


def _words(text: str) -> list[str]:
    """Words and the gaps between them; together they are the text."""
    return findall(r"\s+|[^\s]+", text)


def _add(found: list[Piece], text: str, changed: bool) -> None:
    if text:
        found.append(Piece(text, changed))


def _of_list(name: str, before: Bank, after: Bank, pencil: _Pencil) -> Iterator[Change]:
    old: Mapping[str, Noun] = {noun.key: noun for noun in getattr(before, name)}
    new: Mapping[str, Noun] = {noun.key: noun for noun in getattr(after, name)}
    moved = _moved(list(old), list(new))
    was, stands = _places(old), _places(new)
    for key, noun in new.items():
        if key not in old:
            yield _change(Sort.ADDED, noun, {}, facts_of_noun(after, noun), pencil)
        elif lines := tuple(_lines(facts_of_noun(before, old[key]), facts_of_noun(after, noun), pencil)):
            yield _changed(old[key], noun, lines)
        elif key in moved:
            yield _change(Sort.MOVED, noun, was[key], stands[key], pencil)
    for key, noun in old.items():
        if key not in new:
            yield _change(Sort.REMOVED, noun, facts_of_noun(before, noun), {}, pencil)


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The fewest of the keys on both sides that must have moved for the one order to become the other."""
    before = {key: place for place, key in enumerate(old)}
    common = [key for key in new if key in before]
    # The longest run of keys that kept their order: for each length the run that ends earliest in the old order.
    ends: list[int] = []
    length = {}
    for key in common:
        length[key] = bisect_left(ends, before[key])
        ends[length[key] : length[key] + 1] = [before[key]]
    stayed, wanted, last = set[str](), len(ends) - 1, len(old)
    for key in reversed(common):
        if length[key] == wanted and before[key] < last:
            stayed.add(key)
            wanted, last = wanted - 1, before[key]
    return set(common) - stayed


def _places(nouns: Mapping[str, Noun]) -> Mapping[str, Facts]:
    """Where each stands, as its only fact."""
    return {key: {("place", ""): Fact(place, f"Number {place}")} for place, key in enumerate(nouns, start=1)}


def _change(sort: Sort, noun: Noun, before: Facts, after: Facts, pencil: _Pencil) -> Change:
    return _named(sort, noun, tuple(_lines(before, after, pencil)))


def _named(sort: Sort, noun: Noun, lines: tuple[Line, ...]) -> Change:
    return Change(type(noun).__name__.lower(), noun.key, _title(noun), sort, lines)


def _changed(before: Noun, after: Noun, lines: tuple[Line, ...]) -> Change:
    change = _named(Sort.CHANGED, after, lines)
    if not (isinstance(before, Question) and isinstance(after, Question)):
        return change
    return replace(
        change,
        rekeyed=key_of(before) != key_of(after),
        explains_old_answer=explains_old_answer(before, after),
    )


def _title(noun: Noun) -> str:
    if isinstance(noun, Question):
        return noun.stem
    return noun.text if isinstance(noun, Scenario) else noun.title


def _lines(before: Facts, after: Facts, pencil: _Pencil) -> Iterator[Line]:
    """The facts that differ, in the order of the later side, then those that only the earlier one has."""
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name, NOTHING), after.get(name, NOTHING)
        if old.value != new.value and not _goes_without_saying(name[0], old, new):
            yield Line(name[0], new.label or old.label, *pencil.pieces(old.text, new.text))


def _goes_without_saying(field: str, old: Fact, new: Fact) -> bool:
    """The order of the choices is another by itself when there are others, and so is said with them."""
    return field == "order" and set(old.value or ()) != set(new.value or ())

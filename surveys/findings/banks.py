"""The bank versions that people answered, read again from their documents."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from question_banks.documents import from_dict
from question_banks.model import Bank, Kind, Question
from surveys.queries.remarks import Corrections, with_corrections


class Asked(NamedTuple):
    """A question across the versions of its bank. Its key stays the same from version to version."""

    bank: str
    key: str


@dataclass(frozen=True)
class Banks:
    """``by_version`` has the banks by the id of their version, an older version of a bank before a newer one, each
    with the keys by which its answers are marked now.
    """

    titles: tuple[str, ...]
    by_version: Mapping[int, Bank]

    def question(self, version: int, key: str) -> Question | None:
        """None when the version has no such question; it cannot have been answered then."""
        return self.by_version[version].parts_by_key.get(key)

    def form_of(self, version: int, key: str) -> str:
        """The key under which answers to a question and to its parallel forms are compared."""
        question = self.question(version, key)
        return self.by_version[version].form_of(question) if question else key

    def then_of(self, version: int, key: str) -> str:
        """The key of the question about now, of one that asks the same looking back; else ""."""
        question = self.question(version, key)
        return question.then_of if question else ""

    def newest(self) -> dict[Asked, tuple[Bank, Question]]:
        """Each question as it was asked last, in the order of the newest version; dropped ones come after."""
        found: dict[Asked, tuple[Bank, Question]] = {}
        for bank in reversed(list(self.by_version.values())):
            for question in bank.parts_by_key.values():
                found.setdefault(Asked(bank.key, question.key), (bank, question))
        return found

    def themes(self) -> dict[str, str]:
        """The title of each theme, by key."""
        return {theme.key: theme.title for bank in self.by_version.values() for theme in bank.themes}

    def objectives(self) -> Iterator[tuple[str, str, str]]:
        """Key, title and text of each objective that the banks name."""
        for bank in self.by_version.values():
            for objective in bank.objectives:
                yield objective.key, objective.title, objective.text


def read_banks(
    rows: Iterable[tuple[int, str, int, dict[str, Any]]], corrections: Corrections | None = None
) -> Banks:
    """``rows`` are the id, title, number and document of versions, those of one bank by number."""
    kept, corrected = list(rows), corrections or {}
    titles = tuple(f"{title} (version {number})" for _id, title, number, _document in kept)
    banks = {
        version: with_corrections(from_dict(document), corrected.get(version, {}))
        for version, _title, _number, document in kept
    }
    return Banks(titles, banks)


def shape(bank: Bank, question: Question) -> Hashable:
    """What must be equal for answers to two versions of a question to be compared: all that marking and
    counting rest on. The wording of the stem and of the options may have been mended.
    """
    keys = tuple(option.key for option in question.options)
    marking = (
        question.kind,
        question.family,
        question.answer,
        question.marks,
        question.choose,
        frozenset((option.key, option.right, option.credit) for option in question.options),
        keys if question.kind is Kind.ORDERING else (),
        frozenset((row.key, row.answer) for row in question.rows),
        frozenset((accepted.text, accepted.credit) for accepted in question.accepted),
        question.case_matters,
        frozenset((number.value, number.tolerance, number.credit) for number in question.numbers),
    )
    if question.scale not in bank.scales_by_key:
        return marking
    scale = bank.scales_by_key[question.scale]
    return (*marking, scale.points, frozenset(outside.code for outside in scale.outside))

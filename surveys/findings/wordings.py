"""The wordings of each question over a bank's versions: answers are pooled while what is asked is the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace

from question_banks.model import Audience, Bank, Question, Status
from surveys.findings.banks import Banks
from surveys.questionnaires.model import asked_of


@dataclass(frozen=True)
class Wording:
    """A question as it was asked in some versions of its bank. ``bank`` is the newest of these."""

    bank: Bank
    question: Question
    versions: tuple[int, ...]
    numbers: tuple[int, ...]


def wordings(banks: Banks, numbers: Mapping[int, int]) -> Iterator[tuple[Wording, ...]]:
    """For each question its wordings, the newest first; questions in the order of the newest version, and those that
    it dropped after them. ``numbers`` are the versions' by their ids. Equal wordings are
    one, also in versions that do not follow each other.
    """
    for asked in banks.newest():
        found: dict[Hashable, Wording] = {}
        for version, bank in reversed(list(banks.by_version.items())):
            question = bank.parts_by_key.get(asked.key)
            if question is None or question.status is Status.DRAFT:
                continue
            read = _as_asked(bank, question)
            newer = found.get(read, Wording(bank, question, (), ()))
            found[read] = replace(
                newer,
                versions=(version, *newer.versions),
                numbers=(numbers[version], *newer.numbers),
            )
        if found:
            yield tuple(found.values())


def _as_asked(bank: Bank, question: Question) -> Hashable:
    """All that a delegate reads and all that marks rest on; not what an officer notes beside it."""
    plain = replace(
        question, manager_stem="", themes=(), objective="", step=1, core=False, feedback="", source="", notes="",
        status=Status.READY, comment=False, control=False, equivalent_to="", then_of="", audiences=(),
        options=tuple(replace(option, feedback="") for option in question.options),
        accepted=tuple(replace(accepted, feedback="") for accepted in question.accepted),
        numbers=tuple(replace(number, feedback="") for number in question.numbers),
    )  # fmt: skip
    asked = asked_of(0, bank, question, Audience.DELEGATE)
    return plain, asked.scale, asked.scenario

"""Which of an event's figures rest on answers that were marked again, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from surveys.disclosure import Floors, withholds_count
from surveys.findings.banks import Banks
from surveys.queries.pairs import GivenAnswer
from surveys.queries.remarks import Correction, Corrections
from surveys.schedule import LONDON

MOST_NAMED = 3
"""So many questions are named among the main findings; all of them are further down."""


@dataclass(frozen=True)
class Remarked:
    """A question that was answered and whose key was corrected. ``answers`` is None when it may not be told how many
    there are.
    """

    stem: str
    correction: Correction
    answers: int | None

    @property
    def words(self) -> str:
        local = self.correction.made_at.astimezone(LONDON)
        who = "The answers" if self.answers is None else f"All {self.answers} answers"
        return (
            f"“{self.stem}” (version {self.correction.older_number}): on {local.day} {local:%B %Y} the right answer "
            f"was corrected. {who} to it at this event are marked by the right answer of version "
            f"{self.correction.newer_number}, also those given before that day. Reason: "
            f"{self.correction.reason.rstrip('.')}."
        )


def remarked(
    corrections: Corrections, banks: Banks, answers: Collection[GivenAnswer], floors: Floors
) -> tuple[Remarked, ...]:
    """Each question that was answered and whose key was corrected afterwards, in the banks' order."""
    answered = {(answer.version, answer.question_key) for answer in answers}
    return tuple(
        Remarked(
            banks.by_version[version].questions_by_key[key].stem,
            correction,
            _told(version, key, answers, floors),
        )
        for version, key, correction in _in_order(corrections, banks)
        if (version, key) in answered
    )


def on_remarks(remarks: Sequence[Remarked]) -> tuple[str, ...]:
    """What the main findings say of them: nothing when there are none."""
    stems = [f"“{stem}”" for stem in dict.fromkeys(one.stem for one in remarks)]
    if not stems:
        return ()
    questions = "One question was" if len(stems) == 1 else f"{len(stems)} questions were"
    more = len(stems) - MOST_NAMED
    named = stems if more <= 0 else [*stems[:MOST_NAMED], f"{more} more"]
    listed = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    return (f"{questions} marked again because the right answer had been wrong: {listed}.",)


def _told(version: int, key: str, answers: Collection[GivenAnswer], floors: Floors) -> int | None:
    """How many answers there are to the question of the version, unless a few people could be told from it: those
    who answered by that version at some time point, or the others there who answered by another.
    """
    same, other = Counter[object](), Counter[object]()
    for answer in answers:
        if answer.question_key == key:
            (same if answer.version == version else other)[answer.point] += 1
    counts = (*same.values(), *other.values())
    return None if any(withholds_count(count, floors) for count in counts) else same.total()


def _in_order(corrections: Corrections, banks: Banks) -> Iterator[tuple[int, str, Correction]]:
    for version, bank in banks.by_version.items():
        for key in bank.questions_by_key:
            correction = corrections.get(version, {}).get(key)
            if correction:
                yield version, key, correction

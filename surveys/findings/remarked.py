"""Which of an event's figures rest on answers that were marked again, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from surveys.findings.banks import Banks
from surveys.queries.pairs import GivenAnswer
from surveys.queries.remarks import Correction, Corrections
from surveys.schedule import LONDON


def remarks_in_words(
    corrections: Corrections, banks: Banks, answers: Collection[GivenAnswer]
) -> tuple[str, ...]:
    """A sentence for each question that was answered and whose key was corrected afterwards, in the banks' order."""
    answered = {(answer.version, answer.question_key) for answer in answers}
    return tuple(
        _sentence(banks.by_version[version].questions_by_key[key].stem, correction)
        for version, key, correction in _in_order(corrections, banks)
        if (version, key) in answered
    )


def on_remarks(remarks: Sequence[str]) -> tuple[str, ...]:
    """What the main findings say of them: nothing when there are none."""
    if not remarks:
        return ()
    questions = "One question was" if len(remarks) == 1 else f"{len(remarks)} questions were"
    return (f"{questions} marked again because the right answer had been wrong; it is said below where.",)


def _in_order(corrections: Corrections, banks: Banks) -> Iterator[tuple[int, str, Correction]]:
    for version, bank in banks.by_version.items():
        for key in bank.questions_by_key:
            correction = corrections.get(version, {}).get(key)
            if correction:
                yield version, key, correction


def _sentence(stem: str, correction: Correction) -> str:
    local = correction.made_at.astimezone(LONDON)
    return (
        f"“{stem}” (version {correction.older_number}): on {local.day} {local:%B %Y} the right answer was "
        "corrected. All answers to it, earlier ones too, are marked by the right answer of version "
        f"{correction.newer_number}. Reason: {correction.reason.rstrip('.')}."
    )

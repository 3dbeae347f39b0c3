"""A questionnaire as a document: it names its questions by bank version and key and repeats none of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from question_banks.documents.json_text import canonical
from question_banks.model import Audience, Bank
from surveys.enums import TimePoint
from surveys.questionnaires.model import Asked, Page, Questionnaire, asked_of

FORMAT = "foursteps-questionnaire/1"


def to_dict(questionnaire: Questionnaire) -> dict[str, Any]:
    """JSON-able, in one order; ``from_dict`` with the same banks gives an equal questionnaire."""
    return {
        "format": FORMAT,
        "title": questionnaire.title,
        "intro": questionnaire.intro,
        "audience": questionnaire.audience.value,
        "point": questionnaire.point.value,
        "minutes": questionnaire.minutes,
        "pages": [
            {"title": page.title, "intro": page.intro, "asked": [_reference(asked) for asked in page.asked]}
            for page in questionnaire.pages
        ],
    }


def from_dict(document: Mapping[str, Any], banks: Mapping[int, Bank]) -> Questionnaire:
    """The questionnaire in a document that ``to_dict`` made; ``banks`` are its bank versions by id."""
    audience = Audience(document["audience"])
    return Questionnaire(
        document["title"],
        document["intro"],
        audience,
        TimePoint(document["point"]),
        tuple(
            Page(page["title"], page["intro"], _asked(page["asked"], banks, audience))
            for page in document["pages"]
        ),
        document["minutes"],
    )


def digest(document: Mapping[str, Any]) -> str:
    """The SHA-256, in hex, of the document as canonical JSON."""
    return hashlib.sha256(canonical(document)).hexdigest()


def bank_versions(questionnaire: Questionnaire) -> frozenset[int]:
    """The ids of the bank versions that it asks from."""
    return frozenset(asked.bank_version_id for asked in questionnaire.asked)


def _reference(asked: Asked) -> dict[str, Any]:
    return {"bank_version": asked.bank_version_id, "question": asked.question.key}


def _asked(
    references: Iterable[Mapping[str, Any]], banks: Mapping[int, Bank], audience: Audience
) -> tuple[Asked, ...]:
    return tuple(
        asked_of(reference["bank_version"], bank, bank.questions_by_key[reference["question"]], audience)
        for reference in references
        for bank in (banks[reference["bank_version"]],)
    )

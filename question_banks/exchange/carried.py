"""What a bank holds and a foreign format has no place for, carried in the file as our own document.

Other programs pass over it. When the file comes back to us, the questions get their ties again: step, family,
audience, themes and the like. Any other field is carried only where the format would say it otherwise, so that
what somebody changed in between counts.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from question_banks.documents import from_dict, to_dict
from question_banks.documents.json_text import parsed
from question_banks.errors import Refusal
from question_banks.exchange.making_xml import NO_XML
from question_banks.model import Bank, Question

NAMESPACE = "urn:foursteps:exchange:1"
ELEMENT = "carried"

TIES = (
    *("key", "family", "step", "audiences", "objective", "themes", "manager_stem", "scenario", "scale"),
    *("required", "core", "help", "source", "notes", "status", "certainty", "comment"),
    *("then_of", "control", "equivalent_to"),
)
"""The fields of a question that no foreign format has, or has without our keys: always carried."""
UNSET = "unset"


def of_question(question: Question, besides: Collection[str] = ()) -> str:
    """The document of a question's ties and of the fields ``besides``, which the format would say otherwise.

    A tie that is default is left out; of the other fields it is said that they are to be.
    """
    document = to_dict(Bank("x", "x", questions=(question,)))["questions"][0]
    carried = {name: value for name, value in document.items() if name in TIES or name in besides}
    unset = [name for name in besides if name not in document]
    return _text(carried | ({UNSET: unset} if unset else {}))


def of_bank(bank: Bank) -> str:
    """The document of a bank without its questions."""
    document = to_dict(replace(bank, questions=()))
    return _text({name: value for name, value in document.items() if name not in ("format", "questions")})


def _text(document: Mapping[str, Any]) -> str:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def with_ties(question: Question, carried: str) -> Question | None:
    """The question as it was, by what was carried; None when that is not ours or does not fit."""
    try:
        ties = parsed(carried)
        if not isinstance(ties, dict):
            return None
        unset = ties.pop(UNSET, [])
        names = [name for name in unset if isinstance(name, str)] if isinstance(unset, list) else []
        gone = {*TIES, *names} - {"key"}
        bank = to_dict(Bank("x", "x", questions=(question,)))
        kept = {name: value for name, value in bank["questions"][0].items() if name not in gone}
        bank["questions"][0] = kept | ties
        return from_dict(bank).questions[0]
    except Refusal:
        return None


def bank_in(carried: str) -> Bank | None:
    """The bank without questions that was carried; None when that is not ours or does not fit."""
    try:
        document = parsed(carried)
        if not isinstance(document, dict):
            return None
        empty = to_dict(Bank("x", "x"))
        return from_dict({"format": empty["format"], **document, "questions": []})
    except Refusal:
        return None

"""A bank as a document: the shape that is shipped as TOML, kept as JSON and told apart by its digest.

Types are checked at the door. A document with a field that is missing, unknown, of the wrong type, out of
range or named twice is refused whole: ``errors.Refusal`` says where, in one sentence. What else a good bank
needs is for ``validation`` to say; an unfinished draft is a document all the same.
"""

from __future__ import annotations

import hashlib
from typing import Any

from question_banks.documents import json_text, toml_text
from question_banks.documents.reading import FORMAT as FORMAT
from question_banks.documents.reading import bank_from
from question_banks.documents.writing import document_of
from question_banks.model import Bank


def from_dict(document: object) -> Bank:
    """The bank in a document as TOML or JSON gives it. Raises ``Refusal``, and nothing else."""
    return bank_from(document)


def to_dict(bank: Bank) -> dict[str, Any]:
    """The document of a bank: JSON-able, in one order, without fields that have their default."""
    return document_of(bank)


def checked(bank: Bank) -> Bank:
    """The same bank, once it has passed the door; ``Refusal`` when its document would not be read again."""
    return bank_from(document_of(bank))


def read_toml(text: str) -> Bank:
    """Raises ``Refusal``, and nothing else."""
    return bank_from(toml_text.parsed(text))


def write_toml(bank: Bank) -> str:
    """TOML that ``read_toml`` reads back as an equal bank; the same bank always gives the same text."""
    return toml_text.written(document_of(bank))


def read_json(text: str) -> Bank:
    """Raises ``Refusal``, and nothing else."""
    return bank_from(json_text.parsed(text))


def write_json(bank: Bank) -> str:
    """JSON that ``read_json`` reads back as an equal bank; the same bank always gives the same text."""
    return json_text.written(document_of(bank))


def digest(bank: Bank) -> str:
    """The SHA-256, in hex, of the bank's document as canonical JSON. Equal banks have equal digests."""
    return hashlib.sha256(json_text.canonical(document_of(bank))).hexdigest()

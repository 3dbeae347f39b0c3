"""From a bank to a document: plain lists, texts, numbers and flags, in one order, without what is default."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from question_banks.documents.reading import FORMAT
from question_banks.model import Bank

BANK_ORDER = (
    "key",
    "title",
    "description",
    "language",
    "themes",
    "objectives",
    "scales",
    "scenarios",
    "questions",
)
"""Small things first, then what questions point at, then the questions."""


def document_of(bank: Bank) -> dict[str, Any]:
    table = _table(bank)
    return {"format": FORMAT} | {name: table[name] for name in BANK_ORDER if name in table}


def _table(noun: Any) -> dict[str, Any]:
    """A noun's fields in the model's order, but lists of tables last, as TOML wants them."""
    table = {
        field.name: _plain(getattr(noun, field.name))
        for field in fields(noun)
        if getattr(noun, field.name) != field.default
    }
    return dict(sorted(table.items(), key=lambda item: _is_list_of_tables(item[1])))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _table(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        # Equal numbers must be equal texts, for the digest's sake.
        return int(value)
    # The enums are texts; a document holds the bare text.
    return str(value) if isinstance(value, str) else value


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)

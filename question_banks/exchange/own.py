"""Our own two formats, TOML and JSON. They hold whatever a bank holds: taken whole or refused whole."""

from __future__ import annotations

import re

from question_banks.documents import read_json, read_toml, write_json, write_toml
from question_banks.errors import Refusal
from question_banks.exchange.account import Note, Taken, Written
from question_banks.exchange.format import Format
from question_banks.exchange.source import Source, refuse_endless_json
from question_banks.model import Bank

TOML_LINE = re.compile(
    r"(?:format|key|title|description|language)[ \t]*="
    r"|\[\[?(?:themes|objectives|scales|scenarios|questions)\]\]?[ \t]*(?:#|$)"
)
MOST_TOML = 5_000_000
"""The standard reader of TOML manages about a million characters a second."""


def _tells_toml(source: Source) -> bool:
    return (
        not source.is_xml and not source.is_zip and TOML_LINE.match(_first_line(source).strip()) is not None
    )


def _first_line(source: Source) -> str:
    """The first line that says something."""
    return next((line for line in source.lines if line.strip() and not line.lstrip().startswith("#")), "")


def _taken_at_its_word(source: Source) -> tuple[str, tuple[Note, ...]]:
    """The text, and what is told of how it was read. What we wrote ourselves was not encoded twice by mistake."""
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return source.text, tuple(source.notes)
    # Zeros are what UTF-16 without its mark has between its letters.
    return (source.text, tuple(source.notes)) if "\0" in text else (text, ())


def _read_toml(source: Source) -> Taken:
    if len(source.data) > MOST_TOML:
        raise Refusal(f"The TOML is larger than {MOST_TOML:,} bytes, which no question bank is.")
    text, notes = _taken_at_its_word(source)
    return Taken(read_toml(text), notes=notes)


def _write_toml(bank: Bank) -> Written:
    return Written(write_toml(bank).encode(), {})


def _tells_json(source: Source) -> bool:
    return source.is_json_object


def _read_json(source: Source) -> Taken:
    text, notes = _taken_at_its_word(source)
    refuse_endless_json(text)
    return Taken(read_json(text), notes=notes)


def _write_json(bank: Bank) -> Written:
    return Written(write_json(bank).encode(), {})


TOML = Format(
    "toml", "Foursteps (TOML)", (".toml",), _tells_toml, _read_toml, _write_toml, "application/toml"
)
JSON = Format(
    "json", "Foursteps (JSON)", (".json",), _tells_json, _read_json, _write_json, "application/json"
)

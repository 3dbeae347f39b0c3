"""Taking a bank out of one file format into another: bytes in, bytes and a report out. No file is touched.

The format of what comes in is told from its content, never from a name. We know our own two, TOML and JSON,
which hold whatever a bank holds: a file in one of them is taken whole or refused whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TypedDict

from question_banks.documents import read_json, read_toml, write_json, write_toml
from question_banks.errors import Refusal
from question_banks.model import Bank

MOST_BYTES = 5_000_000
"""A shipped bank has some 30,000 bytes."""

READERS: Mapping[str, Callable[[str], Bank]] = {"toml": read_toml, "json": read_json}
WRITERS: Mapping[str, Callable[[Bank], str]] = {"toml": write_toml, "json": write_json}

TOML_LINE = re.compile(r"^[ \t]*+(?:[A-Za-z0-9_-]++[ \t]*+=|\[\[?[A-Za-z])", re.MULTILINE)


class LeftOut(TypedDict):
    """A question of the file that was not taken: where it stands, what it is, and why."""

    where: str
    what: str
    why: str


class Report(TypedDict):
    """What became of a file. ``taken`` and ``left_out`` account for each of its questions.

    ``format`` is "toml" or "json", or None when the file was refused; ``by_type`` counts the questions taken by
    kind; ``refused`` is the sentence that says why nothing was taken, else None.
    """

    format: str | None
    taken: int
    by_type: dict[str, int]
    left_out: list[LeftOut]
    refused: str | None


def convert(data: bytes, out_name: str) -> tuple[bytes, Report]:
    """The bank in ``data`` in the format that the ending of ``out_name`` asks for, and what became of it.

    Raises ``Refusal``, and nothing else; ``refusal_report`` makes the report of that.
    """
    write = _writer_for(out_name)
    told, bank = read_bank(data)
    by_type = dict(Counter(question.kind.value for question in bank.questions))
    report = Report(format=told, taken=len(bank.questions), by_type=by_type, left_out=[], refused=None)
    return write(bank).encode(), report


def refusal_report(refusal: Refusal) -> Report:
    return Report(format=None, taken=0, by_type={}, left_out=[], refused=str(refusal))


def read_bank(data: bytes) -> tuple[str, Bank]:
    """The format of a file, told from its content, and the bank in it. Raises ``Refusal``, and nothing else."""
    if len(data) > MOST_BYTES:
        raise Refusal(f"The file is larger than {MOST_BYTES:,} bytes, which no question bank is.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("The file is not text in UTF-8.") from None
    told = _told(text)
    return told, READERS[told](text)


def _told(text: str) -> str:
    if text.lstrip().startswith("{"):
        return "json"
    if TOML_LINE.search(text):
        return "toml"
    raise Refusal("The file is not a question bank in TOML or JSON.")


def _writer_for(out_name: str) -> Callable[[Bank], str]:
    ending = PurePath(out_name).suffix.removeprefix(".").lower()
    if ending not in WRITERS:
        raise Refusal("The name of the file to write must end in .toml or .json.")
    return WRITERS[ending]

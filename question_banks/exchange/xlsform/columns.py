"""The columns of an XLSForm sheet: found by any of the names that they may go by, in one language or several."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from question_banks.exchange.html_text import is_marked_up, plain

Cells = Sequence[str]

ALIASES: Mapping[str, str] = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "list name": "list_name",
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "constraining_message": "constraint_message",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
    "count": "repeat_count",
}
PREFIXES = frozenset({"bind", "control", "body", "media", "instance"})
TRANSLATED = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message"})
MEDIA = ("image", "big-image", "audio", "video")
BOLD = re.compile(r"\*\*([^*\n]{1,1000})\*\*")


@dataclass(frozen=True)
class Line:
    """One row of a sheet. ``number`` is its row; ``cells`` is by column, ``texts`` by column and then language."""

    number: int
    cells: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def say(self, column: str, language: str) -> str:
        """The words of a column in the language, else in any that the row has."""
        texts = self.texts.get(column, {})
        said = texts.get(language) or texts.get("") or next((text for text in texts.values() if text), "")
        return unmarked(said)


def lines_of(rows: Sequence[Cells]) -> list[Line]:
    """The rows below the header that say anything. The first row that says anything is the header."""
    found = (number for number, cells in enumerate(rows) if any(cell.strip() for cell in cells))
    header = next(found, None)
    if header is None:
        return []
    columns = [_column(cell) for cell in rows[header]]
    lines = (_line(number + 1, columns, cells) for number, cells in enumerate(rows) if number > header)
    return [line for line in lines if line is not None]


def header_of(rows: Sequence[Cells]) -> frozenset[str]:
    """The names of the columns."""
    first = next((cells for cells in rows if any(cell.strip() for cell in cells)), ())
    return frozenset(_column(cell)[0] for cell in first)


def languages_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """The languages in which the lines have a label, in the order of the columns; "" for a column that names none."""
    return tuple(dict.fromkeys(language for line in lines for language in line.texts.get("label", {})))


def unmarked(text: str) -> str:
    """Words without the few marks that a form may hold: tags, and asterisks around what is bold."""
    words = plain(text).text if is_marked_up(text) else text.strip()
    return BOLD.sub(r"\1", words)


def _line(number: int, columns: Sequence[tuple[str, str]], cells: Cells) -> Line | None:
    single: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for (column, language), cell in zip(columns, cells, strict=False):
        words = cell.strip()
        if not words or not column:
            continue
        if column in TRANSLATED:
            texts[column][language] = words
        single.setdefault(column, words)
    return Line(number, single, texts) if single else None


def _column(cell: str) -> tuple[str, str]:
    """The name and the language of a column: ``label::English (en)`` is label in English."""
    parts = list(_parts(cell))
    if len(parts) > 1 and parts[0].casefold() in PREFIXES:
        parts = parts[1:]
    if parts and parts[0].casefold() == "jr" and len(parts) > 1:
        parts = parts[1:]
    name = " ".join(parts[0].casefold().split()) if parts else ""
    name = ALIASES.get(name, name.replace(" ", "_"))
    return ALIASES.get(name, name), parts[1] if len(parts) > 1 else ""


def _parts(cell: str) -> Iterator[str]:
    """Two colons divide; in old forms it may be one."""
    divider = "::" if "::" in cell else ":"
    yield from (part.strip() for part in cell.split(divider) if part.strip())

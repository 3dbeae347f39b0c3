"""The tables of questions in a file, a workbook's sheets or a CSV file: rows of cells with their places."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import methodcaller

from question_banks.errors import Refusal
from question_banks.exchange.account import shown
from question_banks.exchange.limits import MOST_COLUMNS
from question_banks.exchange.source import Source
from question_banks.exchange.spreadsheet.columns import Columns, columns_of
from question_banks.exchange.workbook import Sheet

DELIMITERS = ",;\t|"
HEADER_WITHIN = 30
"""Rows before the headings: a title, or what to do with the sheet."""
COMMENT = "//"
"""So begin lines of GIFT that say nothing, and no headings."""
LONGEST_LINE = 20_000
MOST_CELLS_OF_ROW = 20_000
GUARDED = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""A program may take a cell that begins so for a formula, so that an apostrophe was put before it. The last four are
the wide signs of East Asian keyboards.
"""


@dataclass(frozen=True)
class Row:
    """One row below the headings. ``where`` is such as "line 5" or 'sheet "Questions", row 5'."""

    where: str
    cells: Sequence[str]

    def cell(self, index: int | None) -> str:
        return self.cells[index].strip() if index is not None and index < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """The rows of questions of one sheet, and what its columns are. ``name`` is the sheet's."""

    name: str
    columns: Columns
    rows: Sequence[Row]


def table_in_sheet(sheet: Sheet) -> Table | None:
    """The questions of a sheet; None when it has no headings of questions."""
    name = shown(sheet.name, 40)
    rows = [Row(f'sheet "{name}", row {number}', cells) for number, cells in sorted(sheet.rows.items())]
    return _table(sheet.name, rows)


def table_in_text(source: Source) -> Table | None:
    """The questions of a CSV file; None when it has no headings of questions."""
    delimiter, start = _delimiter(source.lines)
    if not delimiter:
        return None
    rows = [
        Row(f"line {line}", cells) for line, cells in _csv_rows(source.lines[start:], delimiter, start + 1)
    ]
    return _table("", rows)


def has_headings(source: Source) -> bool:
    """Whether the first lines of a text hold headings of questions, with something between them."""
    return bool(_delimiter(source.lines)[0])


def _table(name: str, rows: Sequence[Row]) -> Table | None:
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        columns = columns_of(row.cells)
        if columns.are_of_questions:
            header = [cell.strip() for cell in row.cells]
            below = (other for other in rows[index + 1 :] if any(cell.strip() for cell in other.cells))
            return Table(
                name, columns, [other for other in below if [c.strip() for c in other.cells] != header]
            )
    return None


def _delimiter(lines: Sequence[str]) -> tuple[str, int]:
    """What stands between the cells, and the number of lines before the table begins; "" when it is no table."""
    first = lines[0].strip().casefold() if lines else ""
    if first.startswith("sep=") and len(first) == 5:
        return lines[0].strip()[4], 1
    best = ("", 0)
    for line in lines[:HEADER_WITHIN]:
        for delimiter in () if line.startswith(COMMENT) else DELIMITERS:
            if delimiter in line[:LONGEST_LINE]:
                columns = columns_of(_cells(line[:LONGEST_LINE], delimiter))
                if columns.are_of_questions and columns.known > best[1]:
                    best = (delimiter, columns.known)
    return best[0], 0


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(delimiter, MOST_COLUMNS)]


def _csv_rows(lines: Sequence[str], delimiter: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins. A quotation mark that is never closed would swallow the rest."""
    if max(map(methodcaller("count", delimiter), lines), default=0) > MOST_CELLS_OF_ROW:
        raise Refusal(f"The CSV has a row of more than {MOST_CELLS_OF_ROW:,} cells, which no question has.")
    reader = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=delimiter, strict=True)
    line = 0
    try:
        for cells in reader:
            yield first + line, [unguarded(cell) for cell in cells[:MOST_COLUMNS]]
            line = reader.line_num
    except csv.Error:
        raise Refusal(
            f"The CSV is broken at line {first + line}: a quotation mark is missing, or a cell is too long."
        ) from None


def guarded(text: str) -> str:
    """A text that no program takes for a formula."""
    return f"'{text}" if text.lstrip("'")[:1] in tuple(GUARDED) and text else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    if text.startswith("'") and text.lstrip("'")[:1] in tuple(GUARDED):
        return text[1:]
    return text

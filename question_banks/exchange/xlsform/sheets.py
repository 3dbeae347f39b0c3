"""The sheets of an XLSForm, out of a workbook or out of the one CSV file that holds them all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from question_banks.errors import Refusal
from question_banks.exchange.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from question_banks.exchange.source import Source
from question_banks.exchange.xlsform.columns import Cells, header_of

Sheets = Mapping[str, Sequence[Cells]]

MOST_BEGINNING = 90
"""Commas in a line that begins in the first thousand characters: a row of millions takes the memory."""
SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
NAMES = frozenset({SURVEY, CHOICES, SETTINGS, "external_choices", "entities", "osm", "cascades"})
WANTED = frozenset({"type", "name"})


def is_workbook_form(source: Source) -> bool:
    """Whether a workbook has a sheet of questions as XLSForm wants it."""
    return source.is_workbook and header_of(_workbook_sheets(source).get(SURVEY, ())) >= WANTED


def is_csv_form(source: Source) -> bool:
    """Whether a text is the CSV form of an XLSForm: the name of a sheet stands alone on its first line.

    It is read no further than to the headings of the sheet of questions.
    """
    name = ""
    if any(line.count(",") > MOST_BEGINNING for line in source.text[:1_000].splitlines()):
        return False
    for cells in _rows(source.text):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if not filled:
            continue
        if not name and (len(filled) > 1 or filled[0].casefold() not in NAMES):
            return False
        if name == SURVEY:
            return header_of([cells[1:]]) >= WANTED
        name = cells[0].strip().casefold() or name
    return False


def sheets_in(source: Source) -> Sheets:
    """The sheets by their names in small letters. Raises ``Refusal`` when they are more than we look at."""
    return _workbook_sheets(source) if source.is_workbook else _csv_sheets(source)


def _workbook_sheets(source: Source) -> Sheets:
    return {sheet.name.strip().casefold(): sheet.padded() for sheet in source.sheets}


def _csv_sheets(source: Source) -> Sheets:
    """The sheets of a CSV file whose first column names the sheet on a line of its own."""
    sheets: dict[str, list[Cells]] = {}
    rows: list[Cells] = []
    left = MOST_CELLS
    for cells in _rows(source.text):
        if cells and cells[0].strip():
            rows = sheets.setdefault(cells[0].strip().casefold(), [])
            continue
        said = _until_the_last_word(cells[1 : MOST_COLUMNS + 1])
        left -= len(said)
        if left < 0 or len(rows) > MOST_ROWS:
            raise Refusal("The CSV file has more cells than we look at: split it.")
        rows.append(said)
    return sheets


def _until_the_last_word(cells: list[str]) -> Cells:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _rows(text: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
    except csv.Error:
        raise Refusal("The CSV file holds a cell that is too long, or is broken.") from None

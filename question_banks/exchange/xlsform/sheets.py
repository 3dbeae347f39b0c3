"""The sheets of an XLSForm, out of a workbook or out of the one CSV file that holds them all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from question_banks.errors import Refusal
from question_banks.exchange.source import Source
from question_banks.exchange.xlsform.columns import Cells, header_of

Sheets = Mapping[str, Sequence[Cells]]

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
NAMES = frozenset({SURVEY, CHOICES, SETTINGS, "external_choices", "entities", "osm", "cascades"})
WANTED = frozenset({"type", "name"})


def is_form(sheets: Sheets) -> bool:
    """Whether there is a sheet of questions as XLSForm wants it."""
    return header_of(sheets.get(SURVEY, ())) >= WANTED


def is_csv_form(source: Source) -> bool:
    """Whether a text begins as the CSV form of an XLSForm does: with the name of a sheet alone on its line."""
    first = next((line for line in source.lines if line.strip()), "")
    cells = next(csv.reader([first[:1000]]), [])
    return (
        bool(cells) and cells[0].strip().casefold() in NAMES and not any(cell.strip() for cell in cells[1:])
    )


def sheets_in(source: Source) -> Sheets:
    """The sheets by their names in small letters."""
    if source.is_workbook:
        return {sheet.name.strip().casefold(): sheet.padded() for sheet in source.sheets}
    return csv_sheets(source)


def csv_sheets(source: Source) -> Sheets:
    """The sheets of a CSV file whose first column names the sheet on a line of its own."""
    sheets: dict[str, list[Cells]] = {}
    rows: list[Cells] = []
    for cells in _rows(source.text):
        name = cells[0].strip().casefold() if cells else ""
        if name:
            rows = sheets.setdefault(name, [])
        else:
            rows.append(cells[1:])
    return sheets


def _rows(text: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
    except csv.Error:
        raise Refusal("The CSV file holds a cell that is too long, or is broken.") from None

"""From a bank to a workbook: its questions, and a sheet for each sort of thing that they name.

Whatever stands in a cell is text: nothing in it is ever a formula or a link. The same bank gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from question_banks.exchange.account import Written
from question_banks.exchange.spreadsheet.columns import FLAGS
from question_banks.exchange.spreadsheet.filling import Filled, filled
from question_banks.exchange.spreadsheet.nouns import BANK_FIELDS, NOUN_SHEETS
from question_banks.exchange.spreadsheet.rows import Column, names_by_sheets
from question_banks.exchange.spreadsheet.words import AUDIENCES, FAMILIES, KINDS, STATUSES, said
from question_banks.model import Audience, Bank, Scale

QUESTIONS = "Questions"
MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - a workbook's dates have no time zone, and this one says nothing
WIDTHS = {
    "question": 60,
    "kind": 28,
    "right": 16,
    "feedback": 40,
    "objective": 28,
    "manager_stem": 40,
    "source": 30,
}
USUAL_WIDTH = 18
OPTION_WIDTH = 28
ROWS_WITH_CHOICES = 1_000
"""Rows below the headings whose cells offer what may stand in them."""


def write(bank: Bank) -> Written:
    table = filled(bank, names_by_sheets(bank))
    return Written(workbook_of(bank, table), table.left_out)


def workbook_of(bank: Bank, table: Filled, *, before: Iterable[Any] = (), after: Iterable[Any] = ()) -> bytes:
    """The workbook of a bank. ``before`` and ``after`` are functions that add sheets round those of the bank."""
    # Making workbooks takes a moment to load, and most of what runs never makes one.
    import xlsxwriter  # noqa: PLC0415

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"created": MADE})
    pen = Pen(book)
    for add in before:
        add(pen)
    add_questions(pen, QUESTIONS, table)
    for name, rows in _noun_rows(bank).items():
        pen.sheet(name, NOUN_SHEETS[name], rows, [24, 40, 60, 40, 20])
    for add in after:
        add(pen)
    book.close()
    return out.getvalue()


class Pen:
    """Writes sheets of text with a row of headings that stays in sight."""

    def __init__(self, book: Any) -> None:
        self.book = book
        look = {"text_wrap": True, "valign": "top"}
        self._bold = book.add_format({**look, "bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        # "@" is Excel's form for text: what is typed later stays as typed, and 1-2 is no date.
        self._text = book.add_format({**look, "num_format": "@"})

    def sheet(
        self, name: str, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
    ) -> Any:
        sheet = self.book.add_worksheet(name)
        for column in range(len(headings)):
            sheet.set_column(column, column, widths[min(column, len(widths) - 1)], self._text)
        for place, line in enumerate([headings, *rows]):
            for column, text in enumerate(line):
                if text:
                    sheet.write_string(place, column, text, self._text if place else self._bold)
        sheet.freeze_panes(1, 0)
        return sheet


def add_questions(pen: Pen, name: str, table: Filled) -> None:
    """A sheet of questions whose cells offer the words that may stand in them."""
    widths = [_width(column) for column in table.columns]
    sheet = pen.sheet(name, table.headings, map(table.line, table.rows), widths)
    sheet.freeze_panes(1, 1)
    last = max(ROWS_WITH_CHOICES, len(table.rows))
    for place, column in enumerate(table.columns):
        choices = _choices(column)
        if choices:
            sheet.data_validation(
                1, place, last, place, {"validate": "list", "source": choices, "error_type": "warning"}
            )


def _width(column: Column) -> int:
    return WIDTHS.get(column, USUAL_WIDTH) if isinstance(column, str) else OPTION_WIDTH


def _choices(column: Column) -> Any:
    """What a cell of the column may hold: a list, or the place of one."""
    if column in FLAGS or column == "shuffle":
        return ["Yes", "No"]
    lists = {
        "kind": [said(KINDS, kind) for kind in KINDS],
        "family": [said(FAMILIES, family) for family in FAMILIES],
        "status": [said(STATUSES, status) for status in STATUSES],
        "step": ["1", "2", "3", "4"],
        "audiences": ["Delegate", "Manager", "Delegate; Manager"],
        "objective": "=Objectives!$B$2:$B$200",
        "scale": "=Scales!$B$2:$B$500",
    }
    return lists.get(column) if isinstance(column, str) else None


def _noun_rows(bank: Bank) -> dict[str, list[Sequence[str]]]:
    return {
        "Bank": [(name.capitalize(), getattr(bank, name)) for name in BANK_FIELDS],
        "Objectives": [(one.key, one.title, one.text) for one in bank.objectives],
        "Themes": [(one.key, one.title) for one in bank.themes],
        "Cases": [(one.key, one.text) for one in bank.scenarios],
        "Scales": [row for scale in bank.scales for row in _scale_rows(scale)],
    }


def _scale_rows(scale: Scale) -> Iterator[Sequence[str]]:
    rows = [(str(point.value), point.text, "") for point in scale.points]
    rows += [(f"({code.code})", code.text, _offered(code.audiences)) for code in scale.outside]
    for row in rows or [("", "", "")]:
        yield (scale.key, scale.title, *row)


def _offered(audiences: Sequence[Audience]) -> str:
    return "; ".join(said(AUDIENCES, one) for one in audiences)

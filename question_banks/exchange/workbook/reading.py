"""The words in the cells of a workbook's sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from question_banks.errors import Refusal
from question_banks.exchange.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from question_banks.exchange.workbook.events import Watcher, watch
from question_banks.exchange.workbook.parts import Parts, text_of
from question_banks.exchange.zips import SafeZip

WORKBOOK = "xl/workbook.xml"
CONTENT = "[Content_Types].xml"
PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a date in a sheet has no time zone
FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
MOST_DAYS = 2_958_465
"""The last day that Excel knows, at the end of the year 9999."""


@dataclass
class Sheet:
    """One sheet: the cells of each row that says something, by the row's number, counted from 1.

    A row ends with its last cell that says something. ``dates`` are the cells that the workbook shows as dates, such
    as "C5": a date is often what a program made of something else.
    """

    name: str
    rows: dict[int, list[str]] = field(default_factory=dict)
    dates: list[str] = field(default_factory=list)

    def padded(self) -> list[list[str]]:
        """All the rows up to the last; those that say nothing are empty."""
        return [self.rows.get(number, []) for number in range(1, max(self.rows, default=0) + 1)]


def is_workbook(packed: SafeZip) -> bool:
    """Whether a zip file is a workbook of Office Open XML."""
    return packed.find(CONTENT) is not None and packed.find(WORKBOOK) is not None


def sheets_of(packed: SafeZip) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order, hidden ones too. Raises ``Refusal`` when it is broken or too large."""
    parts = Parts(packed)
    reading = _Cells(parts)
    for name, path in parts.sheets:
        data = parts.read(path) if path else None
        if data is not None:
            reading.begin_sheet(name)
            watch(data, reading)
    return tuple(reading.sheets)


class _Cells(Watcher):
    """Puts each cell's words into its sheet."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._left = MOST_CELLS
        self.sheets: list[Sheet] = []
        self._row = self._column = 0
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._listens = False
        self._aloud = False

    def begin_sheet(self, name: str) -> None:
        self.sheets.append(Sheet(name))
        self._row = 0

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._begin_row(attributes.get("r", ""))
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "rPh":
            self._aloud = True
        self._listens = name in ("v", "t") and not self._aloud

    def says(self, text: str) -> None:
        if self._listens:
            self._pieces.append(text)

    def ends(self, name: str) -> None:
        self._listens = False
        if name == "rPh":
            self._aloud = False
        elif name == "c":
            self._end_cell()

    def _begin_row(self, number: str) -> None:
        self._row = (
            int(number) if number.isascii() and number.isdigit() and len(number) < 8 else self._row + 1
        )
        self._column = 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = PLACE.fullmatch(attributes.get("r", ""))
        if place:
            self._column, self._row = _number(place[1]), int(place[2])
        else:
            self._column += 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._pieces = []

    def _end_cell(self) -> None:
        written = "".join(self._pieces)
        if not written:
            return
        words = self._words(written)
        if not words.strip() or self._column > MOST_COLUMNS:
            return
        self._left -= 1
        if self._left < 0:
            raise Refusal(f"The workbook has more than {MOST_CELLS:,} cells that say something.")
        if self._row > MOST_ROWS:
            raise Refusal(f"The workbook has a sheet of more than {MOST_ROWS:,} rows.")
        row = self.sheets[-1].rows.setdefault(self._row, [])
        row.extend([""] * (self._column - len(row)))
        row[self._column - 1] = words

    def _words(self, written: str) -> str:
        kind = self._kind
        if kind == "s":
            number = int(written) if written.isascii() and written.isdigit() and len(written) < 9 else -1
            return self._parts.texts[number] if 0 <= number < len(self._parts.texts) else ""
        if kind == "b":
            return "TRUE" if written.strip() == "1" else "FALSE"
        return self._figures(written) if kind == "n" else text_of(written)

    def _figures(self, written: str) -> str:
        """A number as people see it in the cell: a date, a percentage, or in figures."""
        try:
            number = float(written)
        except ValueError:
            return text_of(written)
        style = int(self._style) if self._style.isascii() and self._style.isdigit() else -1
        if style in self._parts.dates and 0 <= number <= MOST_DAYS:
            self.sheets[-1].dates.append(f"{_letters(self._column)}{self._row}")
            return self._date(number)
        if style in self._parts.percents:
            return f"{in_figures(number * 100)}%"
        return in_figures(number)

    def _date(self, number: float) -> str:
        first = FIRST_DAY_1904 if self._parts.from_1904 else FIRST_DAY
        try:
            moment = first + timedelta(days=number)
        except OverflowError:
            return in_figures(number)
        return f"{moment:%Y-%m-%d}" if number == int(number) else f"{moment:%Y-%m-%d %H:%M}"


def in_figures(number: float) -> str:
    """The number without an exponent and with at most 15 digits, as Excel keeps them: "0.1", "1822"."""
    if number != number or abs(number) > 1e300:
        return str(number)
    text = f"{Decimal(f'{number:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(letters: str) -> int:
    """The place of a column, from 1: A, B ... Z, AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters

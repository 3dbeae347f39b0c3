"""The table of a bank's questions: its headings, and the cells of each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from question_banks.exchange.spreadsheet.columns import HEADINGS, SORTS, heading_of, option_heading
from question_banks.exchange.spreadsheet.rows import Cells, Column, Names, cells_of, why_not
from question_banks.model import Bank

FIRST = ("question", "kind", "right")
THEN = ("feedback", "objective", "themes", "source", "notes", "marks", "key")
ALWAYS: tuple[Column, ...] = (*FIRST, *(("option", place) for place in range(4)), *THEN)
"""The columns that are there even when nothing stands in them."""


@dataclass(frozen=True)
class Filled:
    """The columns and rows of a bank's questions, and those left out, by key."""

    columns: Sequence[Column]
    rows: Sequence[Cells]
    left_out: dict[str, str]

    @property
    def headings(self) -> list[str]:
        return [heading(column) for column in self.columns]

    def line(self, cells: Cells) -> list[str]:
        return [cells.get(column, "") for column in self.columns]


def heading(column: Column) -> str:
    return heading_of(column) if isinstance(column, str) else option_heading(*column)


def filled(bank: Bank, names: Names, extra: Iterable[Column] = ()) -> Filled:
    """The table of a bank's questions; ``extra`` columns are there too."""
    left_out = {question.key: why for question in bank.questions if (why := why_not(question))}
    rows = [cells_of(question, names) for question in bank.questions if question.key not in left_out]
    used = {column for cells in rows for column in cells} | set(ALWAYS) | set(extra)
    return Filled(_in_order(used), rows, left_out)


def _in_order(used: set[Column]) -> list[Column]:
    """What everybody fills in first, each option followed by what is said of it, then the rest."""
    places = sorted({column[1] for column in used if not isinstance(column, str)})
    about = [(sort, place) for place in places for sort in SORTS if (sort, place) in used]
    rest = [name for name in HEADINGS if name in used and name not in (*FIRST, *THEN)]
    return [*FIRST, *about, *THEN, *rest]

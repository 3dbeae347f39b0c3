"""The workbook to write questions in: how it is done, examples of each type, and empty sheets that offer choices."""

from __future__ import annotations

from pathlib import Path

from question_banks.documents import read_toml
from question_banks.exchange.spreadsheet.book import Pen, add_questions, workbook_of
from question_banks.exchange.spreadsheet.filling import filled
from question_banks.exchange.spreadsheet.reading import EXAMPLES, INSTRUCTIONS
from question_banks.exchange.spreadsheet.rows import Column, names_by_sheets
from question_banks.model import Bank
from question_banks.ready_scales import READY_SCALES

FOLDER = Path(__file__).parent
HEADINGS = ("Column", "What to write there")
EXTRA: tuple[Column, ...] = (
    *((sort, place) for place in range(6) for sort in ("option", "feedback")),
    *(("match", place) for place in range(4)),
    *(("credit", place) for place in range(4)),
    *(
        "family",
        "step",
        "audiences",
        "scenario",
        "scale",
        "help",
        "shuffle",
        "core",
        "status",
        "manager_stem",
    ),
)
"""The columns that are there to be written in, beside those that always are."""


def template() -> bytes:
    """The workbook, ready to be written in and taken in. Taken in as it is, it holds no question."""
    bank = Bank("my-bank", "My question bank", scales=READY_SCALES)
    shown = read_toml((FOLDER / "examples.toml").read_text(encoding="utf-8"))
    examples = filled(shown, names_by_sheets(shown), EXTRA)
    return workbook_of(
        bank,
        filled(bank, names_by_sheets(bank), EXTRA),
        before=[_instructions],
        after=[lambda pen: add_questions(pen, EXAMPLES, examples)],
    )


def _instructions(pen: Pen) -> None:
    lines = (FOLDER / "instructions.txt").read_text(encoding="utf-8").splitlines()
    parted = (line.partition(": ") for line in lines)
    pen.sheet(INSTRUCTIONS, HEADINGS, [(column, what) for column, _, what in parted], [26, 110])

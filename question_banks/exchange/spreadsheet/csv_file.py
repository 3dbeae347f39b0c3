"""From a bank to a CSV file: the table of its questions, with the words of what they name."""

from __future__ import annotations

import csv
import io

from question_banks.exchange.account import Note, Written
from question_banks.exchange.spreadsheet.filling import filled
from question_banks.exchange.spreadsheet.rows import names_by_words
from question_banks.exchange.spreadsheet.tables import guarded
from question_banks.model import Bank

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for Windows-1252."""


def write(bank: Bank) -> Written:
    table = filled(bank, names_by_words(bank))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([guarded(cell) for cell in table.line(cells)] for cells in table.rows)
    return Written((BYTE_ORDER_MARK + out.getvalue()).encode(), table.left_out, tuple(_notes(bank)))


def _notes(bank: Bank) -> list[Note]:
    what = [
        ("its title and description", bank.title or bank.description),
        ("the full sentences of objectives", any(one.text != one.title for one in bank.objectives)),
        ("the titles of scales, and to whom answers off them are offered", bank.scales),
        ("what no question names", _unnamed(bank)),
    ]
    lost = [words for words, there in what if there]
    return [
        Note(where="the bank", what=f"A CSV file has no place for {words}: a workbook has.") for words in lost
    ]


def _unnamed(bank: Bank) -> bool:
    """Whether the bank has a noun that none of its questions names."""
    named = {key for one in bank.questions for key in (one.objective, one.scenario, one.scale, *one.themes)}
    keys = [one.key for one in bank.objectives] + [one.key for one in bank.themes]
    keys += [one.key for one in bank.scenarios] + [one.key for one in bank.scales]
    return any(key not in named for key in keys)

"""QTI 3.0: items and packages read, packages written."""

from __future__ import annotations

from question_banks.exchange.account import Written
from question_banks.exchange.format import Format
from question_banks.exchange.qti import package_written, packages
from question_banks.exchange.qti.files import tells
from question_banks.exchange.qti.versions import V3
from question_banks.exchange.source import Source
from question_banks.model import Bank


def _tells(source: Source) -> bool:
    return tells(source, "qti3")


def _write(bank: Bank) -> Written:
    return package_written.write(bank, V3)


QTI3 = Format("qti3", "QTI 3.0", (".zip",), _tells, packages.read, _write, "application/zip")

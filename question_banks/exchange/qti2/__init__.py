"""QTI 2.1 and 2.2: items and packages read, packages written in either. What is read is told as "qti2"."""

from __future__ import annotations

from question_banks.exchange.account import Written
from question_banks.exchange.format import Format
from question_banks.exchange.qti import package_written, packages
from question_banks.exchange.qti.files import tells
from question_banks.exchange.qti.versions import V21, V22
from question_banks.exchange.source import Source
from question_banks.model import Bank


def _tells(source: Source) -> bool:
    return tells(source, "qti2")


def _never(source: Source) -> bool:
    return False


def _write(bank: Bank) -> Written:
    return package_written.write(bank, V22)


def _write_21(bank: Bank) -> Written:
    return package_written.write(bank, V21)


QTI2 = Format("qti2", "QTI 2.2", (".zip",), _tells, packages.read, _write, "application/zip")
QTI21 = Format("qti2.1", "QTI 2.1", (".zip",), _never, packages.read, _write_21, "application/zip")

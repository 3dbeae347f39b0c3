"""QTI 2.1 and 2.2: items and packages, read and written."""

from __future__ import annotations

from question_banks.exchange.account import Taken
from question_banks.exchange.format import Format
from question_banks.exchange.qti import packages
from question_banks.exchange.qti.files import tells
from question_banks.exchange.source import Source


def _tells(source: Source) -> bool:
    return tells(source, "qti2")


def _read(source: Source) -> Taken:
    return packages.read(source)


QTI2 = Format("qti2", "QTI 2.2 package", (".zip",), _tells, _read)

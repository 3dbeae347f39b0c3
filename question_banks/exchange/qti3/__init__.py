"""QTI 3.0: items and packages, read and written."""

from __future__ import annotations

from question_banks.exchange.account import Taken
from question_banks.exchange.format import Format
from question_banks.exchange.qti import packages
from question_banks.exchange.qti.files import tells
from question_banks.exchange.source import Source


def _tells(source: Source) -> bool:
    return tells(source, "qti3")


def _read(source: Source) -> Taken:
    return packages.read(source)


QTI3 = Format("qti3", "QTI 3.0 package", (".zip",), _tells, _read)

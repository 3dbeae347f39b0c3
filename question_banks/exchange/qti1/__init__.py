"""QTI 1.2: items and packages, as Canvas, Respondus and many older programs write them. Read only."""

from __future__ import annotations

from question_banks.exchange.format import Format
from question_banks.exchange.qti.files import tells
from question_banks.exchange.qti1.reading import read
from question_banks.exchange.source import Source


def _tells(source: Source) -> bool:
    return tells(source, "qti1")


QTI1 = Format("qti1", "QTI 1.2", (), _tells, read)

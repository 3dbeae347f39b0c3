"""What a file format is to the rest of the product: how it is told, read and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from question_banks.exchange.account import Taken, Written
from question_banks.exchange.source import Source
from question_banks.model import Bank


@dataclass(frozen=True)
class Format:
    """One file format. ``name`` stands in reports and on the command line, ``title`` on pages.

    ``endings`` are those of the files it is written to, such as ".xml"; the first is the one that we give it.
    ``tells`` says whether a file is in this format, from its content; a ``Refusal`` there means no. ``read`` raises
    ``Refusal`` and nothing else. A format that is only read has no ``write``.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    tells: Callable[[Source], bool]
    read: Callable[[Source], Taken]
    write: Callable[[Bank], Written] | None = None
    media_type: str = "text/plain; charset=utf-8"

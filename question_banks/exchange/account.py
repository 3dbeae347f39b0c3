"""What became of a file: the bank taken from it, and every question and detail that was not taken."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TypedDict

from question_banks.errors import Refusal
from question_banks.model import Bank

SHOWN = 60
# A piece of a file is repeated so that its reader finds the place, and so that it can be nothing but text wherever
# the report is shown: not markup, not a terminal's commands, not a change of the reading direction.
NOT_SHOWN = {"<": "‹", ">": "›", "&": "+", "`": "'"}


class LeftOut(TypedDict):
    """A question of the file that was not taken: where it stands, what it is, and why."""

    where: str
    what: str
    why: str


class Note(TypedDict):
    """Something to know about what was taken: where, and what was lost or guessed."""

    where: str
    what: str


class Report(TypedDict):
    """What became of a file. ``taken`` and ``left_out`` account for each of its questions.

    ``format`` is the name of the format that the file was told to be in, or None when it was refused; ``by_type``
    counts the questions taken by kind; ``refused`` is the sentence that says why nothing was taken, else None;
    ``notes`` name what was lost inside questions that were taken.
    """

    format: str | None
    taken: int
    by_type: dict[str, int]
    left_out: list[LeftOut]
    refused: str | None
    notes: list[Note]


@dataclass(frozen=True)
class Taken:
    """What a reader makes of a file. The bank has passed the door of ``documents``."""

    bank: Bank
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Written:
    """What a writer makes of a bank: the file, and the questions that its format has no form for, by key."""

    data: bytes
    left_out: dict[str, str]
    notes: tuple[Note, ...] = ()


def report_of(name: str, taken: Taken, written: Written | None = None) -> Report:
    """The report of a file that was read as format ``name`` and, it may be, written in another format.

    A question that was read but not written counts as left out: it is not in the file that comes out.
    """
    lost = written.left_out if written else {}
    kept = [question for question in taken.bank.questions if question.key not in lost]
    unwritten = [
        LeftOut(
            where=f'question "{question.key}"',
            what=f"{question.kind}: {shown(question.stem)}",
            why=lost[question.key],
        )
        for question in taken.bank.questions
        if question.key in lost
    ]
    return Report(
        format=name,
        taken=len(kept),
        by_type=dict(Counter(question.kind.value for question in kept)),
        left_out=[*taken.left_out, *unwritten],
        refused=None,
        notes=[*taken.notes, *(written.notes if written else ())],
    )


def refusal_report(refusal: Refusal) -> Report:
    return Report(format=None, taken=0, by_type={}, left_out=[], refused=str(refusal), notes=[])


def shown(text: str, longest: int = SHOWN) -> str:
    """A piece of a file for a report: one line, at most so many characters, and nothing but harmless text."""
    piece = text[: longest * 4]
    words = " ".join("".join(_harmless(letter) for letter in piece).split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def _harmless(letter: str) -> str:
    if letter in NOT_SHOWN:
        return NOT_SHOWN[letter]
    # Controls, surrogates and unassigned letters say nothing; format letters turn the reading direction round.
    return " " if unicodedata.category(letter).startswith(("C", "Z")) else letter

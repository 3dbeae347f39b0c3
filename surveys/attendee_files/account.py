"""What became of each row of an imported file. Lines and field names only: no personal data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from surveys.attendee_files.model import AttendeeFile, Skipped

# Beyond this many, a list of questions is no longer read; the rows themselves are all in ``skipped``.
MOST_QUESTIONS = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that was taken, and which facts it changed (none for a new booking)."""

    line: int
    changed: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"line": self.line, "changed": list(self.changed)} if self.changed else {"line": self.line}


@dataclass(frozen=True)
class ImportAccount:
    """Every row is in exactly one of ``imported``, ``updated`` and ``skipped``; all of them are ``rows``."""

    rows: int
    imported: tuple[Entry, ...] = ()
    updated: tuple[Entry, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    questions: tuple[str, ...] = ()
    refused: str | None = None
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The account for JSON; ``refused`` is None when the file was taken."""
        return {
            "rows": self.rows,
            "imported": [entry.to_dict() for entry in self.imported],
            "updated": [entry.to_dict() for entry in self.updated],
            "skipped": [{"line": row.line, "why": row.why} for row in self.skipped],
            "questions": list(self.questions),
            "refused": self.refused,
        }

    def counts(self) -> dict[str, int]:
        """How many rows, and how many of each outcome."""
        return {
            "rows": self.rows,
            "imported": len(self.imported),
            "updated": len(self.updated),
            "skipped": len(self.skipped),
            "questions": len(self.questions),
        }


def refused_account(file: AttendeeFile) -> ImportAccount:
    """The account of a file that was refused: no row of it was taken."""
    return ImportAccount(
        rows=file.rows,
        skipped=file.skipped,
        questions=file.questions,
        refused=file.refused,
        notes=file.notes,
    )


def few_enough(questions: list[str]) -> tuple[str, ...]:
    """The questions without repeats, cut to what a person will read, saying how many were left out."""
    unique = tuple(dict.fromkeys(questions))
    if len(unique) <= MOST_QUESTIONS:
        return unique
    left_out = len(unique) - MOST_QUESTIONS
    return (
        *unique[:MOST_QUESTIONS],
        f"There are {left_out} more questions. Can the file be put right first?",
    )

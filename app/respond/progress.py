"""How far a respondent has come, from the draft alone: no cookie and no counter."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveys.questionnaires import Page, Questionnaire, read_page


@dataclass(frozen=True)
class Progress:
    """``next_page`` is the first page (from 1) that needs an answer, None when only the check is left."""

    started: bool
    next_page: int | None


def progress(questionnaire: Questionnaire, draft: Mapping[str, Sequence[str]]) -> Progress:
    """Where to go on: a page is done once the draft knows it and nothing that must be answered is missing there."""
    open_pages = (
        number for number, page in enumerate(questionnaire.pages, start=1) if not _done(page, draft)
    )
    started = any(given(draft, name) for name in draft)
    return Progress(started, next(open_pages, None))


def given(draft: Mapping[str, Sequence[str]], name: str) -> bool:
    """Whether the draft holds anything but blanks for this question."""
    return any(value.strip() for value in draft.get(name, ()))


def print_of(draft: Mapping[str, Sequence[str]]) -> str:
    """A short text that changes when any answer does, so that nobody sends answers that they did not see."""
    return hashlib.sha256(json.dumps(draft, sort_keys=True).encode()).hexdigest()[:16]


def _done(page: Page, draft: Mapping[str, Sequence[str]]) -> bool:
    seen = any(asked.name in draft for asked in page.asked) or not page.asked
    return seen and not read_page(page, draft)[1]

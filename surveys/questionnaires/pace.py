"""How long a page took the person who answered it, and how much of that each of its questions gets.

Only the page's time is known. Its questions share it in proportion to how long each is likely to take.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from surveys.questionnaires.model import Page
from surveys.questionnaires.timing import seconds_for

LONGEST = timedelta(hours=2)
"""Whoever takes longer was called away, and how long the page took is not known."""


def seconds_of(page: Page, shown_at: datetime | None, saved_at: datetime) -> Mapping[str, float | None]:
    """The seconds that each of the page's questions took, by name; None for all where that is not known."""
    took = saved_at - shown_at if shown_at else timedelta(-1)
    if not timedelta(0) <= took <= LONGEST:
        return {asked.name: None for asked in page.asked}
    likely = {asked.name: seconds_for(asked) for asked in page.asked}
    whole = sum(likely.values())
    return {name: round(took.total_seconds() * part / whole, 1) for name, part in likely.items()}

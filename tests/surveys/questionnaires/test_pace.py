"""A page's time is shared among its questions as they are likely to take; what cannot be is not known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from surveys.questionnaires import Page
from surveys.questionnaires.pace import LONGEST, seconds_of
from surveys.questionnaires.timing import seconds_for
from tests.every_kind import pages_of

SAVED = datetime(2027, 3, 4, 9, tzinfo=UTC)
PAGE = pages_of(1)[0]


def test_the_shares_add_up_to_the_pages_time_and_go_by_what_is_likely():
    shares = seconds_of(PAGE, SAVED - timedelta(seconds=90), SAVED)
    likely = [seconds_for(asked) for asked in PAGE.asked]
    assert list(shares) == [asked.name for asked in PAGE.asked]
    assert sum(shares.values()) == pytest.approx(90, abs=0.2)
    assert list(shares.values()) == pytest.approx([90 * part / sum(likely) for part in likely], abs=0.05)


@pytest.mark.parametrize(
    ("ago", "known"),
    [
        (timedelta(0), True),
        (timedelta(milliseconds=-1), False),
        (LONGEST, True),
        (LONGEST + timedelta(seconds=1), False),
        (timedelta(days=700_000), False),
    ],
)
def test_nobody_saves_before_the_page_was_shown_nor_thinks_for_two_hours(ago, known):
    shares = seconds_of(PAGE, SAVED - ago, SAVED)
    assert {seconds is not None for seconds in shares.values()} == {known}


def test_without_a_moment_it_is_not_known():
    assert seconds_of(PAGE, None, SAVED) == {asked.name: None for asked in PAGE.asked}


def test_an_empty_page_takes_nobody_any_time():
    assert seconds_of(Page("", "", ()), SAVED, SAVED) == {}

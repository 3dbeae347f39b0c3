"""How far a respondent has come is read off the draft: a list that was answered in part is not done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.respond.progress import Progress, progress
from surveys.enums import Audience, TimePoint
from surveys.questionnaires import Page, Questionnaire, asked_of
from tests.question_banks.tiny import asked


def of_banks(*names, **change):
    """A questionnaire of one page for each tiny bank's first question."""
    questions = [(bank, replace(question, **change)) for bank, question in map(asked, names)]
    pages = [Page("", "", (asked_of(1, bank, question, Audience.DELEGATE),)) for bank, question in questions]
    return Questionnaire("", "", Audience.DELEGATE, TimePoint.POST, tuple(pages), 1)


RATED = "statements.the-course"
MATCHED = "matching.who-decides"


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ({}, Progress(started=False, next_page=1)),
        ({RATED: [""]}, Progress(started=False, next_page=1)),
        ({RATED: ["useful:1", "pace:0"]}, Progress(started=True, next_page=1)),
        ({RATED: ["useful:1", "pace:0", "safe:cannot-say"]}, Progress(started=True, next_page=2)),
        ({MATCHED: ["plan:court", "order:court", "contact:court"]}, Progress(started=True, next_page=1)),
        (
            {
                RATED: ["useful:1", "pace:0", "safe:cannot-say"],
                MATCHED: ["plan:court", "order:court", "contact:court"],
            },
            Progress(started=True, next_page=None),
        ),
    ],
)
def test_a_page_is_done_when_nothing_on_it_is_missing(draft, expected):
    assert progress(of_banks("statements", "matching"), draft) == expected


@pytest.mark.parametrize(
    ("draft", "next_page"), [({}, 1), ({RATED: [""]}, 2), ({RATED: ["useful:1"]}, 2), ({MATCHED: [""]}, 1)]
)
def test_a_page_that_may_be_left_empty_is_done_once_it_was_seen(draft, next_page):
    assert progress(of_banks("statements", "matching", required=False), draft).next_page == next_page


def test_a_page_without_questions_is_done():
    empty = replace(of_banks("yes-no"), pages=(Page("Only words", "", ()),))
    assert progress(empty, {}) == Progress(started=False, next_page=None)

"""How long a questionnaire is likely to take, said before somebody starts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from question_banks.model import Kind
from surveys.questionnaires.model import Asked, Page

WORDS_PER_SECOND = 4.0
"""Silent reading of plain prose: about 240 words a minute (Brysbaert 2019 found 238 on average)."""

SECONDS_TO_ANSWER = 4.0
SECONDS_TO_WRITE = 25.0
"""For a sentence or two on a phone; a box that may be left empty often is."""


def minutes_for(pages: Iterable[Page]) -> int:
    """Whole minutes, rounded up and at least 1: each word read once, and a moment for each answer."""
    return max(1, ceil(sum(_seconds(page) for page in pages) / 60))


def _seconds(page: Page) -> float:
    scenarios = {asked.scenario.text for asked in page.asked if asked.scenario}
    texts = [page.intro, *scenarios, *(text for asked in page.asked for text in _texts(asked))]
    words = sum(len(text.split()) for text in texts)
    return words / WORDS_PER_SECOND + sum(_to_answer(asked) for asked in page.asked)


def _texts(asked: Asked) -> Iterator[str]:
    """What is read for one question. A scale of few words is taken in at a glance after the first time."""
    yield asked.stem
    yield asked.question.help
    yield from (option.text for option in asked.question.options)


def _to_answer(asked: Asked) -> float:
    return SECONDS_TO_WRITE if asked.question.kind is Kind.LONG_TEXT else SECONDS_TO_ANSWER

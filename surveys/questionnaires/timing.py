"""How long a questionnaire is likely to take, said before somebody starts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from question_banks.model import Kind
from surveys.questionnaires.model import Asked, Page

WORDS_PER_SECOND = 4.0
"""Silent reading of plain prose: about 240 words a minute (Brysbaert 2019 found 238 on average)."""

SECONDS_TO_ANSWER = 4.0
SECONDS_TO_WRITE: Mapping[Kind, float] = {
    Kind.LONG_TEXT: 25.0,
    Kind.SHORT_TEXT: 10.0,
    Kind.NUMBER: 8.0,
    Kind.DATE: 10.0,
}
"""On a phone: a sentence or two in a long text, and a box that may be left empty often is."""

SECONDS_TO_SAY_HOW_SURE = 2.0
SECONDS_TO_COMMENT = 4.0
"""Most people pass it over."""


def minutes_for(pages: Iterable[Page]) -> int:
    """Whole minutes, rounded up and at least 1: each word read once, and a moment for each answer."""
    return max(1, ceil(sum(_seconds(page) for page in pages) / 60))


def seconds_for(asked: Asked) -> float:
    """How long one question is likely to take, its words read and answered, without its scenario."""
    return _to_read(_texts(asked)) + _to_answer(asked)


def _seconds(page: Page) -> float:
    scenarios = {asked.scenario.text for asked in page.asked if asked.scenario}
    return _to_read([page.intro, *scenarios]) + sum(seconds_for(asked) for asked in page.asked)


def _to_read(texts: Iterable[str]) -> float:
    return sum(len(text.split()) for text in texts) / WORDS_PER_SECOND


def _texts(asked: Asked) -> Iterator[str]:
    """What is read for one question. A scale of few words is taken in at a glance after the first time."""
    yield asked.stem
    yield asked.question.help
    yield from (row.text for row in asked.question.rows)
    yield from (option.text for option in asked.question.options)


def _to_answer(asked: Asked) -> float:
    question = asked.question
    # Each line of an order, a match or a list is a choice of its own.
    lines = question.options if question.kind is Kind.ORDERING else question.rows
    seconds = SECONDS_TO_WRITE.get(question.kind, SECONDS_TO_ANSWER) * max(1, len(lines))
    return seconds + SECONDS_TO_SAY_HOW_SURE * question.certainty + SECONDS_TO_COMMENT * question.comment

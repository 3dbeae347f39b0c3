"""What a respondent is told of their answers once they are sent: what is right, and what the bank says to it.

Never before the last time that a question is asked, and never later than straight after sending.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.widgets import Line, value_in_words
from question_banks import items
from question_banks.items import Mark
from question_banks.model import Kind, Question, Value
from surveys.queries.links import Link
from surveys.questionnaires import Asked, Given, Questionnaire
from surveys.questionnaires.repeating import is_asked_again

SHOWN_FOR = timedelta(minutes=15)
"""How long after sending the thank-you page is given again as it was. A link may be passed on later."""

Values = Mapping[tuple[int, str], Value]
"""The answers given, by bank version and question's key."""


class Verdict(StrEnum):
    RIGHT = "Right"
    PARTLY = "Partly right"
    WRONG = "Not right"


@dataclass(frozen=True)
class Judged:
    """The verdict and how it is said: of several parts how many are right, such as "1 of 2 right"."""

    verdict: Verdict
    words: str


@dataclass(frozen=True)
class Told:
    """What is told of one question. ``chosen`` is empty for a text of their own, which is never shown again.

    ``on_chosen`` is what the bank says to those who answered so, ``why`` what it says to everybody.
    """

    scenario: str
    stem: str
    judged: Judged
    chosen: tuple[Line, ...]
    right: tuple[Line, ...]
    on_chosen: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Feedback:
    """``held_back`` says that there are more questions with a right answer, which are asked again."""

    told: tuple[Told, ...] = ()
    held_back: bool = False


def feedback_on(questionnaire: Questionnaire, values: Values) -> Feedback:
    """What may be told of these answers now."""
    keyed = [asked for asked in questionnaire.asked if items.is_keyed(asked.question)]
    now = [a for a in keyed if not is_asked_again(a, questionnaire.point, questionnaire.audience)]
    return Feedback(tuple(_told(now, values)), held_back=len(now) < len(keyed))


def values_given(given: Iterable[Given]) -> Values:
    return {(one.asked.bank_version_id, one.key): one.value for one in given}


def values_on_record(questionnaire: Questionnaire, stored: Mapping[tuple[int, str], object]) -> Values:
    """The values of what the record holds as JSON, where the question has a key."""
    places = ((asked, (asked.bank_version_id, asked.question.key)) for asked in questionnaire.asked)
    return {
        place: items.from_json(asked.question, stored[place])
        for asked, place in places
        if place in stored and items.is_keyed(asked.question)
    }


def is_shown_still(link: Link, now: datetime) -> bool:
    """Whether answers that are on record were sent so lately that this is the same person, who sent them twice."""
    return link.submitted_at is None or now - link.submitted_at <= SHOWN_FOR


def _told(keyed: Iterable[Asked], values: Values) -> Iterator[Told]:
    for asked in keyed:
        value = values.get((asked.bank_version_id, asked.question.key))
        mark = items.mark(asked.question, value) if value is not None else None
        if value is not None and mark:
            yield Told(
                asked.scenario.text if asked.scenario else "",
                asked.stem,
                _judged(asked.question, value, mark),
                value_in_words(asked, value) if asked.question.kind is not Kind.SHORT_TEXT else (),
                _right(asked),
                items.feedback(asked.question, value),
                asked.question.feedback,
            )


def _right(asked: Asked) -> tuple[Line, ...]:
    """What is right, line by line where there are several."""
    question = asked.question
    if question.kind is Kind.SEVERAL:
        return value_in_words(asked, tuple(option.key for option in question.options if option.right))
    if question.kind is Kind.ORDERING:
        return value_in_words(asked, tuple(option.key for option in question.options))
    if question.kind is Kind.MATCHING:
        return value_in_words(asked, tuple(f"{row.key}:{row.answer}" for row in question.rows))
    return (Line(asked.right_words()),)


def _judged(question: Question, value: Value, mark: Mark) -> Judged:
    """Somebody who found some of what is right is told so, even where wrong ticks took the marks for it back."""
    if mark.earned >= mark.possible:
        return Judged(Verdict.RIGHT, Verdict.RIGHT.value)
    counted = _counted(question, value)
    verdict = Verdict.PARTLY if counted or mark.earned > 0 else Verdict.WRONG
    return Judged(verdict, counted or verdict.value)


def _counted(question: Question, value: Value) -> str:
    """How many of the ticks or lines are right; empty for an answer in one piece and where none is."""
    given = set(value) if isinstance(value, tuple) else set()
    if question.kind is Kind.SEVERAL:
        right = {option.key for option in question.options if option.right}
    elif question.kind is Kind.MATCHING:
        right = {f"{row.key}:{row.answer}" for row in question.rows if row.answer}
    else:
        return ""
    # Whoever ticks as many as are asked for knows from the right ones how many are wrong; so does who fills in lines.
    wrong = len(given - right) if question.kind is Kind.SEVERAL and question.choose is None else 0
    more = f", {wrong} wrong" if wrong else ""
    return f"{len(right & given)} of {len(right)} right{more}" if right & given else ""

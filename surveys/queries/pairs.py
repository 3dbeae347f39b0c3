"""Who answered twice: a delegate's answers before the course and later, paired by their booking."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import Session

from surveys.enums import Audience, TimePoint
from surveys.models import Answer, BankVersion, Event
from surveys.queries.findings import Responses, responses_of

# The key under which answers are compared, of a question of a bank version; "" for one that is not compared.
ComparedAs = Callable[[int, str], str]


def by_its_key(version: int, key: str) -> str:
    """A question is compared with itself alone."""
    return key


class GivenAnswer(NamedTuple):
    """One delegate's answer to one question: what was earned or rated, and of how much."""

    point: TimePoint
    booking_id: int
    bank_id: int
    version: int
    question_key: str
    value: float
    of: float


class PairedAnswer(NamedTuple):
    """One person's answers to one question before and at ``point``: what was earned, and of how much.

    ``question_key`` is the key under which the two are compared. The questions answered, ``key_before`` and
    ``key_after``, are others where forms are parallel.
    """

    point: TimePoint
    booking_id: int
    question_key: str
    version_before: int
    key_before: str
    version_after: int
    key_after: str
    before: float
    before_of: float
    after: float
    after_of: float


def matched(responses: Responses) -> dict[TimePoint, int]:
    """How many delegates gave answers both before the course and at each later time point."""
    came = {point: set[int]() for point in TimePoint}
    for response in responses.values():
        if response.audience is Audience.DELEGATE:
            came[response.point].add(response.booking_id)
    return {
        point: len(people & came[TimePoint.PRE])
        for point, people in came.items()
        if point is not TimePoint.PRE
    }


def marks_given(session: Session, event: Event) -> list[GivenAnswer]:
    """What delegates earned on every marked question, at every time point."""
    responses = _delegates(session, event)
    wanted = _given(responses, Answer.mark, Answer.max_mark).where(Answer.mark.is_not(None))
    return _answers(session, wanted, responses)


def ratings_given(session: Session, event: Event, keys: Collection[str]) -> list[GivenAnswer]:
    """As ``marks_given`` for unmarked questions of these keys whose answers are numbers on their scale."""
    responses = _delegates(session, event)
    wanted = _given(responses, Answer.value, literal(1))
    rated = wanted.where(Answer.question_key.in_(keys), Answer.mark.is_(None), ~Answer.outside)
    return _answers(session, rated, responses)


def before_and_later(
    given: Iterable[GivenAnswer], compared_as: ComparedAs = by_its_key
) -> list[PairedAnswer]:
    """Each later answer with the one that the same person gave before the course to the same question of a bank."""
    first: dict[tuple[int, int, str], GivenAnswer] = {}
    later: list[tuple[tuple[int, int, str], GivenAnswer]] = []
    for one in given:
        name = one.booking_id, one.bank_id, compared_as(one.version, one.question_key)
        if one.point is TimePoint.PRE:
            first[name] = one
        else:
            later.append((name, one))
    return [_pair(first[name], one, name[2]) for name, one in later if name in first]


def looking_back(given: Iterable[GivenAnswer], then_of: ComparedAs) -> list[PairedAnswer]:
    """Each rating of how it is now with the one of how it was before the course, given at the same time point.

    ``then_of`` gives for a question that looks back the key of the one about now, and "" for any other.
    """
    ratings = list(given)
    then = {
        (one.point, one.booking_id, one.bank_id, of): one
        for one in ratings
        if (of := then_of(one.version, one.question_key))
    }
    return [
        _pair(before, now, now.question_key)
        for now in ratings
        if (before := then.get((now.point, now.booking_id, now.bank_id, now.question_key)))
    ]


def _delegates(session: Session, event: Event) -> Responses:
    every = responses_of(session, event)
    return {key: response for key, response in every.items() if response.audience is Audience.DELEGATE}


def _given(responses: Responses, value: Any, of: Any) -> Select[Any]:
    """What was answered, in a fixed order."""
    bank = select(BankVersion.bank_id).where(BankVersion.id == Answer.bank_version_id).scalar_subquery()
    return (
        select(Answer.response_id, bank, Answer.bank_version_id, Answer.question_key, value, of)
        .where(Answer.response_id.in_(responses))
        .order_by(Answer.response_id, Answer.bank_version_id, Answer.question_key)
    )


def _answers(session: Session, wanted: Select[Any], responses: Responses) -> list[GivenAnswer]:
    return [
        GivenAnswer(responses[response].point, responses[response].booking_id, *rest)
        for response, *rest in session.execute(wanted)
    ]


def _pair(before: GivenAnswer, after: GivenAnswer, key: str) -> PairedAnswer:
    return PairedAnswer(
        after.point, after.booking_id, key, before.version, before.question_key, after.version,
        after.question_key, before.value, before.of, after.value, after.of,
    )  # fmt: skip

"""Who answered twice: a delegate's answers before the course and later, paired by their booking."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import Session

from surveys.enums import Audience, TimePoint
from surveys.models import Answer, BankVersion, Event
from surveys.queries.findings import Responses, responses_of


class PairedAnswer(NamedTuple):
    """One person's answers to one question before and at ``point``: what was earned, and of how much."""

    point: TimePoint
    booking_id: int
    question_key: str
    version_before: int
    version_after: int
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


def paired_marks(session: Session, event: Event) -> list[PairedAnswer]:
    """Every marked question that a delegate answered before and at a later time point, with both marks."""
    responses = _delegates(session, event)
    given = _given(responses, Answer.mark, Answer.max_mark).where(Answer.mark.is_not(None))
    return _paired(session, responses, given)


def paired_ratings(session: Session, event: Event, keys: Collection[str]) -> list[PairedAnswer]:
    """As ``paired_marks`` for unmarked questions of these keys whose answers are numbers on their scale."""
    responses = _delegates(session, event)
    given = _given(responses, Answer.value, literal(1))
    rated = given.where(Answer.question_key.in_(keys), Answer.mark.is_(None), ~Answer.outside)
    return _paired(session, responses, rated)


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


class _Given(NamedTuple):
    response_id: int
    bank_id: int
    version: int
    question_key: str
    value: float
    of: float


def _paired(session: Session, responses: Responses, wanted: Select[Any]) -> list[PairedAnswer]:
    """Pairs by booking, bank and question key; a question keeps its key from version to version."""
    given = [_Given(*row) for row in session.execute(wanted)]

    def asked(answer: _Given) -> tuple[int, int, str]:
        return responses[answer.response_id].booking_id, answer.bank_id, answer.question_key

    first = {
        asked(answer): answer for answer in given if responses[answer.response_id].point is TimePoint.PRE
    }
    return [
        PairedAnswer(
            responses[later.response_id].point, responses[later.response_id].booking_id, later.question_key,
            before.version, later.version, before.value, before.of, later.value, later.of,
        )
        for later in given
        if responses[later.response_id].point is not TimePoint.PRE and (before := first.get(asked(later)))
    ]  # fmt: skip

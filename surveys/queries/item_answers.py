"""What delegates answered to a bank's questions, pooled over the events of all Boards. Reads no free text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, case, func, or_, select
from sqlalchemy.orm import Session

from surveys.enums import Audience, TimePoint
from surveys.models import Answer, BankVersion, Invitation, QuestionBank, Wave

MOST_RESPONSES = 4_000
"""At one time point: more people make no figure better by what anybody would see, and a page must not take minutes."""


class ItemAnswer(NamedTuple):
    """One delegate's answer to one question. ``mark`` and ``of`` are None where nothing is right or wrong.

    ``value`` is there for questions whose options are counted only. ``certainty`` is 1 to 4, ``seconds`` what the
    answer took; both may be None.
    """

    response_id: int
    booking_id: int
    wave_id: int
    point: TimePoint
    version: int
    question_key: str
    value: Any
    mark: float | None
    of: float | None
    certainty: int | None
    seconds: float | None


def version_documents(session: Session, bank_id: int) -> Sequence[Row[int, str, int, dict[str, Any]]]:
    """Id, title, number and document of each version of the bank, the oldest first."""
    wanted = select(BankVersion.id, QuestionBank.title, BankVersion.number, BankVersion.document)
    joined = wanted.join(QuestionBank, QuestionBank.id == BankVersion.bank_id)
    return session.execute(joined.where(BankVersion.bank_id == bank_id).order_by(BankVersion.number)).all()


def pooled_waves(
    session: Session, versions: Collection[int], *, fewest: int, now: datetime, most: int = MOST_RESPONSES
) -> list[int]:
    """The waves whose answers are pooled, the newest first: those that are over and have ``fewest`` responses.

    While a wave is open a figure seen before and after one more answer would tell that answer, and a wave with few
    answers would tell of these few when it is added. Of each time point no more are taken than have ``most``
    responses together.
    """
    over = or_(Wave.closed_at.is_not(None), Wave.closes_at <= now)
    responses = func.count(Answer.response_id.distinct())
    wanted = (
        select(Wave.id, Wave.point, responses)
        .select_from(Answer)
        .join(Invitation, Invitation.id == Answer.response_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(Answer.bank_version_id.in_(versions), over, Invitation.withdrawn_at.is_(None))
        .where(Invitation.audience == Audience.DELEGATE)
        .group_by(Wave.id, Wave.point, Wave.closes_at)
        .having(responses >= fewest)
        .order_by(Wave.closes_at.desc(), Wave.id.desc())
    )
    taken: Counter[TimePoint] = Counter()
    waves = []
    for wave, point, count in session.execute(wanted):
        if taken[point] < most:
            taken[point] += count
            waves.append(wave)
    return waves


def pooled_answers(
    session: Session, versions: Collection[int], waves: Collection[int], counted: Collection[str]
) -> list[ItemAnswer]:
    """The delegates' answers to these versions in these waves; with their values for questions that are ``counted``."""
    value = case((Answer.question_key.in_(counted), Answer.value))
    wanted = (
        select(
            Answer.response_id, Invitation.booking_id, Wave.id, Wave.point, Answer.bank_version_id, Answer.question_key,
            value, Answer.mark, Answer.max_mark, Answer.certainty, Answer.seconds,
        )
        .join(Invitation, Invitation.id == Answer.response_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(Wave.id.in_(waves), Answer.bank_version_id.in_(versions), Invitation.withdrawn_at.is_(None))
        .where(Invitation.audience == Audience.DELEGATE, ~Answer.outside)
        .order_by(Answer.response_id, Answer.bank_version_id, Answer.question_key)
    )  # fmt: skip
    return [ItemAnswer(*row) for row in session.execute(wanted)]

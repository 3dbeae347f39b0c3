"""Who answered twice: a delegate's answers before the course and later, paired by their booking."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, literal, select
from sqlalchemy.orm import Session, aliased

from surveys.enums import Audience, TimePoint
from surveys.models import Answer, BankVersion, Event, Invitation, Wave


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


def matched(session: Session, event: Event) -> dict[TimePoint, int]:
    """How many delegates gave answers both before the course and at each later time point."""
    before, after, wave = aliased(Invitation), aliased(Invitation), aliased(Wave)
    wanted = (
        select(wave.point, func.count())
        .select_from(after)
        .join(wave, wave.id == after.wave_id)
        .join(before, _same_delegate(before, after))
        .join(Wave, and_(Wave.id == before.wave_id, Wave.point == TimePoint.PRE))
        .where(wave.event_id == event.id, wave.point != TimePoint.PRE)
        .group_by(wave.point)
    )
    return {point: n for point, n in session.execute(wanted)}


def paired_marks(session: Session, event: Event) -> list[PairedAnswer]:
    """Every marked question that a delegate answered before and at a later time point, with both marks."""
    given = _given(event, Answer.mark, Answer.max_mark).where(Answer.mark.is_not(None))
    return _paired(_Given(*row) for row in session.execute(given))


def paired_ratings(session: Session, event: Event, keys: Collection[str]) -> list[PairedAnswer]:
    """As ``paired_marks`` for unmarked questions of these keys whose answers are numbers on their scale."""
    if not keys:
        return []
    given = _given(event, Answer.value, literal(1))
    rated = given.where(Answer.question_key.in_(keys), Answer.mark.is_(None), ~Answer.outside)
    return _paired(_Given(*row) for row in session.execute(rated))


class _Given(NamedTuple):
    point: TimePoint
    booking_id: int
    bank_id: int
    version_id: int
    question_key: str
    value: float
    of: float


def _given(event: Event, value: Any, of: Any) -> Select[Any]:
    """What the event's delegates answered and did not take back, in a fixed order."""
    columns = (
        Wave.point,
        Invitation.booking_id,
        BankVersion.bank_id,
        Answer.bank_version_id,
        Answer.question_key,
    )
    return (
        select(*columns, value, of)
        .select_from(Wave)
        .join(Invitation, Invitation.wave_id == Wave.id)
        .join(Answer, Answer.response_id == Invitation.id)
        .join(BankVersion, BankVersion.id == Answer.bank_version_id)
        .where(Wave.event_id == event.id, Invitation.audience == Audience.DELEGATE)
        .where(Invitation.submitted_at.is_not(None), Invitation.withdrawn_at.is_(None))
        .order_by(Invitation.id, Answer.bank_version_id, Answer.question_key)
    )


def _paired(answers: Iterable[_Given]) -> list[PairedAnswer]:
    """Pairs by booking, bank and question key; a question keeps its key from version to version.

    They are put together here: joining the answers to themselves takes PostgreSQL seconds while it has no
    statistics on them.
    """
    given = list(answers)
    first = {_asked(answer): answer for answer in given if answer.point is TimePoint.PRE}
    return [
        PairedAnswer(
            later.point, later.booking_id, later.question_key, before.version_id, later.version_id,
            before.value, before.of, later.value, later.of,
        )
        for later in given
        if later.point is not TimePoint.PRE and (before := first.get(_asked(later)))
    ]  # fmt: skip


def _asked(answer: _Given) -> tuple[int, int, str]:
    return answer.booking_id, answer.bank_id, answer.question_key


def _same_delegate(before: Any, after: Any) -> ColumnElement[bool]:
    """Two invitations of one booking's delegate, both answered and neither taken back."""
    return and_(
        before.booking_id == after.booking_id,
        before.audience == Audience.DELEGATE,
        after.audience == Audience.DELEGATE,
        before.submitted_at.is_not(None),
        after.submitted_at.is_not(None),
        before.withdrawn_at.is_(None),
        after.withdrawn_at.is_(None),
    )

"""Who answered twice: a delegate's answers before the course and later, paired by booking in the database."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, literal, select
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
    before, after = aliased(Answer), aliased(Answer)
    columns = (before.mark, before.max_mark, after.mark, after.max_mark)
    marked = before.mark.is_not(None) & after.mark.is_not(None)
    return _paired(session, event, before, after, columns, marked)


def paired_ratings(session: Session, event: Event, keys: Collection[str]) -> list[PairedAnswer]:
    """As ``paired_marks`` for unmarked questions of these keys whose answers are numbers on their scale."""
    if not keys:
        return []
    before, after = aliased(Answer), aliased(Answer)
    one = literal(1)
    rated = before.question_key.in_(keys) & ~before.outside & ~after.outside
    unmarked = before.mark.is_(None) & after.mark.is_(None)
    return _paired(session, event, before, after, (before.value, one, after.value, one), rated & unmarked)


def _paired(
    session: Session, event: Event, before: Any, after: Any, columns: tuple[Any, ...], wanted: Any
) -> list[PairedAnswer]:
    """Pairs by booking, bank and question key; a question keeps its key from version to version."""
    asked_before, asked_after = aliased(Invitation), aliased(Invitation)
    wave_before, wave_after = aliased(Wave), aliased(Wave)
    version_before, version_after = aliased(BankVersion), aliased(BankVersion)
    rows = session.execute(
        select(
            wave_after.point, asked_after.booking_id, after.question_key,
            before.bank_version_id, after.bank_version_id, *columns,
        )
        .select_from(wave_after)
        .join(asked_after, asked_after.wave_id == wave_after.id)
        .join(asked_before, _same_delegate(asked_before, asked_after))
        .join(wave_before, wave_before.id == asked_before.wave_id)
        .join(after, after.response_id == asked_after.id)
        .join(version_after, version_after.id == after.bank_version_id)
        .join(before, and_(before.response_id == asked_before.id, before.question_key == after.question_key))
        .join(version_before, version_before.id == before.bank_version_id)
        .where(wave_after.event_id == event.id, wave_after.point != TimePoint.PRE)
        .where(wave_before.point == TimePoint.PRE, version_before.bank_id == version_after.bank_id)
        .where(wanted)
        .order_by(asked_after.booking_id)
    )  # fmt: skip
    return [PairedAnswer(*row) for row in rows]


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

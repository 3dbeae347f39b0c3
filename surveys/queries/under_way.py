"""Events whose people were asked before the course and are still to be asked after it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from surveys.enums import TimePoint
from surveys.models import BankVersion, Course, Event, QuestionnaireBank, Wave


def events_half_way(session: Session, bank_id: int, *, now: datetime) -> dict[int, int]:
    """How many such events of the bank's courses were asked by each version of it, by the version's id."""
    later = aliased(Wave)
    to_come = exists().where(
        later.event_id == Event.id,
        later.point == TimePoint.POST,
        later.opened_at.is_(None),
        later.closes_at > now,
    )
    wanted = (
        select(BankVersion.id, func.count(Event.id.distinct()))
        .select_from(Wave)
        .join(Event, Event.id == Wave.event_id)
        .join(Course, Course.id == Event.course_id)
        .join(QuestionnaireBank, QuestionnaireBank.questionnaire_id == Wave.delegate_questionnaire_id)
        .join(BankVersion, BankVersion.id == QuestionnaireBank.bank_version_id)
        .where(Wave.point == TimePoint.PRE, Wave.opened_at.is_not(None), Event.cancelled_at.is_(None))
        .where(Course.bank_id == bank_id, BankVersion.bank_id == bank_id, to_come)
        .group_by(BankVersion.id)
    )
    return {version: events for version, events in session.execute(wanted)}

"""What studies an event, and by which plan."""

from __future__ import annotations

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from surveys import schedule
from surveys.enums import EvaluationKind, TimePoint
from surveys.models import Evaluation, EvaluationEvent, Event


def evaluation_by_key(session: Session, key: str) -> Evaluation | None:
    return session.scalar(select(Evaluation).where(Evaluation.key == key))


def falls_under(session: Session, event: Event, evaluation: Evaluation) -> bool:
    """Whether the evaluation studies the event."""
    return session.get(EvaluationEvent, (evaluation.id, event.id)) is not None


def plan_of(session: Session, event: Event) -> schedule.Plan:
    """When the event's people are asked: the routine plan, and from audits the time points that it lacks."""
    routine_first = case((Evaluation.kind == EvaluationKind.ROUTINE, 0), else_=1)
    plans = session.scalars(
        select(Evaluation.plan)
        .join(EvaluationEvent, EvaluationEvent.evaluation_id == Evaluation.id)
        .where(EvaluationEvent.event_id == event.id)
        .order_by(routine_first, Evaluation.id)
    )
    merged: dict[TimePoint, schedule.PointPlan] = {}
    for plan in plans:
        merged = {**schedule.plan_from_dict(plan), **merged}
    return merged

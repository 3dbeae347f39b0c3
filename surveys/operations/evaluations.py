"""Evaluations: which events they study, and the waves that follow from their plans."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys import schedule
from surveys.enums import EvaluationKind
from surveys.errors import AlreadyThere
from surveys.models import Evaluation, EvaluationEvent, Event, Wave
from surveys.operations.activity import record_activity
from surveys.queries import evaluations as queries
from surveys.queries.waves import event_waves

ROUTINE = "routine"
ROUTINE_TITLE = "Routine evaluation of the programme"


def routine_evaluation(session: Session) -> Evaluation:
    """The evaluation that every event of the programme falls under; made when there is none."""
    found = queries.evaluation_by_key(session, ROUTINE)
    if found is not None:
        return found
    made = Evaluation(
        key=ROUTINE,
        title=ROUTINE_TITLE,
        kind=EvaluationKind.ROUTINE,
        plan=schedule.plan_to_dict(schedule.DEFAULT_PLAN),
    )
    session.add(made)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyThere("Somebody else is adding the same evaluation. Try again.") from error
    return made


def evaluate_event(
    session: Session, evaluation: Evaluation, event: Event, *, by: str, now: datetime
) -> list[Wave]:
    """Put the event under the evaluation and plan the waves that it lacks; those that are there stay.

    Gives the new waves. An event that falls under the evaluation already is left as it is.
    """
    if queries.falls_under(session, event, evaluation):
        return []
    session.add(EvaluationEvent(evaluation_id=evaluation.id, event_id=event.id))
    there = {wave.point for wave in event_waves(session, event)}
    plan = schedule.plan_from_dict(evaluation.plan)
    waves = [
        Wave(
            event=event,
            point=dates.point,
            opens_at=dates.opens_at,
            closes_at=dates.closes_at,
            reminder_days=list(plan[dates.point].reminders),
        )
        for dates in schedule.wave_dates(event.starts_at, event.ends_at, plan)
        if dates.point not in there
    ]
    session.add_all(waves)
    detail = {"evaluation": evaluation.key, "waves": [wave.point for wave in waves]}
    record_activity(session, "evaluate-event", Event, event.id, detail, by=by, now=now)
    return waves

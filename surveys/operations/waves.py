"""Waves: opened, reminded and closed, by the calendar or by hand, through the same operations.

Each operation holds the event and the wave first, so that of two workers, or of two clicks, the second finds the
work done. A wave of any size takes the same few statements.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, insert, update
from sqlalchemy.orm import Session

from surveys.enums import Audience, MessageKind, WaveState, WaveTask
from surveys.errors import SurveyError
from surveys.models import Event, Invitation, Wave
from surveys.operations.activity import record_activity
from surveys.operations.messages import queue_messages, requeue_withdrawn, withdraw_queued
from surveys.operations.questionnaires import questionnaire_for
from surveys.queries import invitations as queries
from surveys.queries.waves import Due, due, select_wave, wave_by_id
from surveys.questionnaires import FORMS

__all__ = ["Due", "close_wave", "due", "invite_late_bookings", "open_wave", "remind_wave", "run"]


def run(session: Session, task: Due, *, by: str, now: datetime) -> int:
    """Do what fell due and give how many people are written to. What somebody else did meanwhile is left alone."""
    wave = wave_by_id(session, task.wave_id)
    _hold(session, wave)
    state = wave.state(now)
    if task.task is WaveTask.OPEN and state is WaveState.PLANNED and wave.event.cancelled_at is None:
        return open_wave(session, wave, by=by, now=now)
    if task.task is WaveTask.REMIND and state is WaveState.OPEN:
        return remind_wave(session, wave, task.ordinal, by=by, now=now)
    if task.task is WaveTask.LATE and state is WaveState.OPEN:
        return invite_late_bookings(session, wave, by=by, now=now)
    if task.task is WaveTask.CLOSE:
        close_wave(session, wave, by=by, now=now)
    return 0


def open_wave(session: Session, wave: Wave, *, by: str, now: datetime) -> int:
    """Open the wave, invite everybody whom it asks and queue their mail; gives how many. Once open it stays so.

    Raises:
        SurveyError: it is too early or too late, the event was cancelled, or there is nothing to ask.
    """
    _hold(session, wave)
    if wave.opened_at is not None:
        return 0
    _refuse_to_open(wave, now)
    wave.opened_at = now
    _choose_questionnaires(session, wave, now=now)
    session.flush()
    invited = _invite(session, wave, now=now)
    record_activity(session, "open-wave", Wave, wave.id, invited, by=by, now=now)
    return sum(invited.values())


def _refuse_to_open(wave: Wave, now: datetime) -> None:
    if wave.event.cancelled_at is not None:
        raise SurveyError("The event was cancelled, so nobody is asked about it.")
    if now < wave.opens_at:
        raise SurveyError("It is too early: people would be asked before the time planned for it.")
    if now >= wave.closes_at:
        raise SurveyError("It is too late: the time planned for these questions is over.")


def _choose_questionnaires(session: Session, wave: Wave, *, now: datetime) -> None:
    chosen = {
        audience: questionnaire_for(session, wave.event, wave.point, audience, now=now)
        for audience in Audience
    }
    if not any(chosen.values()):
        raise SurveyError("The course has no published questions for this time point.")
    delegates, managers = chosen[Audience.DELEGATE], chosen[Audience.MANAGER]
    parallel = questionnaire_for(session, wave.event, wave.point, Audience.DELEGATE, form=FORMS[1], now=now)
    wave.delegate_questionnaire_id = delegates.id if delegates else None
    wave.parallel_questionnaire_id = parallel.id if parallel and parallel is not delegates else None
    wave.manager_questionnaire_id = managers.id if managers else None


def _invite(session: Session, wave: Wave, *, now: datetime) -> dict[str, int]:
    """Invite whom the wave asks and has not invited, and queue their mail; gives how many of each audience."""
    invited = {}
    for audience in Audience:
        columns, rows = queries.select_uninvited(wave.id, audience, now)
        invited[f"{audience}s"] = _execute(session, insert(Invitation).from_select(columns, rows))
    queue_messages(session, queries.select_untold(wave.id), MessageKind.INVITATION, now=now)
    return invited


def invite_late_bookings(session: Session, wave: Wave, *, by: str, now: datetime) -> int:
    """Invite those who were booked after the wave opened, and those whose cancelled booking was restored.

    Raises:
        SurveyError: the wave is not open.
    """
    _hold_open(session, wave, now)
    restored = _restore(session, wave, now=now)
    invited = _invite(session, wave, now=now)
    asked = restored + sum(invited.values())
    if asked:
        record_activity(
            session, "invite-late", Wave, wave.id, {**invited, "restored": restored}, by=by, now=now
        )
    return asked


def _restore(session: Session, wave: Wave, *, now: datetime) -> int:
    restored = 0
    for audience in Audience:
        asked = queries.select_asked(wave.id, audience)
        restored += _execute(
            session,
            update(Invitation)
            .where(Invitation.wave_id == wave.id, Invitation.audience == audience)
            .where(Invitation.withdrawn_at.is_not(None), Invitation.submitted_at.is_(None))
            .where(Invitation.booking_id.in_(asked))
            .values(withdrawn_at=None),
        )
    if restored:
        requeue_withdrawn(session, wave.id, now=now)
        session.expire_all()
    return restored


def remind_wave(session: Session, wave: Wave, ordinal: int, *, by: str, now: datetime) -> int:
    """Queue the reminder with this ordinal for those who have not answered; gives how many. Each goes out once.

    Raises:
        SurveyError: the wave is not open.
    """
    _hold_open(session, wave, now)
    if ordinal <= wave.reminded:
        return 0
    wave.reminded = ordinal
    session.flush()
    people = queries.select_to_remind(wave.id, now)
    reminded = queue_messages(session, people, MessageKind.REMINDER, ordinal=ordinal, now=now)
    record_activity(
        session, "remind-wave", Wave, wave.id, {"ordinal": ordinal, "people": reminded}, by=by, now=now
    )
    return reminded


def close_wave(session: Session, wave: Wave, *, by: str, now: datetime) -> None:
    """Close an open wave: its links die, what was not sent is not sent. A wave that is not open is left as it is."""
    _hold(session, wave)
    if wave.opened_at is None or wave.closed_at is not None:
        return
    wave.closed_at = now
    session.flush()
    withdraw_queued(session, select_wave(wave.id), "The questions were closed.", now=now)
    record_activity(session, "close-wave", Wave, wave.id, by=by, now=now)


def _hold_open(session: Session, wave: Wave, now: datetime) -> None:
    _hold(session, wave)
    if wave.state(now) is not WaveState.OPEN or wave.event.cancelled_at is not None:
        raise SurveyError("These questions are not open.")


def _hold(session: Session, wave: Wave) -> None:
    """Keep others from changing the event and the wave until the transaction ends. The event always comes first,
    here and in ``operations.programme``, so that nobody waits for each other. SQLite holds the whole database.
    """
    session.refresh(wave.event, with_for_update={"read": True, "of": Event})
    session.refresh(wave, with_for_update={"of": Wave})


def _execute(session: Session, statement: Any) -> int:
    result = session.execute(statement.execution_options(synchronize_session=False, preserve_rowcount=True))
    return cast("CursorResult[Any]", result).rowcount

"""What new dates of an event would change, before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from surveys import schedule
from surveys.enums import TimePoint
from surveys.errors import SurveyError
from surveys.models import Event, Wave
from surveys.queries.evaluations import plan_of
from surveys.queries.waves import event_waves

SHORTEST = timedelta(minutes=1)
"""A wave is open at least this long, even when the event moves to before it opened."""


@dataclass(frozen=True)
class WaveMove:
    """New dates of a wave; ``opened`` says that it is open and only its end moves."""

    wave_id: int
    point: TimePoint
    opened: bool
    opens_before: datetime
    closes_before: datetime
    opens_at: datetime
    closes_at: datetime


def planned_moves(
    session: Session, event: Event, *, starts_at: datetime, ends_at: datetime
) -> tuple[WaveMove, ...]:
    """Each wave that would get other dates, in order.

    Raises:
        SurveyError: the dates cannot be used, the event is cancelled, or its people were asked about it already.
    """
    waves = event_waves(session, event)
    _refuse(event, waves, starts_at, ends_at)
    dates = {found.point: found for found in schedule.wave_dates(starts_at, ends_at, plan_of(session, event))}
    moves = (
        _move(wave, dates[wave.point]) for wave in waves if wave.point in dates and wave.closed_at is None
    )
    return tuple(move for move in moves if _changes(move))


def _refuse(event: Event, waves: Sequence[Wave], starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise SurveyError("The event must end after it starts.")
    if event.cancelled_at is not None:
        raise SurveyError("The event was cancelled, so it cannot move.")
    if any(wave.opened_at and wave.point is not TimePoint.PRE for wave in waves):
        raise SurveyError("People were already asked about this event after it, so it cannot move.")


def _move(wave: Wave, dates: schedule.WaveDates) -> WaveMove:
    opened = wave.opened_at is not None
    opens_at = wave.opens_at if opened else dates.opens_at
    closes_at = max(dates.closes_at, opens_at + SHORTEST)
    return WaveMove(wave.id, wave.point, opened, wave.opens_at, wave.closes_at, opens_at, closes_at)


def _changes(move: WaveMove) -> bool:
    return (move.opens_before, move.closes_before) != (move.opens_at, move.closes_at)

"""Events: one by its key, and the list with how their waves stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from surveys.enums import BookingStatus, TimePoint, WaveState
from surveys.errors import NotFound
from surveys.models import Board, Booking, Course, Event, Invitation, Wave

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class EventWave:
    """A wave in the list of events, with both audiences counted together."""

    wave_id: int
    point: TimePoint
    state: WaveState
    opens_at: datetime
    closes_at: datetime
    invited: int
    submitted: int


@dataclass(frozen=True)
class EventRow:
    """``booked`` counts the bookings that were not cancelled."""

    id: int
    key: str
    course_key: str
    course_title: str
    board_key: str
    board_name: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    in_programme: bool
    register_taken_at: datetime | None
    cancelled_at: datetime | None
    booked: int
    waves: tuple[EventWave, ...]


def event_by_key(session: Session, key: str) -> Event:
    """The event with its course and Board loaded.

    Raises:
        NotFound: there is none.
    """
    wanted = select(Event).options(joinedload(Event.course), joinedload(Event.board))
    found = session.scalar(wanted.where(Event.key == key))
    if found is None:
        raise NotFound("There is no such event.")
    return found


def event_list(session: Session, *, boards: Collection[int] | None, now: datetime) -> list[EventRow]:
    """The events of these Boards (None: of all), the newest first, in three statements however many they are."""
    waves = _waves(session, boards, now)
    booked = {event_id: people for event_id, people in session.execute(_booked(boards))}
    wanted = (
        select(Event, Course.key, Course.title, Board.key, Board.name)
        .join(Course, Course.id == Event.course_id)
        .join(Board, Board.id == Event.board_id)
        .order_by(Event.starts_at.desc(), Event.id.desc())
    )
    return [
        EventRow(
            event.id, event.key, course_key, course_title, board_key, board_name,
            event.starts_at, event.ends_at, event.venue, event.in_programme, event.register_taken_at,
            event.cancelled_at, booked.get(event.id, 0), tuple(waves.get(event.id, ())),
        )
        for event, course_key, course_title, board_key, board_name in session.execute(of_boards(wanted, boards))
    ]  # fmt: skip


def of_boards(wanted: Select[*Columns], boards: Collection[int] | None) -> Select[*Columns]:
    """The statement over events, kept to those of these Boards."""
    return wanted if boards is None else wanted.where(Event.board_id.in_(boards))


def _booked(boards: Collection[int] | None) -> Select[int, int]:
    wanted = (
        select(Booking.event_id, func.count())
        .join(Event, Event.id == Booking.event_id)
        .where(Booking.status != BookingStatus.CANCELLED)
        .group_by(Booking.event_id)
    )
    return of_boards(wanted, boards)


def _waves(session: Session, boards: Collection[int] | None, now: datetime) -> dict[int, list[EventWave]]:
    live = (Invitation.wave_id == Wave.id) & Invitation.withdrawn_at.is_(None)
    wanted = (
        select(Wave, func.count(Invitation.id), func.count(Invitation.submitted_at))
        .join(Event, Event.id == Wave.event_id)
        .outerjoin(Invitation, live)
        .group_by(Wave.id)
        .order_by(Wave.opens_at)
    )
    found: dict[int, list[EventWave]] = defaultdict(list)
    for wave, invited, submitted in session.execute(of_boards(wanted, boards)):
        found[wave.event_id].append(
            EventWave(wave.id, wave.point, wave.state(now), wave.opens_at, wave.closes_at, invited, submitted)
        )
    return found

"""How waves stand: what is due, and how far each wave of an event came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from surveys import schedule
from surveys.enums import WAITING, Audience, MessageState, TimePoint, WaveState, WaveTask
from surveys.errors import NotFound
from surveys.models import BankVersion, Booking, Course, Event, Invitation, Message, Wave
from surveys.queries.eligibility import audiences_at, is_asked
from surveys.queries.findings import NOBODY, Gate, Reached, eligible, reached
from surveys.queries.invitations import is_uninvited


@dataclass(frozen=True)
class Due:
    """``task`` fell due ``since`` for a wave; ``ordinal`` tells which reminder."""

    wave_id: int
    event_key: str
    point: TimePoint
    task: WaveTask
    since: datetime
    ordinal: int = 0


@dataclass(frozen=True)
class AudienceOverview:
    """How far a wave came with one audience, in people. ``failed`` and ``waiting`` have no message delivered."""

    audience: Audience
    eligible: int
    invited: int
    delivered: int
    failed: int
    waiting: int
    started: int
    submitted: int


@dataclass(frozen=True)
class WaveOverview:
    """``next_reminder_at`` is None when no further reminder will go."""

    wave_id: int
    point: TimePoint
    state: WaveState
    opens_at: datetime
    closes_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    reminded: int
    next_reminder_at: datetime | None
    audiences: tuple[AudienceOverview, ...]


def wave_by_id(session: Session, wave_id: int) -> Wave:
    """Raises NotFound when there is none."""
    found = session.get(Wave, wave_id)
    if found is None:
        raise NotFound("There is no such wave.")
    return found


def event_waves(session: Session, event: Event) -> Sequence[Wave]:
    """The event's waves in the order in which they open."""
    return session.scalars(select(Wave).where(Wave.event_id == event.id).order_by(Wave.opens_at)).all()


def select_wave(wave_id: int) -> Select[int]:
    return select(Wave.id).where(Wave.id == wave_id)


def select_waves(event_id: int) -> Select[int]:
    return select(Wave.id).where(Wave.event_id == event_id)


def due(session: Session, now: datetime) -> list[Due]:
    """What is to be done at ``now``, in two statements: waves to open and close, reminders, late invitations.

    Of several reminders that fell due only the newest is listed. A wave that is too late to open is not due, nor
    is one whose course has no published questions; ``queries.home`` lists both for a person.
    """
    late = _waves_with_somebody_late(session, now)
    found = []
    for wave, event_key in session.execute(_running_or_to_open(now)):
        task = _task(wave, event_key, now)
        if task is not None:
            found.append(task)
        if wave.id in late:
            found.append(Due(wave.id, event_key, wave.point, WaveTask.LATE, now))
    return sorted(found, key=lambda one: (one.since, one.wave_id))


def _running_or_to_open(now: datetime) -> Select[Wave, str]:
    to_open = Wave.opened_at.is_(None) & (Wave.closes_at > now) & has_questions()
    return (
        select(Wave, Event.key)
        .join(Event, Event.id == Wave.event_id)
        .where(Wave.opens_at <= now, Wave.closed_at.is_(None), Event.cancelled_at.is_(None))
        .where(or_(Wave.opened_at.is_not(None), to_open))
    )


def has_questions() -> ColumnElement[bool]:
    """Whether the course of the statement's event has a published bank."""
    versions = select(BankVersion.id).join(Course, Course.bank_id == BankVersion.bank_id)
    return versions.where(Course.id == Event.course_id).correlate(Event).exists()


def _task(wave: Wave, event_key: str, now: datetime) -> Due | None:
    if wave.opened_at is None:
        return Due(wave.id, event_key, wave.point, WaveTask.OPEN, wave.opens_at)
    if now >= wave.closes_at:
        return Due(wave.id, event_key, wave.point, WaveTask.CLOSE, wave.closes_at)
    fallen_due = [(ordinal, due_at) for ordinal, due_at in _reminders_left(wave) if due_at <= now]
    if not fallen_due:
        return None
    ordinal, due_at = fallen_due[-1]
    return Due(wave.id, event_key, wave.point, WaveTask.REMIND, due_at, ordinal)


def _reminders_left(wave: Wave) -> list[tuple[int, datetime]]:
    opened_at = wave.opened_at or wave.opens_at
    planned = schedule.reminders(opened_at, wave.closes_at, wave.reminder_days)
    return [(ordinal, due_at) for ordinal, due_at in planned if ordinal > wave.reminded]


def _waves_with_somebody_late(session: Session, now: datetime) -> set[int]:
    """Somebody is late who was booked after the wave opened, or whose withdrawn invitation is wanted again."""
    kept = or_(Invitation.withdrawn_at.is_(None), Invitation.submitted_at.is_not(None))
    running = and_(Wave.opened_at.is_not(None), Wave.closed_at.is_(None), Wave.closes_at > now)
    wanted = (
        select(Wave.id)
        .join(Event, Event.id == Wave.event_id)
        .join(Booking, Booking.event_id == Event.id)
        .where(running, or_(*(is_asked(audience) & is_uninvited(audience, kept) for audience in Audience)))
        .distinct()
    )
    return set(session.scalars(wanted))


def wave_overview(session: Session, event: Event, now: datetime) -> tuple[WaveOverview, ...]:
    """Each wave of the event in order, with how far it came; the statements do not grow with the people."""
    waves = event_waves(session, event)
    gates = [(wave.point, audience) for wave in waves for audience in audiences_at(wave.point)]
    wanted, came, stuck = eligible(session, event, gates), reached(session, event), _stuck(session, event)
    return tuple(
        WaveOverview(
            wave.id, wave.point, wave.state(now), wave.opens_at, wave.closes_at, wave.opened_at, wave.closed_at,
            wave.reminded, _next_reminder(wave, now),
            tuple(_overview((wave.point, audience), wanted, came, stuck) for audience in audiences_at(wave.point)),
        )
        for wave in waves
    )  # fmt: skip


def _next_reminder(wave: Wave, now: datetime) -> datetime | None:
    if wave.state(now) is not WaveState.OPEN:
        return None
    left = _reminders_left(wave)
    return left[0][1] if left else None


def _overview(
    gate: Gate,
    wanted: Mapping[Gate, int],
    came: Mapping[Gate, Reached],
    stuck: Mapping[Gate, tuple[int, int]],
) -> AudienceOverview:
    invited, delivered, started, submitted = came.get(gate, NOBODY)
    failed, waiting = stuck.get(gate, (0, 0))
    return AudienceOverview(
        gate[1], wanted.get(gate, 0), invited, delivered, failed, waiting, started, submitted
    )


def _stuck(session: Session, event: Event) -> dict[Gate, tuple[int, int]]:
    """How many people of each gate had no message delivered: it failed, or it still waits."""
    best = (
        select(
            Wave.point,
            Invitation.audience,
            func.max(case((Message.state == MessageState.SENT, 1), else_=0)).label("sent"),
            func.max(case((Message.state.in_(WAITING), 1), else_=0)).label("waiting"),
            func.max(case((Message.state == MessageState.FAILED, 1), else_=0)).label("failed"),
        )
        .join(Invitation, Invitation.wave_id == Wave.id)
        .join(Message, Message.invitation_id == Invitation.id)
        .where(Wave.event_id == event.id, Invitation.withdrawn_at.is_(None))
        .group_by(Wave.point, Invitation.audience, Invitation.id)
        .subquery()
    )
    waits = case((best.c.sent == 1, 0), else_=best.c.waiting)
    fails = case((best.c.sent + best.c.waiting > 0, 0), else_=best.c.failed)
    rows = session.execute(
        select(best.c.point, best.c.audience, func.sum(fails), func.sum(waits)).group_by(
            best.c.point, best.c.audience
        )
    )
    return {(point, audience): (failed, waiting) for point, audience, failed, waiting in rows}

"""Issued reports. Lists leave out what is large: findings and PDF are read only with one report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, undefer

from surveys.enums import ReportKind
from surveys.errors import NotFound
from surveys.models import Event, Report
from surveys.queries.events import of_boards


def reports_of(
    session: Session,
    boards: Collection[int] | None,
    *,
    since: datetime | None = None,
    before: datetime | None = None,
    first: int = 0,
    most: int | None = None,
) -> Sequence[Report]:
    """The reports on events of these Boards (None: of all) that were issued in a time, the newest first.

    At most ``most`` of them from the ``first`` (counted from 0) on; one statement, with event and Board loaded.
    """
    wanted = (
        _on_events(select(Report), boards, since, before)
        .options(contains_eager(Report.event).joinedload(Event.board))
        .order_by(Report.issued_at.desc(), Report.id.desc())
    )
    return session.scalars(wanted.offset(first).limit(most) if first or most is not None else wanted).all()


def count_reports(
    session: Session,
    boards: Collection[int] | None,
    *,
    since: datetime | None = None,
    before: datetime | None = None,
) -> int:
    """How many reports there are on events of these Boards in a time."""
    return session.scalar(_on_events(select(func.count(Report.id)), boards, since, before)) or 0


def _on_events(
    wanted: Select[Any], boards: Collection[int] | None, since: datetime | None, before: datetime | None
) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append(Report.issued_at >= since)
    if before is not None:
        conditions.append(Report.issued_at < before)
    return of_boards(wanted.join(Event, Event.id == Report.event_id).where(*conditions), boards)


def reports_of_event(session: Session, event: Event) -> Sequence[Report]:
    """The event's reports, the newest edition first."""
    wanted = select(Report).where(Report.event_id == event.id)
    return session.scalars(wanted.order_by(Report.edition.desc(), Report.id.desc())).all()


def report_by_id(session: Session, report_id: int, *, boards: Collection[int] | None = None) -> Report:
    """The report with its findings, PDF, event and Board.

    Raises:
        NotFound: there is none, or it is on an event of another Board than these.
    """
    wanted = _on_events(select(Report), boards, None, None).where(Report.id == report_id)
    found: Report | None = session.scalar(
        wanted.options(
            undefer(Report.findings),
            undefer(Report.pdf),
            contains_eager(Report.event).options(joinedload(Event.board), joinedload(Event.course)),
        )
    )
    if found is None:
        raise NotFound("There is no such report.")
    return found


def latest_edition(session: Session, event: Event, kind: ReportKind) -> int:
    """The number of the newest edition; 0 when none was issued."""
    wanted = select(func.max(Report.edition)).where(Report.event_id == event.id, Report.kind == kind)
    return session.scalar(wanted) or 0

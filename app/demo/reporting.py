"""The officers' part: a report on each Board's first event that is over, so that SEG has something to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import current_app

from app.demo.partnership import BOARDS, DemoBoard
from app.demo.programme import DemoEvent
from app.demo.staff import OFFICERS
from app.extensions import db
from app.filters import local_day
from app.pdf import event_summary
from surveys.enums import TimePoint, WaveState
from surveys.findings.documents import to_dict
from surveys.findings.event import event_findings
from surveys.operations.reports import issue_report
from surveys.queries.events import event_by_key
from surveys.queries.waves import event_waves

A_WEEK = timedelta(days=7)


def issue_reports(events: Sequence[DemoEvent], *, now: datetime) -> None:
    """Issue the reports, each a week after the last wave closed, or now when that is not over yet."""
    for board in BOARDS:
        for event in events:
            if event.board is board and (closed_at := _closed_at(event, now)):
                _issue(event, board, now=min(closed_at + A_WEEK, now))
                break


def _closed_at(event: DemoEvent, now: datetime) -> datetime | None:
    """When the event's last wave closed; None when it has not."""
    waves = event_waves(db.session, event_by_key(db.session, event.key))
    last = next((wave for wave in waves if wave.point is TimePoint.MONTH6), None)
    return last.closes_at if last and last.state(now) is WaveState.CLOSED else None


def _issue(event: DemoEvent, board: DemoBoard, *, now: datetime) -> None:
    row = event_by_key(db.session, event.key)
    findings = event_findings(
        db.session,
        row,
        partnership=current_app.config["PARTNERSHIP_NAME"],
        floors=current_app.config["FLOORS"],
        now=now,
    )
    issue_report(
        db.session,
        row,
        findings=to_dict(findings),
        pdf=event_summary(findings),
        title=f"{findings.course}, {local_day(event.starts_at)}",
        by=next(officer.address for officer in OFFICERS if officer.board is board),
        now=now,
    )

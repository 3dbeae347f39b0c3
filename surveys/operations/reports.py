"""Reports: issued once, then frozen."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveys.enums import ReportKind
from surveys.errors import AlreadyThere
from surveys.models import Event, Report
from surveys.operations.activity import record_activity
from surveys.queries.reports import latest_edition


def issue_report(
    session: Session,
    event: Event,
    *,
    findings: dict[str, Any],
    pdf: bytes,
    title: str,
    by: str,
    now: datetime,
) -> Report:
    """Freeze what is known of the event as its next edition. ``findings`` is ``findings.to_dict`` of it.

    Raises:
        AlreadyThere: somebody else issued this edition meanwhile; roll back and look at theirs first.
    """
    report = Report(
        event=event,
        kind=ReportKind.EVENT_SUMMARY,
        edition=latest_edition(session, event, ReportKind.EVENT_SUMMARY) + 1,
        title=title,
        issued_at=now,
        issued_by=by,
        findings=findings,
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
    )
    session.add(report)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyThere("Somebody else has just issued a report on this event.") from error
    detail = {"edition": report.edition, "sha256": report.pdf_sha256}
    record_activity(session, "issue-report", Report, report.id, detail, by=by, now=now)
    return report

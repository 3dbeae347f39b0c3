"""Issuing a report: the findings and their PDF are frozen and become readable for the Board's SEG."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.clock import now
from app.extensions import db
from app.filters import local_day
from app.officers.blueprint import blueprint, let_others_write, own_event, who
from app.officers.findings import findings_of
from app.pdf import PressUnavailable, event_summary
from surveys.errors import AlreadyThere
from surveys.findings.documents import to_dict
from surveys.models import Event, Report
from surveys.operations import reports as operations
from surveys.queries.remarks import corrected_since
from surveys.queries.reports import reports_of_event


@blueprint.route("/events/<key>/report", methods=["GET", "POST"])
def issue_report(key: str) -> ResponseReturnValue:
    event, form = own_event(key), FlaskForm()
    if form.validate_on_submit():
        try:
            report = _issue(event)
        except (AlreadyThere, PressUnavailable) as refused:
            db.session.rollback()
            flash(f"No report was issued. {refused}")
            return redirect(url_for(".issue_report", key=key), 303)
        db.session.commit()
        flash(f"Edition {report.edition} is issued. {event.board.name}’s SEG can read it now.", "success")
        return redirect(url_for("seg.report", report_id=report.id), 303)
    editions = reports_of_event(db.session, event)
    return render_template(
        "officers/reports/issue.html",
        event=event,
        editions=editions,
        since=corrected_since(db.session, [edition.id for edition in editions]),
        form=form,
    )


def _issue(event: Event) -> Report:
    findings = findings_of(event)
    let_others_write()
    pdf = event_summary(findings)
    return operations.issue_report(
        db.session,
        event,
        findings=to_dict(findings),
        pdf=pdf,
        title=f"{findings.course}, {local_day(event.starts_at)}",
        by=who(),
        now=now(),
    )

"""Issued reports: the list, one as a page, and its PDF. What was issued is shown, never computed again; that
marks were corrected afterwards is said beside it.
"""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.access import boards_of
from app.clock import now
from app.extensions import db
from app.paging import PAGE, paging
from surveys.findings.documents import from_dict
from surveys.models import Report
from surveys.queries.remarks import corrected_since
from surveys.queries.reports import count_reports, report_by_id, reports_of
from surveys.schedule import LONDON

blueprint = Blueprint("seg", __name__)


@blueprint.get("/reports")
def reports() -> ResponseReturnValue:
    boards, begins = boards_of(current_user), quarter_begins(now())
    page = paging(count_reports(db.session, boards, before=begins))
    this_quarter = reports_of(db.session, boards, since=begins)
    earlier = reports_of(db.session, boards, before=begins, first=page.first, most=PAGE)
    return render_template(
        "seg/reports/list.html",
        this_quarter=this_quarter,
        earlier=earlier,
        since=corrected_since(db.session, [report.id for report in (*this_quarter, *earlier)]),
        begins=begins,
        paging=page,
    )


@blueprint.get("/reports/<int(max=2147483647):report_id>")
def report(report_id: int) -> ResponseReturnValue:
    report = _own_report(report_id)
    return render_template(
        "seg/reports/report.html",
        report=report,
        findings=from_dict(report.findings),
        since=corrected_since(db.session, [report.id]).get(report.id),
    )


@blueprint.get("/reports/<int(max=2147483647):report_id>/pdf")
def download(report_id: int) -> ResponseReturnValue:
    report = _own_report(report_id)
    answer = Response(report.pdf, mimetype="application/pdf")
    name = f"foursteps-{report.event.key}-edition-{report.edition}.pdf"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def quarter_begins(moment: datetime) -> datetime:
    """The first moment of the quarter of the year in local time."""
    local = moment.astimezone(LONDON)
    month = 3 * ((local.month - 1) // 3) + 1
    return local.replace(month=month, day=1, hour=0, minute=0, second=0, microsecond=0)


def _own_report(report_id: int) -> Report:
    """Raises NotFound when there is none, or it is another Board's; the two look the same."""
    return report_by_id(db.session, report_id, boards=boards_of(current_user))

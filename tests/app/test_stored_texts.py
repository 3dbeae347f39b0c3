"""Whatever people typed is text on every staff page: never markup, never a template, never a fault."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.extensions import db
from surveys.attendee_files.cells import tidy
from surveys.findings.documents import to_dict
from surveys.models import Message
from surveys.operations.bookings import cancel_booking
from surveys.operations.programme import add_board, add_course
from surveys.operations.reports import issue_report
from surveys.operations.waves import due, run
from tests.app.invented_findings import findings
from tests.forms import page
from tests.partnership import MADE, PRE_OPENS, WHO, Partnership
from tests.staff import signed_in
from tests.strict_html import text_of

ODD = [
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "%s %(x)s {0} {x}",
    "\"'><img src=x onerror=alert(1)>",
    "Zoë ‮evil‬ 🙂 " + "é" * 30,
    "W" * 150,
]

PAGES = (
    "/today", "/events", "/add-event", "/events/odd", "/events/odd/bookings", "/events/odd/bookings/add",
    "/events/odd/bookings/import", "/events/odd/register", "/events/odd/register/settle", "/events/odd/messages",
    "/events/odd/findings", "/events/odd/report", "/events/odd/cancel", "/events/odd/move",
    "/events/odd/waves/pre/open", "/events/odd/waves/pre/remind", "/events/odd/waves/pre/close", "/reports",
)  # fmt: skip


@pytest.fixture(params=ODD, ids=["script", "template", "format", "attribute", "letters", "long word"])
def odd(request, site, clock):
    """Such a text in every place that takes one, and where the report and a booking with it stand."""
    text = request.param
    with site.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        partnership = Partnership(session)
        board = add_board(session, key="odd", name=text, by=WHO, now=MADE)
        course = add_course(session, key="odd", title=text, bank=partnership.bank, by=WHO, now=MADE)
        facts = {"board": board, "course": course, "venue": text, "provider": text, "trainer": text}
        event = partnership.event("odd", **facts)
        booking = partnership.book(event, "Asha Hill", manager="Jo Lane")
        booking.person.first_name = booking.person.last_name = text[:100]
        booking.job_title = booking.manager_name = booking.agency.name = text
        cancel_booking(session, partnership.book(event, "Ben Moss"), by=WHO, now=MADE)
        for task in due(session, PRE_OPENS):
            run(session, task, by="worker", now=PRE_OPENS)
        for message in session.query(Message):
            message.state, message.reason = "failed", text
        report = issue_report(
            session, event, findings=to_dict(findings(label=text)), pdf=b"%PDF-", title=text, by=WHO, now=MADE
        )
        session.commit()
        clock.at(PRE_OPENS)
        return text, f"/reports/{report.id}", f"/events/odd/bookings/{booking.id}/cancel"


def test_it_is_shown_as_it_is_or_not_at_all(site, odd):
    text, *more = odd
    officer = signed_in(site, "officer")
    shown = 0
    for path in (*PAGES, *more):
        answer = officer.get(path)
        # Read strictly: a script or an inline style that came out of a text would fail here.
        tree = page(answer)
        assert (path, answer.status_code, [e.tag for e in tree.iter("img")]) == (path, 200, [])
        assert (path, "49" in text_of(tree.find(".//h1"))) == (path, False)
        shown += tidy(text) in text_of(tree)
    assert shown >= len(PAGES) - 4

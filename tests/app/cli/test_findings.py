"""``findings event`` and ``report event``: what is known of an event, for a machine and on paper."""

from __future__ import annotations

import json

import pytest

from app.extensions import db
from app.pdf import PressUnavailable
from surveys.findings.documents import to_dict
from surveys.findings.event import event_findings
from surveys.queries.events import event_by_key
from surveys.queries.reports import reports_of_event
from tests.app.cli.conftest import refused

pytestmark = pytest.mark.usefixtures("partnership")


def test_the_document_is_that_of_the_findings_themselves(run, site, clock):
    with site.app_context():
        found = event_findings(
            db.session,
            event_by_key(db.session, "neglect-1"),
            partnership=site.config["PARTNERSHIP_NAME"],
            floors=site.config["FLOORS"],
            now=clock(),
        )
    assert run("findings", "event", "neglect-1", "--json").json == json.loads(json.dumps(to_dict(found)))


def test_in_words_it_begins_with_the_course_and_who_answered(run):
    first, second, *_ = run("findings", "event", "neglect-1").out.splitlines()
    assert (first, second) == (
        "Neglect: first signs, Soar Valley Board",
        "  pre     delegate 0 of 0 answered",
    )


def test_the_report_is_a_pdf_and_nothing_is_issued(run, site, tmp_path):
    out = tmp_path / "report.pdf"
    answer = run("report", "event", "neglect-1", "--out", out)
    assert (answer.status, answer.out) == (0, f"{out} is written.\n")
    assert out.read_bytes().startswith(b"%PDF-")
    with site.app_context():
        assert reports_of_event(db.session, event_by_key(db.session, "neglect-1")) == []


def test_a_place_that_cannot_be_written_to_is_named(run, tmp_path):
    out = tmp_path / "nowhere" / "report.pdf"
    said = refused(run("report", "event", "neglect-1", "--out", out))
    assert said == f"{out} cannot be used: no such file or directory."


def test_a_machine_without_pango_says_what_to_install(run, tmp_path, monkeypatch):
    def fail(findings):
        raise PressUnavailable("Install Pango.")

    monkeypatch.setattr("app.cli.report.event_summary", fail)
    assert refused(run("report", "event", "neglect-1", "--out", tmp_path / "report.pdf")) == "Install Pango."

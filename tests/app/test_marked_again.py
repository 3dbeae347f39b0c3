"""Findings that rest on answers which were marked again say so, on the page and in the report's PDF."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace

import pikepdf
import pytest
from flask import render_template

from app.pdf import event_summary
from surveys.findings.documents import to_dict
from surveys.operations.reports import issue_report
from tests.app.invented_findings import findings
from tests.forms import words
from tests.partnership import MADE, WHO
from tests.staff import signed_in
from tests.strict_html import parse, text_of

SAID = (
    "“What first?” (version 1): on 4 March 2027 the right answer was corrected. Reason: Guidance <changed>."
)
HEADING = "Answers that were marked again"


@pytest.fixture
def marked_again():
    return replace(findings(28), remarks=(SAID,))


LINK = "Which answers were marked again, when and why"


def tree(site, found):
    with site.test_request_context():
        body = render_template("findings/body.html", findings=found)
    return parse(f"<!DOCTYPE html><html><h1>Found</h1>{body}</html>")


def screen(site, found):
    return text_of(tree(site, found))


def pdf_text(pdf):
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().replace("\u00a0", " ").split())


def test_on_the_page(site, marked_again):
    shown = screen(site, marked_again)
    assert HEADING in shown
    assert SAID in shown


def test_the_main_findings_lead_to_it(site, marked_again):
    shown = tree(site, marked_again)
    [link] = [a for a in shown.iter("a") if text_of(a) == LINK]
    [target] = [e for e in shown.iter() if e.get("id") == link.get("href").removeprefix("#")]
    assert text_of(target) == HEADING
    assert LINK not in screen(site, findings(28))


def test_in_the_pdf(site, marked_again):
    with site.app_context():
        pdf = event_summary(marked_again)
    said = pdf_text(pdf)
    assert HEADING in said
    assert SAID in said
    assert LINK not in said
    assert len(pikepdf.open(io.BytesIO(pdf)).pages) <= 5


def test_nothing_is_said_where_nothing_was_marked_again(site):
    assert HEADING not in screen(site, findings(28))
    with site.app_context():
        assert HEADING not in pdf_text(event_summary(findings(28)))


def test_in_the_pages_twin_of_an_issued_report(site, session, partnership, marked_again):
    event = partnership.event()
    report = issue_report(
        session, event, findings=to_dict(marked_again), pdf=b"%PDF-", title="Found", by=WHO, now=MADE
    )
    session.commit()
    shown = words(signed_in(site, "seg").get(f"/reports/{report.id}"))
    assert HEADING in shown
    assert SAID in shown

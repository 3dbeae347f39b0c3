"""Reports as PDF files."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from app.pdf.press import PressUnavailable, press
from surveys.findings.model import EventFindings

__all__ = ["PressUnavailable", "event_summary"]

EVENT_SUMMARY = "reports/event_summary/document.html"
PRINT = Path(__file__).parents[1] / "templates" / "reports" / "event_summary" / "print.css"


def event_summary(findings: EventFindings) -> bytes:
    """The summary of one event for its Board: a tagged PDF of A4 pages. The same findings give the same bytes.

    Needs the application's context.

    Raises:
        PressUnavailable: this machine cannot make PDFs.
    """
    html = current_app.jinja_env.get_template(EVENT_SUMMARY).render(findings=findings)
    return press(html, PRINT.read_text(encoding="utf-8"))

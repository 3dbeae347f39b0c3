"""What is known of an event, on screen: the figures that its report will hold."""

from __future__ import annotations

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from app.clock import now
from app.extensions import db
from app.officers.blueprint import blueprint, own_event
from surveys.findings.event import event_findings
from surveys.findings.model import EventFindings
from surveys.models import Event


@blueprint.get("/events/<key>/findings")
def findings(key: str) -> ResponseReturnValue:
    event = own_event(key)
    return render_template("officers/findings/findings.html", event=event, findings=findings_of(event))


def findings_of(event: Event) -> EventFindings:
    """The findings as they stand now, held to this partnership's floors."""
    return event_findings(
        db.session,
        event,
        partnership=current_app.config["PARTNERSHIP_NAME"],
        floors=current_app.config["FLOORS"],
        now=now(),
    )

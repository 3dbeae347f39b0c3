"""``findings``: what is known of an event."""

from __future__ import annotations

import click
from flask import current_app

from app.cli.plain import Noun, json_option, say_json
from app.clock import now
from app.extensions import db
from surveys.findings.documents import to_dict
from surveys.findings.event import event_findings
from surveys.findings.model import EventFindings
from surveys.queries.events import event_by_key


def findings_of(event_key: str) -> EventFindings:
    """What is known of an event now, held to the thresholds of the settings. Raises NotFound."""
    return event_findings(
        db.session,
        event_by_key(db.session, event_key),
        partnership=current_app.config["PARTNERSHIP_NAME"],
        floors=current_app.config["FLOORS"],
        now=now(),
    )


@click.group("findings", cls=Noun)
def group() -> None:
    """What the answers say."""


@group.command("event")
@click.argument("key")
@json_option
def event(key: str, as_json: bool) -> None:
    """The findings of one event: all of them as JSON, or the main ones in words."""
    findings = findings_of(key)
    if as_json:
        say_json(to_dict(findings))
        return
    click.echo(f"{findings.course}, {findings.board}")
    for row in findings.flow:
        answered = row.withheld_as if row.submitted is None else row.submitted
        click.echo(f"  {row.point:7} {row.audience:8} {answered} of {row.eligible} answered")
    for line in findings.summary:
        click.echo(f"  {line}")

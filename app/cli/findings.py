"""``findings``: what is known of an event."""

from __future__ import annotations

import click

from app.cli.plain import Noun, json_option, say_json
from app.extensions import db
from app.officers.findings import findings_of as findings_on_screen
from surveys.findings.documents import to_dict
from surveys.findings.model import EventFindings
from surveys.queries.events import event_by_key


def findings_of(event_key: str) -> EventFindings:
    """What the officers' page says of the event now. Raises NotFound."""
    return findings_on_screen(event_by_key(db.session, event_key))


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

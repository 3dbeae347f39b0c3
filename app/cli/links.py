"""``links``: personal links, for trying things out. Never where mail is really sent: a link is a credential."""

from __future__ import annotations

import click
from flask import current_app

from app.cli.plain import Noun, Sorry, json_option, say_json
from app.extensions import db
from surveys.enums import TimePoint
from surveys.queries.events import event_by_key
from surveys.queries.invited import Invited, invited
from surveys.tokens import digest


@click.group("links", cls=Noun)
def group() -> None:
    """The personal links of a rehearsal."""


@group.command("list")
@click.option("--event", "event_key", required=True, metavar="KEY")
@click.option("--point", required=True, type=click.Choice([point.value for point in TimePoint]))
@json_option
def list_(event_key: str, point: str, as_json: bool) -> None:
    """Each person's current link at a time point of an event. Refused unless mail is captured."""
    if current_app.config["MAIL_MODE"] != "capture":
        raise Sorry("Links are listed only where mail is captured: each one is its owner's alone.")
    event = event_by_key(db.session, event_key)
    rows = [
        {
            "name": row.name,
            "address": row.address,
            "audience": row.audience,
            "link": link_of(row),
            "submitted_at": row.submitted_at and row.submitted_at.isoformat(),
            "withdrawn_at": row.withdrawn_at and row.withdrawn_at.isoformat(),
        }
        for row in invited(db.session, event, TimePoint(point))
    ]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        click.echo(f"{row['audience']:8}  {row['address']}  {row['link'] or 'not sent yet'}")


def link_of(row: Invited) -> str | None:
    """The newest link that was sent to the person; None before one was."""
    token: str = current_app.extensions["link_signer"].sign(row.invitation_id, row.issue)
    if row.token_digest != digest(token):
        return None
    return f"{current_app.config['BASE_URL']}/s/{token}"

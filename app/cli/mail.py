"""``mail``: the outbox."""

from __future__ import annotations

from datetime import datetime

import click
from flask import current_app

from app.cli.moments import moment_or_now, now_option
from app.cli.plain import Noun, Sorry, json_option, say_json
from app.mail import send_due
from app.worker import worker_name


@click.group("mail", cls=Noun)
def group() -> None:
    """Mail that is owed."""


@group.command()
@now_option
@json_option
def send(moment: datetime | None, as_json: bool) -> None:
    """Send whatever is due, or keep it where mail is captured. --now is refused where mail is really sent."""
    if moment is not None and current_app.config["MAIL_MODE"] != "capture":
        raise Sorry("Mail is really sent here, and it cannot be sent at another time than now.")
    sent = send_due(now=moment_or_now(moment), worker=worker_name())
    say_json(sent.to_dict()) if as_json else click.echo(str(sent))

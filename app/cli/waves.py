"""``waves``: what falls due by the calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click
from flask import current_app

from app.cli.moments import moment_or_now, now_option
from app.cli.plain import Noun, json_option, say_json, warn
from app.extensions import db
from surveys.enums import WaveTask
from surveys.operations.waves import Due, due, run

BY = "worker"
DONE = {
    WaveTask.OPEN: "opened",
    WaveTask.LATE: "invited late bookings to",
    WaveTask.REMIND: "reminded",
    WaveTask.CLOSE: "closed",
}


@click.group("waves", cls=Noun)
def group() -> None:
    """The time points of events: before, after, 3 and 6 months on."""


@group.command("run")
@now_option
@json_option
def run_(moment: datetime | None, as_json: bool) -> None:
    """Open, remind and close whatever is due, and queue the mail for it. Running it twice does nothing twice.

    With --now, waves are opened and closed as of that moment. Where mail is really sent that is allowed, with a
    warning: "mail send" then sends what was queued.
    """
    if moment is not None and current_app.config["MAIL_MODE"] != "capture":
        warn("Mail is really sent here: what --now queues goes to real people.")
    at = moment_or_now(moment)
    done = [_do(task, at) for task in due(db.session, at)]
    if as_json:
        say_json({"now": at.isoformat(), "done": done})
        return
    for one in done:
        click.echo(f"{one['event']}, {one['point']}: {DONE[WaveTask(one['task'])]}, {one['people']} people")
    if not done:
        click.echo("Nothing is due.")


def _do(task: Due, at: datetime) -> dict[str, Any]:
    """Each task is a transaction of its own, so one that fails takes no other with it."""
    people = run(db.session, task, by=BY, now=at)
    db.session.commit()
    return {
        "event": task.event_key,
        "point": task.point,
        "task": task.task,
        "ordinal": task.ordinal,
        "people": people,
    }

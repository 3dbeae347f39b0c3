"""``waves``: what falls due by the calendar."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

import click
from flask import current_app

from app.cli.actor import actor
from app.cli.moments import moment_or_now, now_option
from app.cli.plain import Noun, json_option, say_json, warn
from app.extensions import db
from surveys.enums import WaveTask
from surveys.errors import SurveyError
from surveys.operations.waves import Due, due, run

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
    tasks = due(db.session, at)
    done = [one for task in tasks if (one := _do(task, at))]
    if as_json:
        say_json({"now": at.isoformat(), "done": done})
    else:
        for one in done:
            click.echo(_in_words(one))
        if not tasks:
            click.echo("Nothing is due.")
    sys.exit(0 if len(done) == len(tasks) else 2)


def _in_words(one: dict[str, Any]) -> str:
    return f"{one['event']}, {one['point']}: {DONE[WaveTask(one['task'])]}, {one['people']} people"


def _do(task: Due, at: datetime) -> dict[str, Any] | None:
    """Each task is a transaction of its own: one that is refused takes no other with it, and gives None."""
    try:
        people = run(db.session, task, by=actor(), now=at)
        db.session.commit()
    except SurveyError as refused:
        db.session.rollback()
        warn(f"{task.event_key}, {task.point}: {refused}")
        return None
    return {
        "event": task.event_key,
        "point": task.point,
        "task": task.task,
        "ordinal": task.ordinal,
        "people": people,
    }

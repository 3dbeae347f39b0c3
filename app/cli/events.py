"""``events``: dated runs of the courses, with how their waves stand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import click

from app.cli.actor import actor
from app.cli.moments import Moment
from app.cli.plain import Noun, Sorry, json_option, say_json
from app.clock import now
from app.extensions import db
from surveys.models import Board, Course
from surveys.operations.programme import add_event
from surveys.queries.events import EventRow, event_list
from surveys.queries.programme import board_by_key, board_of_latest_event, boards, course_by_key
from surveys.schedule import LONDON

USUAL_LENGTH = timedelta(hours=7)


@click.group("events", cls=Noun)
def group() -> None:
    """The programme's events."""


@group.command("list")
@json_option
def list_(as_json: bool) -> None:
    """All events, the newest first, with their four waves."""
    rows = event_list(db.session, boards=None, now=now())
    if as_json:
        say_json([event_document(row) for row in rows])
        return
    for row in rows:
        click.echo(
            f"{row.starts_at.astimezone(LONDON):%d %b %Y %H:%M}  {row.key}  ({row.course_title}, {row.board_name})"
        )
        for wave in row.waves:
            click.echo(f"    {wave.point:7} {wave.state:8} {wave.submitted} of {wave.invited} answered")


def event_document(row: EventRow) -> dict[str, Any]:
    """An event for a machine; moments are in UTC."""
    return {
        "key": row.key,
        "course": row.course_key,
        "course_title": row.course_title,
        "board": row.board_key,
        "board_name": row.board_name,
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "venue": row.venue,
        "in_programme": row.in_programme,
        "register_taken_at": row.register_taken_at and row.register_taken_at.isoformat(),
        "cancelled_at": row.cancelled_at and row.cancelled_at.isoformat(),
        "booked": row.booked,
        "waves": [
            {
                "point": wave.point,
                "state": wave.state,
                "opens_at": wave.opens_at.isoformat(),
                "closes_at": wave.closes_at.isoformat(),
                "invited": wave.invited,
                "submitted": wave.submitted,
            }
            for wave in row.waves
        ],
    }


@group.command()
@click.option("--course", "course_key", required=True, metavar="KEY")
@click.option(
    "--starts", "starts_at", required=True, type=Moment(), help="London's time unless a zone is given."
)
@click.option("--key", required=True, help="Lower-case letters, digits and hyphens; it never changes.")
@click.option("--ends", "ends_at", type=Moment(), help="7 hours after the start when not given.")
@click.option(
    "--board",
    "board_key",
    metavar="KEY",
    help="When not given: the Board that ran the course last, or else the first by name.",
)
@click.option("--venue", default="")
@click.option("--provider", default="")
@click.option("--trainer", default="")
def add(
    course_key: str,
    starts_at: datetime,
    key: str,
    ends_at: datetime | None,
    board_key: str | None,
    venue: str,
    provider: str,
    trainer: str,
) -> None:
    """Add an event to the programme, with its four waves planned."""
    course = course_by_key(db.session, course_key)
    event = add_event(
        db.session,
        key=key,
        board=_board(board_key, course),
        course=course,
        starts_at=starts_at,
        ends_at=ends_at or starts_at + USUAL_LENGTH,
        venue=venue,
        provider=provider,
        trainer=trainer,
        by=actor(),
        now=now(),
    )
    db.session.commit()
    click.echo(f"Event {event.key} of {event.board.name} is in the programme.")


def _board(key: str | None, course: Course) -> Board:
    if key is not None:
        return board_by_key(db.session, key)
    found = board_of_latest_event(db.session, course) or next(iter(boards(db.session)), None)
    if found is None:
        raise Sorry("There is no Board yet: add one first with “boards add”.")
    return found

"""``bookings``: people taken from attendee files."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.actor import actor
from app.cli.files import file_argument, read_bytes
from app.cli.plain import Noun, Sorry, json_option, say_json
from app.clock import now
from app.extensions import db
from surveys.attendee_files import ImportAccount, read_attendee_file
from surveys.operations.bookings import import_bookings
from surveys.queries.events import event_by_key


@click.group("bookings", cls=Noun)
def group() -> None:
    """Book people on events."""


@group.command("import")
@file_argument
@click.option("--event", "event_key", required=True, metavar="KEY", help="The event to book them on.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@json_option
def import_(file: Path, event_key: str, dry_run: bool, as_json: bool) -> None:
    """Book the people of an attendee list: an Eventbrite export or a provider's register, as CSV.

    Every row is accounted for: imported, updated, or skipped because of something. Importing the same file again
    changes nothing.
    """
    attendees = read_attendee_file(read_bytes(file))
    event = event_by_key(db.session, event_key)
    account = import_bookings(db.session, event, attendees, by=actor(), now=now(), dry_run=dry_run)
    db.session.commit()
    if as_json:
        say_json(account.to_dict())
    elif not account.refused:
        _say(account, dry_run)
    if account.refused:
        raise Sorry(account.refused)


def _say(account: ImportAccount, dry_run: bool) -> None:
    counts = account.counts()
    click.echo(
        f"{counts['rows']} rows: {counts['imported']} imported, {counts['updated']} updated, "
        f"{counts['skipped']} skipped.{' Nothing was changed.' if dry_run else ''}"
    )
    for row in account.skipped:
        click.echo(f"  Line {row.line} skipped: {row.why}")
    for question in account.questions:
        click.echo(f"  Question: {question}")
    for note in account.notes:
        click.echo(f"  Note: {note}")

"""``report``: the PDF summary of an event."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.findings import findings_of
from app.cli.plain import Noun
from app.pdf import event_summary


@click.group("report", cls=Noun)
def group() -> None:
    """Reports on paper."""


@group.command("event")
@click.argument("key")
@click.option("--out", required=True, metavar="FILE.pdf", type=click.Path(path_type=Path))
def event(key: str, out: Path) -> None:
    """Write the PDF summary of an event as of now. It is not issued: an officer does that on the event's page."""
    out.write_bytes(event_summary(findings_of(key)))
    click.echo(f"{out} is written.")

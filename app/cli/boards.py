"""``boards``: who owns the programme's events."""

from __future__ import annotations

import click

from app.cli.actor import actor
from app.cli.plain import Noun
from app.clock import now
from app.extensions import db
from surveys.operations.programme import add_board


@click.group("boards", cls=Noun)
def group() -> None:
    """The partnership's Boards."""


@group.command()
@click.option("--key", required=True, help="Lower-case letters, digits and hyphens; it never changes.")
@click.option("--name", required=True)
def add(key: str, name: str) -> None:
    """Add a Board."""
    board = add_board(db.session, key=key, name=name, by=actor(), now=now())
    db.session.commit()
    click.echo(f"Board {board.key} is there.")

"""``courses``: what is taught, and the question bank that its evaluation asks from."""

from __future__ import annotations

import click

from app.cli.actor import actor
from app.cli.plain import Noun
from app.clock import now
from app.extensions import db
from surveys.operations.programme import add_course
from surveys.queries.banks import bank_by_key


@click.group("courses", cls=Noun)
def group() -> None:
    """The programme's courses."""


@group.command()
@click.option("--key", required=True, help="Lower-case letters, digits and hyphens; it never changes.")
@click.option("--title", required=True)
@click.option("--bank", "bank_key", metavar="KEY", help="A published bank; the course takes its objectives.")
def add(key: str, title: str, bank_key: str | None) -> None:
    """Add a course. Publish its bank first."""
    bank = bank_by_key(db.session, bank_key) if bank_key else None
    course = add_course(db.session, key=key, title=title, bank=bank, by=actor(), now=now())
    db.session.commit()
    click.echo(f"Course {course.key} is there, with {len(course.objectives)} objectives.")

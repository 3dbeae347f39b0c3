"""``users``: the accounts of staff. Respondents have none."""

from __future__ import annotations

import sys

import click

from app.access import Role
from app.accounts.operations import SHORTEST_PASSWORD, add_user
from app.cli.actor import actor
from app.cli.plain import Noun, Sorry
from app.clock import now
from app.extensions import db
from surveys.queries.programme import board_by_key

email_option = click.option("--email", required=True, help="What the person signs in with.")
name_option = click.option("--name", required=True)


@click.group("users", cls=Noun)
def group() -> None:
    """Who may sign in. The password is asked for, or read as one line from standard input."""


@group.command("create-admin")
@email_option
@name_option
def create_admin(email: str, name: str) -> None:
    """Add an administrator."""
    _add(email, name, Role.ADMINISTRATOR, None)


@group.command()
@email_option
@name_option
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--board", "board_key", metavar="KEY", help="All Boards of the partnership when not given.")
def add(email: str, name: str, role: str, board_key: str | None) -> None:
    """Add somebody with one role."""
    _add(email, name, Role(role), board_key)


def _add(email: str, name: str, role: Role, board_key: str | None) -> None:
    board = board_by_key(db.session, board_key) if board_key else None
    # The database is let go while somebody types.
    db.session.rollback()
    user = add_user(
        db.session,
        email=email,
        name=name,
        role=role,
        board=board,
        password=_password(),
        by=actor(),
        now=now(),
    )
    db.session.commit()
    click.echo(f"{user.email} can sign in.")


def _password() -> str:
    if sys.stdin.isatty():
        words = f"Password, at least {SHORTEST_PASSWORD} characters"
        return str(click.prompt(words, hide_input=True, confirmation_prompt=True))
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise Sorry("There is no password on standard input.")
    return password

"""``users``: the accounts of staff. Respondents have none."""

from __future__ import annotations

import sys

import click

from app.access import Role
from app.accounts.operations import (
    SHORTEST_PASSWORD,
    add_user,
    close_account,
    reopen_account,
    set_password,
    set_roles,
)
from app.cli.actor import actor
from app.cli.plain import Noun, Sorry
from app.clock import now
from app.extensions import db
from app.staff.queries import account
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


@group.command("set-password")
@email_option
def new_password(email: str) -> None:
    """Give somebody a new password, as when they forgot theirs. They are signed out everywhere."""
    account(db.session, email)
    # The database is let go while somebody types.
    db.session.rollback()
    password = _password()
    set_password(db.session, account(db.session, email), password, by=actor(), now=now())
    db.session.commit()
    click.echo("The password is set.")


@group.command("set-roles")
@email_option
@click.option(
    "--role", "roles", required=True, multiple=True, type=click.Choice([role.value for role in Role])
)
def new_roles(email: str, roles: tuple[str, ...]) -> None:
    """Give somebody these roles, one --role for each, and no others. They are signed out everywhere."""
    set_roles(db.session, account(db.session, email), [Role(role) for role in roles], by=actor(), now=now())
    db.session.commit()
    click.echo("The roles are set.")


@group.command()
@email_option
def close(email: str) -> None:
    """Let somebody sign in no more. What they did stays on record."""
    close_account(db.session, account(db.session, email), by=actor(), now=now())
    db.session.commit()
    click.echo("The account is closed.")


@group.command()
@email_option
def reopen(email: str) -> None:
    """Let somebody sign in again whose account was closed."""
    reopen_account(db.session, account(db.session, email), by=actor(), now=now())
    db.session.commit()
    click.echo("The account is open again.")


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

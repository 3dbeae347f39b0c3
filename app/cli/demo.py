"""``demo``: the invented partnership."""

from __future__ import annotations

from collections.abc import Callable

import click
from flask import current_app
from tqdm import tqdm

from app.cli.plain import Noun
from app.clock import now
from app.demo import loading, staff

PEOPLE = 140


@click.group("demo", cls=Noun)
def group() -> None:
    """Soar Valley: an invented partnership to try everything on."""


@group.command()
@click.option(
    "--people", default=PEOPLE, show_default=True, type=click.IntRange(loading.FEWEST, loading.MOST)
)
@click.option(
    "--seed", default=2, show_default=True, help="The same seed at the same time gives the same record."
)
@click.option("--if-empty", is_flag=True, help="Do nothing when there is a partnership already.")
def load(people: int, seed: int, if_empty: bool) -> None:
    """Load the demo partnership into an empty database, by living through its past: nothing in it is made up but
    the people. Refused where mail is really sent.
    """
    if if_empty and loading.is_there():
        loading.refuse_half_a_demo()
        return
    with tqdm(desc="Soar Valley", unit="day", dynamic_ncols=True, disable=None) as bar:

        def watch(days: int) -> Callable[[], object]:
            click.echo(f"Loading the demo partnership with {people:,} people.")
            bar.reset(total=days)
            return lambda: bar.update()

        loading.load_demo(people=people, seed=seed, now=now(), watch=watch)
    # Whoever loads it in a script, such as bin/start, tells the sign-ins when all is up.
    click.echo("The demo partnership is loaded." if if_empty else sign_in_words())


@group.command("sign-ins")
def sign_ins() -> None:
    """Who can sign in to the demo, and with which password. Says nothing where there is no demo."""
    if words := sign_in_words():
        click.echo(words)


def sign_in_words() -> str:
    """The demo's accounts in words; empty when there are none or their password was changed."""
    password = staff.current_password()
    if password is None:
        return ""
    width = max(len(user.address) for user in staff.USERS)
    lines = [f"  {user.address:{width}}  {user.words}" for user in staff.USERS]
    address = f"{current_app.config['BASE_URL']}/sign-in"
    return "\n".join([f"Sign in at {address} with the password {password} as", *lines])

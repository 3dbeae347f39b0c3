"""What can be wrong with an installation, looked at one thing after the other."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.demo.staff import USERS
from app.extensions import db
from app.mail.smtp import Unreachable, VerifiedConnection
from app.pdf.press import PressUnavailable, press
from app.staff.queries import users
from surveys.queries.durability import NEEDED, not_durable, schema_revisions

SHORTEST_KEY = 32
OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO
PASSED_BY_OTHERS = stat.S_IXGRP | stat.S_IXOTH


@dataclass(frozen=True)
class Checked:
    """``says`` is one sentence on what was found, ``mend`` what to do about it; empty when all is well."""

    name: str
    says: str
    mend: str = ""

    @property
    def ok(self) -> bool:
        return not self.mend


def checks() -> Iterator[Checked]:
    """Each check in turn. Those of the database stop at the first that fails: the others rest on it."""
    yield from _settings()
    for check in (_database, _migrations, _durability, _accounts):
        found = _asking_the_database(check)
        yield found
        if not found.ok:
            break
    db.session.rollback()
    yield _mail()
    yield from _keys()
    yield _reports()


def _settings() -> Iterator[Checked]:
    """That each setting can be read was seen to when the program started."""
    base_url = current_app.config["BASE_URL"]
    if base_url.startswith("http:") and not _is_this_machine(urlsplit(base_url).hostname or ""):
        yield Checked(
            "settings",
            f"Personal links go out as {base_url}, which others can read on their way.",
            "Put an encrypting web server in front and set FOURSTEPS_BASE_URL to its https:// address.",
        )
    else:
        yield Checked("settings", f"All can be read; links go out as {base_url}.")


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _asking_the_database(check: Callable[[], Checked]) -> Checked:
    try:
        return check()
    except SQLAlchemyError as error:
        db.session.rollback()
        said = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()[0]
        return Checked(
            check.__name__.strip("_"),
            f"The database says: {said.rstrip('.')}.",
            "Start the database, mend DATABASE_URL, or run “flask --app wsgi db upgrade”.",
        )


def _database() -> Checked:
    url = db.engine.url
    db.session.connection()
    return Checked("database", f"{url.render_as_string()} can be reached.")


def _migrations() -> Checked:
    config = current_app.extensions["migrate"].migrate.get_config()
    wanted = frozenset(ScriptDirectory.from_config(config).get_heads())
    found = schema_revisions(db.session)
    if found != wanted:
        return Checked(
            "migrations",
            f"The database stands at {_listed(found)}, the program needs {_listed(wanted)}.",
            "Run “flask --app wsgi db upgrade”.",
        )
    return Checked("migrations", f"The database is up to date ({_listed(found)}).")


def _durability() -> Checked:
    wrong = not_durable(db.session)
    if not wrong:
        return Checked("durability", "What was acknowledged is on disk.")
    needed = NEEDED[db.engine.dialect.name]
    return Checked(
        "durability",
        f"Acknowledged answers could be lost: {_listed(f'{name} is {value}' for name, value in wrong.items())}.",
        f"Set {_listed(f'{name} to {needed[name][0]}' for name in wrong)} where the database is configured.",
    )


def _accounts() -> Checked:
    """Demo accounts have a password that was printed, so they have no place where people are really written to."""
    active = {user.email for user in users(db.session, boards=None) if user.active}
    demo = active & {user.address for user in USERS}
    if demo and current_app.config["MAIL_MODE"] != "capture":
        return Checked("accounts", "Accounts of the demo are open.", "Start with a database of your own.")
    if not active:
        return Checked("accounts", "Nobody can sign in.", "Run “flask --app wsgi users create-admin”.")
    return Checked("accounts", f"{len(active)} people can sign in.")


def _mail() -> Checked:
    config = current_app.config
    if config["MAIL_MODE"] == "capture":
        return Checked("mail", "Mail is kept and not sent (MAIL_MODE is capture).")
    server = f"{config['MAIL_SERVER']} port {config['MAIL_PORT']}"
    connection = VerifiedConnection(current_app.extensions["mail"])
    try:
        connection.host = connection.configure_host()
    except Unreachable as error:
        return Checked("mail", f"{server}: {error}", "Mend the FOURSTEPS_SMTP_ settings, or the mail server.")
    finally:
        connection.hang_up()
    return Checked("mail", f"{server} takes our mail.")


def _keys() -> Iterator[Checked]:
    short = sum(len(key) < SHORTEST_KEY for key in current_app.config["SIGNING_KEYS"])
    if short:
        yield Checked(
            "keys",
            f"{short} signing keys have fewer than {SHORTEST_KEY} characters.",
            "Put a longer key on top of the signing keys, and take the short ones away when their links are over.",
        )
    open_files = sorted(_files_open_to_others(Path(current_app.config["INSTANCE"])))
    if open_files:
        yield Checked(
            "keys", f"Others may read {_listed(open_files)} in the instance folder.", "Run chmod 600 on them."
        )
    if not short and not open_files:
        yield Checked("keys", "Personal links are signed, and nobody else can read the secrets.")


def _files_open_to_others(instance: Path) -> Iterator[str]:
    """Files that other accounts of the machine may read; none in a folder that is closed to them."""
    if not instance.is_dir() or not instance.stat().st_mode & PASSED_BY_OTHERS:
        return
    for name in ("signing-keys", "password-salt", "settings.env", "foursteps.sqlite"):
        path = instance / name
        if path.exists() and path.stat().st_mode & OPEN_TO_OTHERS:
            yield name


def _reports() -> Checked:
    try:
        press(
            "<!DOCTYPE html><html lang='en'><head><title>Check</title></head><body><p>Check</p></body></html>",
            "",
        )
    except PressUnavailable as error:
        says, _, mend = str(error).partition(". ")
        return Checked("reports", f"{says}.", mend)
    return Checked("reports", "PDF reports can be made.")


def _listed(things: Iterator[str] | frozenset[str] | list[str]) -> str:
    return ", ".join(sorted(things)) or "nothing"

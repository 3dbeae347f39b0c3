"""The operator's commands, ``flask --app wsgi NOUN VERB``: one module for each noun; ``versions`` has more of those
on banks.

Where a machine may read the answer there is ``--json``. What cannot be done is said in one sentence on standard
error, with exit status 2.
"""

from __future__ import annotations

from flask import Flask

from app.cli import (
    banks,
    boards,
    bookings,
    check,
    courses,
    demo,
    events,
    findings,
    links,
    mail,
    report,
    users,
    waves,
    work,
)
from app.cli import (
    versions as versions,
)

NOUNS = tuple(
    noun.group
    for noun in (banks, boards, bookings, courses, demo, events, findings, links, mail, report, users, waves)
)


def init_cli(app: Flask) -> None:
    """Give the app its commands."""
    for command in (*NOUNS, check.check, work.work):
        app.cli.add_command(command)

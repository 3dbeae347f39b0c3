"""The operator's commands, ``flask --app wsgi NOUN VERB``: one module for each noun.

Where a machine may read the answer there is ``--json``. What cannot be done is said in one sentence on standard
error, with exit status 2.
"""

from __future__ import annotations

from flask import Flask

from app.cli.banks import group as banks
from app.cli.boards import group as boards
from app.cli.bookings import group as bookings
from app.cli.check import check
from app.cli.courses import group as courses
from app.cli.demo import group as demo
from app.cli.events import group as events
from app.cli.findings import group as findings
from app.cli.links import group as links
from app.cli.mail import group as mail
from app.cli.report import group as report
from app.cli.users import group as users
from app.cli.waves import group as waves
from app.cli.work import work

NOUNS = (banks, boards, bookings, courses, demo, events, findings, links, mail, report, users, waves)


def init_cli(app: Flask) -> None:
    """Give the app its commands."""
    for command in (*NOUNS, check, work):
        app.cli.add_command(command)

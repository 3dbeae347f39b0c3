"""The product for gunicorn, made to be killed outright at a moment that a test names. See ``test_crash.py``.

The file ``die`` in the instance folder names the moment. Whoever reads it there takes it away and dies, so that
the next process lives.
"""

from __future__ import annotations

import os
import signal
from itertools import count

from flask import request
from sqlalchemy import event

from app import create_app
from app.extensions import db
from tests.respondents import NOW

app = create_app()
app.config["CLOCK"] = lambda: NOW
ORDER = app.config["INSTANCE"] / "die"
sent = count(1)


def die_if_told(moment: str, kill=lambda: os.kill(os.getpid(), signal.SIGKILL)) -> None:
    if ORDER.exists() and ORDER.read_text(encoding="utf-8") == moment:
        ORDER.unlink()
        kill()


def kill_everything() -> None:
    """The whole group: every worker and the process that would start another."""
    os.killpg(0, signal.SIGKILL)


with app.app_context():
    # Everything has been said to the database here, and nothing is promised yet.
    event.listen(db.session, "before_commit", lambda session: die_if_told("before the commit"))
    event.listen(db.session, "after_commit", lambda session: die_if_told("after the commit"))


@app.after_request
def _answer_is_ready(response):
    if request.method == "POST":
        die_if_told("before the reply")
    if request.endpoint == "respond.send" and next(sent) == 10:
        die_if_told("with everything, at the tenth reply", kill_everything)
    return response


def application(environ, start_response):
    answer = b"".join(app(environ, start_response))
    if environ["REQUEST_METHOD"] == "POST":
        die_if_told("with the reply in hand")
    return [answer]

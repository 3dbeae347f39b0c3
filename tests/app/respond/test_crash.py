"""kill -9 of a real web server while answers are sent: whole or not there, and the retry gets the same page.

The oracle is what the client was told: whoever read "Thank you" is on record exactly once.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from app import create_app
from app.extensions import db
from surveys.models import Activity, Answer, Invitation, Response
from tests.respondents import NOW, RIGHT, Invite, hidden_fields

ROOT = Path(__file__).parents[3]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ANSWERS = 5
PATIENCE = 30
"""Seconds in which a killed server must be back."""


class LineDropped(Exception):
    """The client did not get a whole answer."""


class Server:
    """A gunicorn of its own, two workers on a free loopback port, with the settings of ``app``."""

    def __init__(self, environ: dict[str, str], port: int, log: Path) -> None:
        self.environ, self.port, self.log = environ, port, log

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "tests.app.respond.dying:application"]
        options = ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--worker-class", "gthread"]
        options += ["--threads", "4", "--no-control-socket", "--log-level", "warning"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command + options,
                cwd=ROOT,
                env={**os.environ, **self.environ},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                self.ask("GET", "/s/nobody")
                return
            except LineDropped:
                time.sleep(0.05)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def kill(self) -> None:
        """Every process at once, those that are left."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(self, method: str, path: str, form: dict | None = None) -> tuple[int, bytes]:
        """Status and body. Raises ``LineDropped``."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            body = urlencode(form, doseq=True) if form is not None else None
            line.request(method, path, body, FORM if form is not None else {})
            answer = line.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as dropped:
            raise LineDropped from dropped
        finally:
            line.close()

    def form_of(self, link: str) -> dict[str, str]:
        """What the form to send the answers carries."""
        status, page = self.ask("GET", f"{link}/check")
        assert status == 200
        return hidden_fields(page.decode())

    def answer_all(self, link: str) -> None:
        for number in (1, 2):
            assert self.ask("POST", f"{link}/page/{number}", RIGHT)[0] == 303


@pytest.fixture
def environ(tmp_path, empty_database_url):
    return {"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": empty_database_url}


@pytest.fixture
def site(environ):
    """The product in this process, to make and to look at the record that the server works on."""
    app = create_app(environ)
    app.config["CLOCK"] = lambda: NOW
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def server(site, environ, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Server(environ, port, tmp_path / "gunicorn.log")
    made.start()
    yield made
    made.kill()


@pytest.fixture
def die(tmp_path):
    """``die("before the commit")`` for the process that comes to that moment first."""
    return lambda moment: (tmp_path / "die").write_text(moment, encoding="utf-8")


@pytest.fixture
def on_record(site):
    """For every invitation: whether it is used, whether it has a response, its answers, its rows in the trail."""

    def look():
        answers = select(func.count()).where(Answer.response_id == Invitation.id).scalar_subquery()
        trail = (
            select(func.count())
            .where(Activity.verb == "submit-response", Activity.subject_id == Invitation.id)
            .scalar_subquery()
        )
        wanted = select(
            Invitation.id,
            Invitation.submitted_at.is_not(None),
            Invitation.draft.is_not(None),
            Response.invitation_id.is_not(None),
            answers,
            trail,
        ).outerjoin(Response, Response.invitation_id == Invitation.id)
        wanted = wanted.order_by(Invitation.id)
        with site.app_context():
            return {row[0]: tuple(row[1:]) for row in db.session.execute(wanted)}

    return look


NOTHING = (False, True, False, 0, 0)
WHOLE = (True, False, True, ANSWERS, 1)


@pytest.mark.parametrize(
    ("moment", "left_behind"),
    [
        ("before the commit", NOTHING),
        ("after the commit", WHOLE),
        ("before the reply", WHOLE),
        ("with the reply in hand", WHOLE),
    ],
)
def test_a_process_killed_while_it_answers_leaves_all_or_nothing_and_the_retry_gets_the_same_page(
    server, site, die, on_record, moment, left_behind
):
    invite = Invite(site)
    link, undisturbed = invite.delegate_pre(), invite.delegate_pre()
    for one in (link, undisturbed):
        server.answer_all(one)
    first, second = on_record()
    form = server.form_of(link)
    status, thanks = server.ask("POST", f"{undisturbed}/check", server.form_of(undisturbed))
    assert (status, b"Thank you" in thanks) == (200, True)

    die(moment)
    with pytest.raises(LineDropped):
        server.ask("POST", f"{link}/check", form)
    assert on_record() == {first: left_behind, second: WHOLE}

    server.wait_until_it_answers()
    assert server.ask("POST", f"{link}/check", form) == (200, thanks)
    assert on_record() == {first: WHOLE, second: WHOLE}
    assert server.ask("POST", f"{link}/check", form) == (200, thanks)
    assert on_record() == {first: WHOLE, second: WHOLE}


def test_a_process_killed_while_it_saves_a_page_leaves_the_draft_before_it(server, site, die, on_record):
    link = Invite(site).delegate_pre()
    server.answer_all(link)
    die("before the commit")
    with pytest.raises(LineDropped):
        server.ask("POST", f"{link}/page/1", {**RIGHT, "neglect.first-step": "b"})
    with site.app_context():
        [draft] = db.session.scalars(select(Invitation.draft))
    assert draft["neglect.first-step"] == ["a"]


def test_a_whole_server_killed_under_load_keeps_whatever_it_has_acknowledged(server, site, die, on_record):
    invite = Invite(site)
    links = [invite.delegate_pre() for _ in range(50)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(server.answer_all, links))
    ids = dict(zip(links, sorted(on_record()), strict=True))
    forms = {link: server.form_of(link) for link in links}
    told = []

    def send(link):
        with suppress(LineDropped):
            status, page = server.ask("POST", f"{link}/check", forms[link])
            if status == 200 and b"Thank you" in page:
                told.append(link)

    die("with everything, at the tenth reply")
    with ThreadPoolExecutor(len(links)) as pool:
        list(pool.map(send, links))
    assert 0 < len(told) < len(links), "the server was killed in the middle"

    server.process.wait(PATIENCE)
    server.start()
    after = on_record()
    assert {after[ids[link]] for link in told} == {WHOLE}
    assert set(after.values()) == {WHOLE, NOTHING}
    pages = {server.ask("POST", f"{link}/check", forms[link]) for link in links}
    assert [status for status, page in pages] == [200]
    assert set(on_record().values()) == {WHOLE}

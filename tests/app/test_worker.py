"""The worker: does what is due, waits for a database that is away, and ends quickly when it is told to."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app import create_app, worker
from app.extensions import db
from surveys.enums import TimePoint
from surveys.errors import SurveyError
from surveys.models import CapturedMail, Wave
from tests.app.mail.relay import Relay
from tests.partnership import PRE_OPENS, STARTS, Partnership, address, days

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environ(tmp_path, empty_database_url):
    return {"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": empty_database_url}


@pytest.fixture
def site(environ):
    app = create_app(environ)
    app.config["CLOCK"] = lambda: PRE_OPENS
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def partnership(site):
    return Partnership(db.session)


def once(now, site):
    site.config["CLOCK"] = lambda: now
    worker.work_once("worker-1", Event())


def captured():
    return [(row.recipient, row.captured_at) for row in db.session.scalars(select(CapturedMail))]


def test_a_look_opens_what_is_due_and_sends_its_mail(site, partnership):
    partnership.book(partnership.event(), "Asha")
    once(PRE_OPENS - days(1), site)
    assert captured() == []
    once(PRE_OPENS, site)
    once(PRE_OPENS, site)
    assert captured() == [(address("Asha"), PRE_OPENS)]


class AfterLooks:
    """Says stop after so many looks, and remembers how long each pause was to be."""

    def __init__(self, looks):
        self.looks, self.pauses = looks, []

    def is_set(self):
        return len(self.pauses) >= self.looks

    def wait(self, timeout):
        self.pauses.append(timeout)


def test_it_goes_on_until_it_is_told_to_stop(site, partnership):
    partnership.book(partnership.event(), "Asha")
    stop = AfterLooks(3)
    worker.work(stop, pause=7)
    assert stop.pauses == [7, 7, 7]
    assert captured() == [(address("Asha"), PRE_OPENS)]


def test_a_wave_that_cannot_be_run_holds_up_no_other_and_no_mail(site, partnership, monkeypatch, caplog):
    for key in ("first", "second"):
        partnership.book(partnership.event(key), "Asha")
    run, broken = worker.run, iter([RuntimeError("a mistake of ours")])

    def fail_once(*given, **named):
        for error in broken:
            raise error
        return run(*given, **named)

    monkeypatch.setattr(worker, "run", fail_once)
    once(PRE_OPENS, site)
    assert len(captured()) == 1
    assert "first, pre could not be run and will be tried again" in caplog.text
    once(PRE_OPENS, site)
    assert len(captured()) == 2


def test_what_the_record_refuses_is_said_once(site, partnership, monkeypatch, caplog):
    partnership.book(partnership.event("refused"), "Asha")

    def refuse(*given, **named):
        raise SurveyError("There is nothing to ask.")

    monkeypatch.setattr(worker, "run", refuse)
    monkeypatch.setattr(worker, "_said", set())
    with caplog.at_level(logging.WARNING):
        once(PRE_OPENS, site)
        once(PRE_OPENS, site)
    assert caplog.messages == ["refused, pre: There is nothing to ask."]


@pytest.mark.parametrize("broken", ["due", "send_due"])
def test_a_database_that_is_away_is_waited_for(site, partnership, monkeypatch, caplog, broken):
    partnership.book(partnership.event(), "Asha")
    with monkeypatch.context() as away:

        def fail(*given, **named):
            raise OperationalError("SELECT", {}, Exception("the database is away"))

        away.setattr(worker, broken, fail)
        once(PRE_OPENS, site)
    assert "the worker will try again" in caplog.text
    assert captured() == []
    once(PRE_OPENS, site)
    assert captured() == [(address("Asha"), PRE_OPENS)]


def test_three_days_down_are_caught_up_with_once_and_what_is_too_old_is_left(site, partnership):
    """One course is still to come; the other came and went meanwhile, so only what comes after it is asked."""
    coming, gone = partnership.event("coming"), partnership.event("gone", starts_at=STARTS - days(5))
    for event in (coming, gone):
        partnership.book(event, "Asha")
    now = PRE_OPENS + days(3)
    once(now, site)
    once(now, site)
    assert captured() == [(address("Asha"), now)] * 2
    opened = db.session.scalars(select(Wave).where(Wave.opened_at.is_not(None)))
    assert {(wave.event.key, wave.point) for wave in opened} == {
        ("coming", TimePoint.PRE),
        ("gone", TimePoint.POST),
    }


def test_two_workers_at_once_open_a_wave_once_and_write_to_each_person_once(site, partnership, environ):
    event = partnership.event()
    names = [f"P{number}" for number in range(30)]
    for name in names:
        partnership.book(event, name)
    db.session.rollback()
    workers = [start(environ, "pass") for _ in range(3)]
    assert [one.wait(60) for one in workers] == [0, 0, 0]
    assert sorted(who for who, _ in captured()) == sorted(address(name) for name in names)


SCRIPT = """
import sys
from datetime import datetime
from app import create_app, worker
app = create_app()
app.config["CLOCK"] = lambda: datetime.fromisoformat(sys.argv[1])
with app.app_context():
    {how}
"""
HOW = {
    "pass": "worker.work_once(worker.worker_name(), __import__('threading').Event())",
    "for ever": "worker.work(pause=0.2)",
}


def start(environ, how):
    """A worker in a process of its own."""
    command = [sys.executable, "-c", SCRIPT.format(how=HOW[how]), PRE_OPENS.isoformat()]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environ}, stderr=subprocess.PIPE)


def until(condition):
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_quickly_and_well_when_it_is_told_to(site, partnership, environ, number):
    partnership.book(partnership.event(), "Asha")
    db.session.rollback()
    process = start(environ, "for ever")
    until(sees_mail)
    process.send_signal(number)
    began = time.monotonic()
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, b"")
    assert time.monotonic() - began < 5


def sees_mail():
    found = captured()
    # What this process has read would keep the worker from writing.
    db.session.rollback()
    return found != []


def test_it_ends_quickly_although_the_mail_server_does_not_answer(site, partnership, environ):
    relay = Relay()
    relay.start()
    relay.answers[address("Asha")] = [("stall",)]
    partnership.book(partnership.event(), "Asha")
    db.session.rollback()
    smtp = {
        "MAIL_MODE": "smtp",
        "FOURSTEPS_SMTP_HOST": relay.hostname,
        "FOURSTEPS_SMTP_PORT": str(relay.port),
        "FOURSTEPS_SMTP_SECURITY": "none",
        "FOURSTEPS_MAIL_FROM": "training@soar-valley.org.uk",
    }
    process = start({**environ, **smtp}, "for ever")
    try:
        until(lambda: relay.received)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        process.communicate(timeout=30)
        assert process.returncode == 0
        assert time.monotonic() - began < 5
    finally:
        process.kill()
        relay.stop()

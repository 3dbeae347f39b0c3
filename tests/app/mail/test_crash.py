"""kill -9 of the process that sends, at each moment: nothing is lost, and what was settled is never sent again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.extensions import db
from app.mail import Sent
from surveys.operations.messages import LEASE
from tests.app.mail.conftest import smtp_environ
from tests.partnership import (
    MINUTE,
    PRE_OPENS,
    address,
)

ROOT = Path(__file__).parents[3]
NOW = PRE_OPENS
NAMES = ("Asha", "Bo", "Caz")
SENT = ("sent", "")


@pytest.fixture
def start(site, relay, tmp_path, empty_database_url):
    """``start(moment)``: another process sends, and dies at the moment."""
    running = []

    def run(moment="never"):
        environ = {"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": empty_database_url}
        command = [sys.executable, "-m", "tests.app.mail.dying", moment, NOW.isoformat()]
        # What this process has read would keep the other from writing.
        db.session.rollback()
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environ, **smtp_environ(relay)})
        running.append(process)
        return process

    yield run
    for process in running:
        process.kill()
        process.wait()


def survivor_sends(send):
    """What the next worker sends: nothing while the dead one's lease lasts, all that is left once it is over."""
    assert send(NOW + LEASE - MINUTE) == Sent()
    return send(NOW + LEASE + MINUTE)


@pytest.mark.parametrize(
    ("moment", "came_before", "came_twice"),
    [
        ("before the letter", [], []),
        ("after the reply", ["Asha"], ["Asha"]),
        ("before the commit", ["Asha"], ["Asha"]),
    ],
)
def test_a_worker_killed_under_way_loses_nothing(
    invite, start, send, relay, fates, moment, came_before, came_twice
):
    """Between the reply and the commit nobody but the mail server knows: that letter comes twice, as the same one."""
    invite(*NAMES)
    assert start(moment).wait(60) == -signal.SIGKILL
    assert relay.accepted() == [address(name) for name in came_before]
    assert survivor_sends(send) == Sent(sent=3)
    assert fates() == {name.lower(): SENT for name in NAMES}
    came = Counter(relay.accepted())
    assert came == {address(name): 1 + (name in came_twice) for name in NAMES}
    assert len({one.mail["Message-ID"] for one in relay.received}) == len(NAMES)


def test_a_worker_killed_with_its_claim_uncommitted_holds_nobody_up(invite, start, send, relay):
    invite(*NAMES)
    assert start("with the claim").wait(60) == -signal.SIGKILL
    assert send() == Sent(sent=3)
    assert sorted(relay.accepted()) == sorted(address(name) for name in NAMES)


def test_a_worker_killed_before_the_servers_reply_sends_the_settled_ones_never_again(
    invite, start, send, relay, fates
):
    invite(*NAMES)
    relay.answers[address("Bo")] = [("call", lambda: os.kill(process.pid, signal.SIGKILL))]
    process = start()
    assert process.wait(60) == -signal.SIGKILL
    assert fates()["asha"] == SENT
    assert survivor_sends(send) == Sent(sent=2)
    assert Counter(relay.accepted()) == {address("Asha"): 1, address("Bo"): 2, address("Caz"): 1}
    assert fates() == {name.lower(): SENT for name in NAMES}


def test_two_workers_at_once_send_each_letter_once(invite, start, relay, fates):
    names = [f"P{number}" for number in range(80)]
    invite(*names)
    workers = [start(), start()]
    assert [worker.wait(60) for worker in workers] == [0, 0]
    assert sorted(relay.accepted()) == sorted(address(name) for name in names)
    assert set(fates().values()) == {SENT}

"""The operator's commands on the site, and a small partnership to use them on."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from app.extensions import db
from tests.partnership import Partnership


@dataclass
class Answer:
    """What a command gave: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def run(site):
    """``run("events", "list", "--json")``, with what is typed as ``typed``."""

    def _run(*words, typed=None):
        result = site.test_cli_runner().invoke(
            args=[str(word) for word in words], input=typed, catch_exceptions=False
        )
        return Answer(result.exit_code, result.stdout, result.stderr)

    return _run


@pytest.fixture
def partnership(site):
    """A Board, a course and one event of it, "neglect-1", on 10 March 2027."""
    with site.app_context():
        made = Partnership(db.session)
        made.event("neglect-1")
        made.session.remove()


def refused(answer):
    """The one sentence with which a command declined; fails when it said anything else, or more."""
    assert (answer.status, answer.out) == (2, "")
    assert "Traceback" not in answer.err
    lines = answer.err.splitlines()
    assert len(lines) == 1
    assert lines[0].endswith((".", "?"))
    return lines[0]

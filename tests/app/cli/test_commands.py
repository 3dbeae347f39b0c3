"""All commands: the names that people rely on, and how each of them declines."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import create_app
from app.cli import NOUNS
from app.cli.plain import NO_TABLES
from tests.app.cli.conftest import refused

ROOT = Path(__file__).parents[3]


def test_the_names_that_are_relied_on(site):
    commands = {noun.name: set(noun.commands) for noun in NOUNS}
    assert commands == {
        "banks": {"convert", "drafts", "publish", "remark"},
        "boards": {"add"},
        "bookings": {"import"},
        "courses": {"add"},
        "demo": {"load", "sign-ins"},
        "events": {"add", "list"},
        "findings": {"event"},
        "links": {"list"},
        "mail": {"send"},
        "report": {"event"},
        "users": {"add", "close", "create-admin", "reopen", "set-password", "set-roles"},
        "waves": {"run"},
    }
    assert set(commands) | {"check", "work", "db", "run", "shell", "routes"} <= set(site.cli.commands) | {
        "run", "shell", "routes"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("events", "add"), "Missing option '--course'."),
        (("events", "sing"), "No such command 'sing'."),
        (("events", "list", "--loud"), "No such option '--loud'."),
        (("bookings", "import"), "Missing argument 'FILE'."),
        (("waves", "run", "--now", "soon"), "is not an ISO date and time such as 2026-10-06T09:30."),
        (("mail", "send", "--now", "2027-13-01"), "is not an ISO date and time such as 2026-10-06T09:30."),
        (("links", "list", "--event", "x", "--point", "noon"), "'noon' is not one of"),
        (("findings", "event", "nowhere"), "There is no such event."),
        (("findings", "event", "caf\udce9"), "Some of what was typed is not UTF-8 text"),
        (("report", "event", "nowhere", "--out", "x.pdf"), "There is no such event."),
        (("links", "list", "--event", "nowhere", "--point", "pre"), "There is no such event."),
        (("demo", "load", "--people", "3"), "3 is not in the range"),
        (("check", "--loud"), "No such option '--loud'."),
    ],
)  # fmt: skip
def test_a_wrong_call_is_one_sentence(run, words, sentence):
    assert sentence in refused(run(*words))


@pytest.mark.parametrize("words", [("events", "list"), ("waves", "run"), ("demo", "load"), ("mail", "send")])
def test_a_database_without_tables_is_one_sentence(empty_database_url, tmp_path, words):
    app = create_app({"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": empty_database_url})
    result = app.test_cli_runner().invoke(args=words)
    assert (result.exit_code, result.stderr.splitlines()) == (2, [NO_TABLES])


def test_a_database_that_is_away_is_one_sentence(tmp_path):
    app = create_app(
        {"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    )
    result = app.test_cli_runner().invoke(args=["events", "list"])
    assert result.exit_code == 2
    assert [line[:32] for line in result.stderr.splitlines()] == ["The database cannot be used: con"]


def flask(*words, **environment):
    """As an operator types it."""
    known = {
        name: value for name, value in os.environ.items() if not name.startswith(("FOURSTEPS_", "DATABASE_"))
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    return subprocess.run(
        command, cwd=ROOT, env={**known, **environment}, capture_output=True, text=True, check=False
    )


def test_from_the_shell_a_wrong_call_is_one_sentence_too(tmp_path):
    gave = flask("events", "add", FOURSTEPS_INSTANCE=str(tmp_path))
    assert (gave.returncode, gave.stdout, gave.stderr) == (2, "", "Missing option '--course'.\n")


def test_from_the_shell_a_wrong_setting_is_named(tmp_path):
    gave = flask("check", FOURSTEPS_INSTANCE=str(tmp_path), MAIL_MODE="pigeon")
    assert (gave.returncode, gave.stdout, gave.stderr) == (
        2, "", "foursteps: MAIL_MODE must be one of capture, smtp.\n",
    )  # fmt: skip

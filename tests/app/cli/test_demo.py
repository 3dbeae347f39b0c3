"""``demo``: loaded once, into an empty database, and never where people are really written to."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.demo.partnership import BOARDS
from app.extensions import db
from surveys.models import Event
from surveys.operations.programme import add_board
from tests.app.cli.conftest import refused
from tests.partnership import MADE, WHO

SMALLEST = ("demo", "load", "--people", "14")


def events(site):
    with site.app_context():
        return db.session.scalar(select(func.count()).select_from(Event))


def test_it_is_loaded_and_says_who_can_sign_in(run, site):
    answer = run(*SMALLEST)
    assert (answer.status, events(site)) == (0, 7)
    first, second, *people = answer.out.splitlines()
    assert first == "Loading the demo partnership with 14 people."
    assert second.startswith("Sign in at http://localhost/sign-in with the password ")
    assert people[0].split() == ["officer.city@soar-valley.example", "Officer,", *BOARDS[0].name.split()]
    assert run("demo", "sign-ins").out.splitlines() == [second, *people]
    assert (run(*SMALLEST, "--if-empty").out, events(site)) == ("", 7)
    assert refused(run(*SMALLEST)) == "The demo needs an empty database, and this one holds a partnership."


def test_a_script_is_told_only_that_it_is_there(run, monkeypatch):
    monkeypatch.setattr("app.demo.loading.issue_reports", lambda events, now: None)
    assert run(*SMALLEST, "--if-empty").out.splitlines() == [
        "Loading the demo partnership with 14 people.",
        "The demo partnership is loaded.",
    ]


def test_a_partnership_that_is_there_is_left_alone(run, site, partnership):
    answer = run(*SMALLEST, "--if-empty")
    assert (answer.status, answer.out, answer.err, events(site)) == (0, "", "", 1)


def test_without_the_demo_there_are_no_sign_ins_to_tell(run):
    answer = run("demo", "sign-ins")
    assert (answer.status, answer.out, answer.err) == (0, "", "")


def test_a_demo_that_was_interrupted_is_not_taken_for_whole(run, site):
    with site.app_context():
        for board in BOARDS:
            add_board(db.session, key=board.key, name=board.name, by=WHO, now=MADE)
        db.session.commit()
    said = refused(run(*SMALLEST, "--if-empty"))
    assert said == "Loading the demo was interrupted: delete the database and start again."


def test_it_is_not_loaded_where_mail_is_really_sent(run, site, monkeypatch):
    monkeypatch.setitem(site.config, "MAIL_MODE", "smtp")
    assert "set MAIL_MODE to capture" in run(*SMALLEST).err.splitlines()[-1]
    assert events(site) == 0


@pytest.mark.parametrize("people", ["0", "13", "100001", "many"])
def test_how_many_people_there_can_be(run, people):
    refused(run("demo", "load", "--people", people))

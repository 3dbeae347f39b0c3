"""``waves run``, ``mail send`` and ``links list``: the calendar, the outbox and the links of a rehearsal."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.cli.actor import actor
from app.extensions import db
from surveys.errors import SurveyError
from surveys.models import Activity
from surveys.operations.programme import add_event
from surveys.operations.waves import run as do
from surveys.queries.events import event_by_key
from tests.app.cli.conftest import refused
from tests.partnership import MADE, WHO, Partnership

PRE_OPEN = "2027-03-03T09:00"
FIRST_REMINDER = "2027-03-06T09:00"


@pytest.fixture
def booked(site):
    """Asha and Ben are booked on neglect-1."""
    with site.app_context():
        made = Partnership(db.session)
        event = made.event("neglect-1")
        made.book(event, "Asha", manager="Mo")
        made.book(event, "Ben")
        db.session.remove()


pytestmark = pytest.mark.usefixtures("booked")


def test_what_is_due_is_done_once(run):
    done = run("waves", "run", "--now", PRE_OPEN, "--json").json
    assert done == {
        "now": "2027-03-03T09:00:00+00:00",
        "done": [{"event": "neglect-1", "point": "pre", "task": "open", "ordinal": 0, "people": 2}],
    }
    assert run("waves", "run", "--now", PRE_OPEN).out == "Nothing is due.\n"


def test_opening_reminding_and_closing_in_words(run):
    assert run("waves", "run", "--now", PRE_OPEN).out == "neglect-1, pre: opened, 2 people\n"
    run("mail", "send", "--now", PRE_OPEN)
    assert run("waves", "run", "--now", FIRST_REMINDER).out == "neglect-1, pre: reminded, 2 people\n"
    assert run("waves", "run", "--now", "2027-03-10T09:30").out == "neglect-1, pre: closed, 0 people\n"


def test_the_trail_names_who_ran_it(run, site):
    run("waves", "run", "--now", PRE_OPEN)
    with site.app_context():
        wanted = select(Activity.actor).where(Activity.verb == "open-wave")
        assert db.session.scalars(wanted).one() == actor()


def test_without_a_moment_it_is_the_present_one(run, clock):
    assert run("waves", "run", "--json").json["now"] == clock().isoformat()


def test_captured_mail_is_counted(run):
    run("waves", "run", "--now", PRE_OPEN)
    sent = run("mail", "send", "--now", PRE_OPEN, "--json").json
    assert sent == {"sent": 2, "failed": 0, "later": 0, "withdrawn": 0}
    assert (
        run("mail", "send", "--now", PRE_OPEN).out == "0 sent, 0 failed, 0 to be tried again, 0 not wanted.\n"
    )


def test_a_link_is_listed_once_it_was_sent_and_opens(run, client):
    run("waves", "run", "--now", PRE_OPEN)
    links = ("links", "list", "--event", "neglect-1", "--point", "pre")
    assert [row["link"] for row in run(*links, "--json").json] == [None, None]
    run("mail", "send", "--now", PRE_OPEN)
    asha, ben = run(*links, "--json").json
    assert (asha["name"], asha["audience"], asha["submitted_at"]) == ("Asha Hill", "delegate", None)
    assert client.get(asha["link"]).status_code == 200
    assert run(*links).out.splitlines() == [
        f"delegate  asha@soar.example  {asha['link']}",
        f"delegate  ben@soar.example  {ben['link']}",
    ]


class TestWhereMailIsReallySent:
    @pytest.fixture(autouse=True)
    def live(self, site, monkeypatch):
        monkeypatch.setitem(site.config, "MAIL_MODE", "smtp")

    def test_links_are_not_listed(self, run):
        said = refused(run("links", "list", "--event", "neglect-1", "--point", "pre", "--json"))
        assert said == "Links are listed only where mail is captured: each one is its owner's alone."

    def test_mail_is_not_sent_at_another_time(self, run):
        said = refused(run("mail", "send", "--now", PRE_OPEN))
        assert said == "Mail is really sent here, and it cannot be sent at another time than now."

    def test_waves_may_run_at_another_time_with_a_warning(self, run):
        answer = run("waves", "run", "--now", PRE_OPEN)
        assert (answer.status, answer.out) == (0, "neglect-1, pre: opened, 2 people\n")
        assert answer.err == "Mail is really sent here: what --now queues goes to real people.\n"


def test_a_task_that_is_refused_takes_no_other_with_it(run, site, monkeypatch):
    with site.app_context():
        event = event_by_key(db.session, "neglect-1")
        add_event(
            db.session,
            key="neglect-2",
            board=event.board,
            course=event.course,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            by=WHO,
            now=MADE,
        )
        db.session.commit()

    def refuse_the_first(session, task, *, by, now):
        if task.event_key == "neglect-1":
            raise SurveyError("It is too late.")
        return do(session, task, by=by, now=now)

    monkeypatch.setattr("app.cli.waves.run", refuse_the_first)
    answer = run("waves", "run", "--now", PRE_OPEN)
    assert (answer.status, answer.out, answer.err) == (
        2,
        "neglect-2, pre: opened, 0 people\n",
        "neglect-1, pre: It is too late.\n",
    )

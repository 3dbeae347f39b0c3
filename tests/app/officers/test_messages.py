"""What was sent to the people of an event and what became of it, in pages and by state."""

from __future__ import annotations

import pytest

from surveys.models import Message
from tests.app.officers.test_bookings import book_many
from tests.forms import links, page, rows, words
from tests.partnership import PRE_OPENS, address
from tests.strict_html import text_of


@pytest.fixture
def path(event, run_waves):
    run_waves(PRE_OPENS)
    return f"/events/{event.key}/messages"


def refuse_first(session, fresh):
    message = session.get(Message, fresh(Message)[0].id)
    message.state, message.settled_at = "failed", PRE_OPENS
    message.reason = "There is no such address: <asha>."
    session.commit()


def test_before_the_first_it_says_when_they_go_out(officer, event):
    assert "Nothing has been sent yet." in words(officer.get(f"/events/{event.key}/messages"))


def test_each_says_to_whom_what_and_how_it_went(officer, path, session, fresh):
    refuse_first(session, fresh)
    listed = rows(officer.get(path))
    assert listed[0] == [
        f"Cy Fox {address('Cy Fox')}", "Invitation Before the course", "Waiting", "due 3 March 2027 at 08:00",
    ]  # fmt: skip
    assert listed[2] == [
        f"Asha Hill {address('Asha Hill')}",
        "Invitation Before the course",
        "Failed There is no such address: <asha>.",
        "3 March 2027 at 08:00",
    ]


def test_those_in_one_state_can_be_seen_alone(officer, path, session, fresh):
    refuse_first(session, fresh)
    failed = officer.get(links(officer.get(path))["Failed"])
    assert [row[0] for row in rows(failed)] == [f"Asha Hill {address('Asha Hill')}"]
    [here] = [
        a
        for a in page(failed).find(".//main").iter("a")
        if a.get("aria-current") and "state" in a.get("href")
    ]
    assert text_of(here) == "Failed"
    assert "No message is in this state." in words(officer.get(links(failed)["Sent"]))


def test_a_state_that_there_is_not_is_passed_over(officer, path):
    assert len(rows(officer.get(f"{path}?state=lost"))) == 3


def test_many_come_in_pages_that_keep_the_state(officer, session, partnership, run_waves):
    event = partnership.event("long")
    book_many(session, event, 130)
    run_waves(PRE_OPENS)
    path = f"/events/{event.key}/messages?state=queued"
    first = officer.get(path)
    assert (len(rows(first)), "Showing 1 to 50 of 130 messages." in words(first)) == (50, True)
    assert len(rows(officer.get(links(first)["3"]))) == 30
    assert officer.get(f"{path}&page=4").status_code == 404

"""New dates for an event: what would change is shown first, and done when the officer agrees."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.forms import errors, facts, notices, page, press, rows
from tests.partnership import PRE_OPENS, STARTS

TYPED = {"first_day": ["12", "4", "2027"], "last_day": ["", "", ""], "starts": "09:30", "ends": "16:00"}


def preview(officer, event, **typed):
    form = officer.get(f"/events/{event.key}/move")
    return press(officer, form, "Show what would change", **{**TYPED, **typed})


def test_the_form_shows_the_dates_as_they_are(officer, event):
    form = page(officer.get(f"/events/{event.key}/move"))
    shown = {e.get("id"): e.get("value") for e in form.iter("input") if e.get("type") == "text"}
    assert shown == {
        "first_day": "10", "first_day-month": "3", "first_day-year": "2027", "starts": "09:30",
        "last_day": "", "last_day-month": "", "last_day-year": "", "ends": "16:00",
    }  # fmt: skip


def test_it_shows_which_questions_would_move_and_changes_nothing_yet(officer, event, fresh):
    shown = preview(officer, event)
    assert rows(shown)[0] == [
        "Before the course",
        "3 March 2027 at 08:00 to 10 March 2027 at 09:30",
        "5 April 2027 at 08:00 to 12 April 2027 at 09:30",
    ]
    assert [row[0] for row in rows(shown)[1:]] == ["Straight after", "3 months after", "6 months after"]
    assert fresh()[0].starts_at == STARTS


def test_agreeing_moves_event_and_questions(officer, event, fresh):
    done = press(officer, preview(officer, event), "Move the event", follow=True)
    assert fresh()[0].starts_at == datetime(2027, 4, 12, 8, 30, tzinfo=UTC)
    assert facts(done)["When"] == "Monday 12 April 2027, 09:30 to 16:00"
    assert notices(done)[0].startswith("The event has new dates.")


def test_what_cannot_move_is_refused_in_a_sentence(officer, event, run_waves, fresh):
    run_waves(PRE_OPENS)
    run_waves(STARTS + timedelta(hours=10))
    again = preview(officer, event)
    assert (again.status_code, errors(again), fresh()[0].starts_at) == (
        422,
        [("#first_day", "People were already asked about this event after it, so it cannot move.")],
        STARTS,
    )


def test_what_is_wrong_with_the_dates_is_said(officer, event):
    again = preview(officer, event, ends="08:00")
    assert errors(again) == [("#ends", "The event must end after it starts.")]

"""The list of events, a new event, one with its waves, and its cancellation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from surveys.models import Event
from surveys.operations.bookings import take_register
from surveys.operations.programme import cancel_event
from tests.forms import buttons, errors, facts, heading, links, notices, page, press, rows, words
from tests.partnership import ENDS, PRE_OPENS, STARTS, WHO, days
from tests.staff import signed_in
from tests.statements import statements
from tests.strict_html import text_of

TYPED = {
    "course": "neglect",
    "board": "soar",
    "first_day": ["31", "3", "2027"],
    "starts": "9.30",
    "ends": "16:00",
    "venue": "Beaumanor Hall",
}


def cards(answer):
    """Each wave's words on the event's page, by its time point."""
    return {
        card.get("aria-labelledby").removeprefix("wave-"): text_of(card)
        for card in page(answer).iter("section")
    }


class TestTheList:
    def test_it_is_empty_at_first_and_says_what_to_do(self, officer):
        empty = officer.get("/events")
        assert "There are no events yet. Add the first one" in words(empty)
        assert links(empty) == {"Add an event": "/add-event"}

    def test_what_is_to_come_comes_soonest_first_and_what_is_over_newest_first(
        self, officer, partnership, run_waves
    ):
        for name, starts_at in (
            ("later", STARTS + days(60)),
            ("next", STARTS),
            ("followed", STARTS - days(30)),
            ("long-ago", STARTS - days(400)),
            ("longer-ago", STARTS - days(500)),
        ):
            partnership.event(name, starts_at=starts_at)
        listed = officer.get("/events")
        order = {
            caption: [row[0] for row in rows(listed, caption)]
            for caption in (
                "Events that are coming up",
                "Events that are being followed up",
                "Events that are finished",
            )
        }
        assert order == {
            "Events that are coming up": [
                "Neglect: first signs 10 March 2027, Soar Valley Board",
                "Neglect: first signs 9 May 2027, Soar Valley Board",
            ],
            "Events that are being followed up": ["Neglect: first signs 8 February 2027, Soar Valley Board"],
            "Events that are finished": [
                "Neglect: first signs 3 February 2026, Soar Valley Board",
                "Neglect: first signs 26 October 2025, Soar Valley Board",
            ],
        }

    def test_each_wave_shows_its_response_at_a_glance(self, officer, event, run_waves):
        run_waves(PRE_OPENS)
        [row] = rows(officer.get("/events"))
        assert row == [
            "Neglect: first signs 10 March 2027, Soar Valley Board",
            "3",
            "0 of 3 until 10 March 2027",
            "From 10 March 2027",
            "From 10 June 2027",
            "From 10 September 2027",
        ]

    def test_a_cancelled_event_and_a_missed_wave_are_told_apart(self, officer, session, partnership):
        partnership.event("missed", starts_at=STARTS - days(400))
        cancelled = partnership.event("cancelled", starts_at=STARTS - days(500))
        cancel_event(session, cancelled, by=WHO, now=STARTS - days(600))
        session.commit()
        assert [row[2:] for row in rows(officer.get("/events"))] == [["Missed"] * 4, ["Not asked"] * 4]

    def test_five_hundred_events_come_in_pages_and_in_as_many_statements_as_one(
        self, officer, session, partnership
    ):
        partnership.event("first", starts_at=STARTS - days(400))
        with statements(session.get_bind()) as few:
            officer.get("/events")
        day = timedelta(days=1)
        session.add_all(
            Event(
                key=f"old-{number}",
                board=partnership.board,
                course=partnership.course,
                starts_at=STARTS - days(800) - number * day,
                ends_at=STARTS - days(800) - number * day + timedelta(hours=6),
            )
            for number in range(499)
        )
        session.commit()
        with statements(session.get_bind()) as many:
            listed = officer.get("/events")
        assert len(many) == len(few)
        assert (len(rows(listed)), "Showing 1 to 50 of 500 events." in words(listed)) == (50, True)
        last = officer.get("/events?page=10")
        assert (len(rows(last)), "Showing 451 to 500 of 500 events." in words(last)) == (50, True)

    @pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "²", "9" * 40])
    def test_a_page_that_is_no_page_is_no_fault(self, officer, event, number):
        assert officer.get(f"/events?page={number}").status_code == 200

    def test_another_boards_events_are_not_there(self, stranger, event):
        assert "There are no events yet." in words(stranger.get("/events"))


class TestANewEvent:
    def test_it_is_added_with_its_waves_in_local_time(self, officer, fresh):
        done = press(
            officer, officer.get("/add-event"), "Add the event", follow=True, in_programme="y", **TYPED
        )
        [added] = fresh()
        assert (added.key, added.starts_at, added.ends_at) == (
            "neglect-2027-03-31",
            datetime(2027, 3, 31, 8, 30, tzinfo=UTC),
            datetime(2027, 3, 31, 15, tzinfo=UTC),
        )
        assert (heading(done), notices(done)) == ("Neglect: first signs", ["The event is added."])
        assert facts(done)["When"] == "Wednesday 31 March 2027, 09:30 to 16:00"
        assert list(cards(done)) == ["pre", "post", "month3", "month6"]

    def test_it_may_last_several_days_and_stand_outside_the_programme(self, officer, fresh):
        typed = {**TYPED, "last_day": ["1", "4", "2027"], "key": "two-days", "in_programme": None}
        done = press(officer, officer.get("/add-event"), "Add the event", follow=True, **typed)
        assert facts(done)["When"] == "Wednesday 31 March 2027, 09:30 to Thursday 1 April 2027, 16:00"
        assert "so nobody is asked about it yet" in words(done)
        assert [event.key for event in fresh()] == ["two-days"]

    @pytest.mark.parametrize(
        ("typed", "problem"),
        [
            ({"course": ""}, ("#course", "Choose the course.")),
            ({"board": ""}, ("#board", "Choose the Board.")),
            (
                {"first_day": ["31", "2", "2027"]},
                ("#first_day", "First day must be a real date, such as 27 3 2027."),
            ),
            ({"starts": ""}, ("#starts", "Enter the start time.")),
            ({"starts": "24:00"}, ("#starts", "Start time must be a time of day, such as 09:30 or 14:00.")),
            ({"ends": "9"}, ("#ends", "End time must be a time of day, such as 09:30 or 14:00.")),
            ({"ends": "09:30"}, ("#ends", "The event must end after it starts.")),
            ({"last_day": ["30", "3", "2027"]}, ("#ends", "The event must end after it starts.")),
            (
                {"last_day": ["30", "", ""]},
                ("#last_day", "Last day (leave empty when it is the same) must include a month and a year."),
            ),
            ({"venue": "x" * 201}, ("#venue", "Use at most 200 characters.")),
            ({"key": "Not A Key"}, ("#key", "Use lower-case letters, digits and hyphens, at most 64.")),
        ],
    )
    def test_what_is_wrong_is_said_beside_what_was_typed(self, officer, fresh, typed, problem):
        again = press(officer, officer.get("/add-event"), "Add the event", **{**TYPED, **typed})
        assert (again.status_code, errors(again)) == (422, [problem])
        assert fresh() == []

    def test_a_short_name_that_is_taken_is_refused(self, officer, event, fresh):
        again = press(officer, officer.get("/add-event"), "Add the event", **TYPED, key=event.key)
        assert errors(again) == [("#key", "There is an event with this short name. Choose another.")]
        assert len(fresh()) == 1

    def test_an_officer_of_one_board_adds_events_of_that_board_only(self, stranger, fresh):
        form = stranger.get("/add-event")
        offered = [text_of(o) for o in page(form).find(".//select[@id='board']").iter("option")]
        assert offered == ["Wreake Board"]
        refused = press(stranger, form, "Add the event", **TYPED)
        assert (refused.status_code, [where for where, _ in errors(refused)], fresh()) == (
            422,
            ["#board"],
            [],
        )


class TestOneEvent:
    def test_it_says_when_each_wave_opens_and_whom_it_would_ask(self, officer, event, clock):
        clock.at(STARTS - days(20))
        shown = officer.get(f"/events/{event.key}")
        assert cards(shown) == {
            "pre": "Before the course Planned Opens by itself on 3 March 2027 at 08:00 and closes on 10 March "
            "2027 at 09:30. Delegates: 3 people would be asked as it stands.",
            "post": "Straight after Planned Opens by itself on 10 March 2027 at 16:00 and closes on 24 March "
            "2027 at 16:00. Delegates: 3 people would be asked as it stands.",
            "month3": "3 months after Planned Opens by itself on 10 June 2027 at 08:00 and closes on 8 July 2027 "
            "at 08:00. Delegates: 3 people would be asked as it stands. Line managers: 1 person would be asked "
            "as it stands.",
            "month6": "6 months after Planned Opens by itself on 10 September 2027 at 08:00 and closes on 8 October "
            "2027 at 08:00. Delegates: 3 people would be asked as it stands. Line managers: 1 person would be "
            "asked as it stands.",
        }

    def test_an_open_wave_says_how_far_it_came_and_what_can_be_done(self, officer, event, run_waves):
        run_waves(PRE_OPENS)
        shown = officer.get(f"/events/{event.key}")
        assert cards(shown)["pre"] == (
            "Before the course Open Opened on 3 March 2027 at 08:00, closes by itself on 10 March 2027 at 09:30. "
            "The next reminder goes out on 6 March 2027. Delegates: 0 of 3 invited people answered. 3 messages "
            "are on the way. Send a reminder now: before the course Close now: before the course"
        )
        [bar] = page(shown).iter("progress")
        assert (bar.get("value"), bar.get("max")) == ("0", "3")

    def test_the_people_are_counted_by_state(self, officer, event):
        tiles = [
            text_of(e)
            for e in page(officer.get(f"/events/{event.key}")).iter("li")
            if e.get("class") == "fs-tile"
        ]
        assert tiles == ["3 booked"]

    def test_the_register_is_offered_once_the_event_has_begun(self, officer, event, clock):
        clock.at(STARTS - timedelta(seconds=1))
        assert "Take the register" not in links(officer.get(f"/events/{event.key}"))
        clock.at(STARTS)
        assert (
            links(officer.get(f"/events/{event.key}"))["Take the register"] == f"/events/{event.key}/register"
        )

    def test_it_can_be_moved_until_its_people_were_asked_about_it_and_cancelled_until_it_was_held(
        self, officer, event, run_waves, clock, session
    ):
        def offered():
            shown = links(officer.get(f"/events/{event.key}"))
            return [words for words in ("Move this event", "Cancel this event") if words in shown]

        assert offered() == ["Move this event", "Cancel this event"]
        run_waves(PRE_OPENS)
        assert offered() == ["Move this event", "Cancel this event"]
        run_waves(ENDS)
        assert offered() == ["Cancel this event"]
        take_register(session, session.get(Event, event.id), by=WHO, now=ENDS)
        session.commit()
        assert offered() == []

    def test_only_officers_are_offered_to_issue_a_report(self, officer, event, site):
        offered = [
            "Issue a report" in links(client.get(f"/events/{event.key}"))
            for client in (officer, signed_in(site, "coordinator"), signed_in(site, "development-officer"))
        ]
        assert offered == [True, False, False]


class TestCancelling:
    def test_it_asks_first_and_then_stops_everything(self, officer, event, run_waves, fresh):
        run_waves(PRE_OPENS)
        asked = officer.get(f"/events/{event.key}/cancel")
        assert (heading(asked), buttons(asked)) == ("Cancel this event?", ["Cancel the event"])
        assert fresh()[0].cancelled_at is None
        done = press(officer, asked, "Cancel the event", follow=True)
        assert notices(done) == ["The event is cancelled."]
        assert fresh()[0].cancelled_at is not None
        assert cards(done)["month3"] == "3 months after Not asked."
        assert {"Send a reminder now: before the course", "Cancel this event"} & set(links(done)) == set()

"""``boards``, ``courses`` and ``events``: a programme made and listed on the command line."""

from __future__ import annotations

import pytest

from app.extensions import db
from question_banks.shipped import shipped_path
from surveys.operations.programme import add_board
from surveys.queries.events import event_by_key
from tests.app.cli.conftest import refused
from tests.partnership import MADE, WHO

STARTS = "2027-05-04T09:30"
"""In London, where it is summer: 08:30 in UTC."""


@pytest.fixture
def another_board(site, partnership):
    with site.app_context():
        add_board(db.session, key="another", name="Another Board", by=WHO, now=MADE)
        db.session.commit()


def add(run, *more, key="neglect-2", course="neglect", starts=STARTS):
    return run("events", "add", "--course", course, "--starts", starts, "--key", key, *more)


def listed(run, key="neglect-2"):
    return next(event for event in run("events", "list", "--json").json if event["key"] == key)


def test_a_programme_from_nothing(run):
    run("banks", "publish", shipped_path("neglect"))
    run("boards", "add", "--key", "soar", "--name", "Soar Valley Board")
    added = run("courses", "add", "--key", "neglect", "--title", "Neglect", "--bank", "neglect")
    assert added.out == "Course neglect is there, with 4 objectives.\n"
    assert add(run).out == "Event neglect-2 of Soar Valley Board is in the programme.\n"


@pytest.mark.usefixtures("partnership")
class TestAdding:
    def test_with_course_start_and_key_alone_it_lasts_seven_hours_in_londons_time(self, run):
        add(run)
        event = listed(run)
        assert (event["starts_at"], event["ends_at"]) == (
            "2027-05-04T08:30:00+00:00",
            "2027-05-04T15:30:00+00:00",
        )
        assert (event["course"], event["board"], event["booked"]) == ("neglect", "soar", 0)

    def test_its_four_waves_are_planned_at_once(self, run):
        add(run)
        waves = listed(run)["waves"]
        assert [(wave["point"], wave["state"]) for wave in waves] == [
            ("pre", "planned"), ("post", "planned"), ("month3", "planned"), ("month6", "planned"),
        ]  # fmt: skip
        assert waves[2]["opens_at"] == "2027-08-04T07:00:00+00:00"

    def test_what_is_given_is_kept(self, run, site):
        add(
            run,
            "--ends",
            "2027-05-04T12:00+01:00",
            "--board",
            "soar",
            "--venue",
            "Hall",
            "--trainer",
            "R. Abara",
        )
        with site.app_context():
            event = event_by_key(db.session, "neglect-2")
            assert (event.venue, event.trainer, event.ends_at.hour) == ("Hall", "R. Abara", 11)

    @pytest.mark.usefixtures("another_board")
    def test_without_a_board_it_is_the_one_that_ran_the_course_last(self, run):
        add(run)
        assert listed(run)["board"] == "soar"

    @pytest.mark.usefixtures("another_board")
    def test_a_course_that_nobody_ran_goes_to_the_first_board_by_name(self, run):
        run("courses", "add", "--key", "new", "--title", "New")
        add(run, course="new", key="new-1")
        assert listed(run, "new-1")["board"] == "another"

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"course": "nothing"}, "There is no such course."),
            ({"key": "neglect-1"}, "There is an event with this key."),
            ({"key": "No Key"}, "The key must be lower-case letters, digits and hyphens, at most 64."),
        ],
    )  # fmt: skip
    def test_what_cannot_be_added_is_said(self, run, wrong, sentence):
        assert refused(add(run, **wrong)) == sentence

    @pytest.mark.parametrize("starts", ["tomorrow", "2027-02-30T09:00", "", "09:30", "2027-05-04T25:00"])
    def test_a_date_that_is_none_is_said(self, run, starts):
        assert "is not an ISO date and time such as 2026-10-06T09:30" in refused(add(run, starts=starts))

    @pytest.mark.parametrize("starts", ["9999-12-31T23:59", "1999-12-31T09:30"])
    def test_a_year_beyond_reckoning_is_said(self, run, starts):
        assert refused(add(run, starts=starts)).endswith("is not in the years from 2000 to 2199.")

    def test_an_event_ends_after_it_starts(self, run):
        assert refused(add(run, "--ends", STARTS)) == "The event must end after it starts."


def test_without_any_board_there_is_a_hint(run):
    run("courses", "add", "--key", "neglect", "--title", "Neglect")
    assert refused(add(run)) == "There is no Board yet: add one first with “boards add”."


def test_events_in_words(run, partnership):
    assert run("events", "list").out.splitlines() == [
        "10 Mar 2027 09:30  neglect-1  (Neglect: first signs, Soar Valley Board)",
        "    pre     planned  0 of 0 answered",
        "    post    planned  0 of 0 answered",
        "    month3  planned  0 of 0 answered",
        "    month6  planned  0 of 0 answered",
    ]

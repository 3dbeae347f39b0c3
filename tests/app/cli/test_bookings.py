"""``bookings import``: every row of a file accounted for, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.extensions import db
from surveys.enums import BookingStatus
from surveys.models import Activity, Booking
from tests.app.cli.conftest import refused

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"
HEAD = "First name,Last name,Email,Status\n"
FILE = (
    HEAD
    + "Asha,Hill,asha.hill@soar.example,Attending\nBen,Moss,,Attending\nCara,Dale,cara@soar.example,Refunded\n"
)

pytestmark = pytest.mark.usefixtures("partnership")


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "attendees.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def booked(site):
    with site.app_context():
        return db.session.scalar(select(func.count()).select_from(Booking))


def test_the_account_in_json_names_every_row(run, site, export):
    answer = run("bookings", "import", export, "--event", "neglect-1", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.json == {
        "rows": 3,
        "imported": [{"line": 2}],
        "updated": [],
        "skipped": [
            {"line": 3, "why": "no e-mail address"},
            {"line": 4, "why": "refunded, so not enrolled"},
        ],
        "questions": ["Line 3: no e-mail address: what is it?"],
        "refused": None,
    }
    assert booked(site) == 1


def test_the_same_file_again_changes_nothing(run, site, export):
    run("bookings", "import", export, "--event", "neglect-1")
    again = run("bookings", "import", export, "--event", "neglect-1", "--json").json
    assert (again["imported"], again["updated"], len(again["skipped"])) == ([], [], 3)
    assert booked(site) == 1


def test_a_dry_run_says_the_same_and_changes_nothing(run, site, export):
    rehearsed = run("bookings", "import", export, "--event", "neglect-1", "--dry-run", "--json").json
    assert booked(site) == 0
    assert run("bookings", "import", export, "--event", "neglect-1", "--json").json == rehearsed


def test_the_account_in_words(run, export):
    assert run("bookings", "import", export, "--event", "neglect-1").out.splitlines() == [
        "3 rows: 1 imported, 0 updated, 2 skipped.",
        "  Line 3 skipped: no e-mail address",
        "  Line 4 skipped: refunded, so not enrolled",
        "  Question: Line 3: no e-mail address: what is it?",
    ]


def test_the_trail_says_that_it_was_the_command_line(run, site, export):
    run("bookings", "import", export, "--event", "neglect-1")
    with site.app_context():
        wanted = select(Activity.actor).where(Activity.verb == "import-bookings")
        assert db.session.scalar(wanted).startswith("command line")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
def test_the_sample_export_is_accounted_for_and_never_enrols_the_refunded(run, site):
    account = run(
        "bookings", "import", SAMPLES / "eventbrite-attendees.csv", "--event", "neglect-1", "--json"
    ).json
    lines = [row["line"] for rows in ("imported", "updated", "skipped") for row in account[rows]]
    assert (account["rows"], sorted(lines)) == (28, list(range(2, 30)))
    with site.app_context():
        statuses = set(db.session.scalars(select(Booking.status)))
    assert statuses == {BookingStatus.BOOKED, BookingStatus.ATTENDED}
    again = run(
        "bookings", "import", SAMPLES / "eventbrite-attendees.csv", "--event", "neglect-1", "--json"
    ).json
    assert (again["imported"], again["updated"]) == ([], [])


def test_a_file_that_is_no_list_is_refused_in_a_sentence_and_in_json(run, site, tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("Name,Colour\nAsha,blue\n", encoding="utf-8")
    assert refused(run("bookings", "import", path, "--event", "neglect-1")) == (
        "There is no e-mail column in this file, so nobody could be booked."
    )
    answer = run("bookings", "import", path, "--event", "neglect-1", "--json")
    assert (answer.status, answer.json["refused"]) == (2, answer.err.strip())
    assert booked(site) == 0


def test_an_event_that_is_not_there_is_named(run, export):
    assert refused(run("bookings", "import", export, "--event", "nowhere")) == "There is no such event."


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_cannot_be_read_is_named(run, tmp_path, name):
    path = tmp_path / name
    reason = "is a directory" if name == "." else "no such file or directory"
    assert (
        refused(run("bookings", "import", path, "--event", "neglect-1"))
        == f"{path} cannot be used: {reason}."
    )

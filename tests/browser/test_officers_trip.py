"""An officer's day in a real browser: nobody is shut out of any page, on a phone without scripts or at a desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.access import Role
from app.accounts.operations import add_user
from app.extensions import db
from surveys.operations.bookings import cancel_booking
from surveys.operations.waves import due, run
from tests.browser.conftest import serving
from tests.browser.looking import faults
from tests.partnership import ENDS, MADE, PRE_OPENS, WHO, Partnership

pytestmark = pytest.mark.browser

ADDRESS, PASSWORD = "olive@soar.example", "three random words"
FILE = (
    "First name,Last name,Email,Status\nDia,Okafor,dia@soar.example,Attending\nEve,Ash,,Attending\n"
    "Asha,Hill,asha.hill@soar.example,Cancelled\n"
)


@pytest.fixture
def event(site, clock):
    """An event that is over, with its first two waves as the calendar made them."""
    with site.app_context():
        add_user(
            db.session,
            email=ADDRESS,
            name="Olive Marsh",
            role=Role.OFFICER,
            board=None,
            password=PASSWORD,
            by="setup",
            now=MADE,
        )
        db.session.commit()
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        partnership = Partnership(session)
        event = partnership.event("neglect-1", venue="Llanfairpwllgwyngyll" * 10)
        for name in ("Asha Hill", "Ben Moss", f"Cy {'Fox' * 30}"):
            partnership.book(event, name, manager="Jo Lane")
        cancel_booking(session, partnership.book(event, "Dee Elm"), by=WHO, now=MADE)
        for moment in (PRE_OPENS, ENDS + timedelta(hours=1)):
            for task in due(session, moment):
                run(session, task, by="worker", now=moment)
            session.commit()
    clock.at(ENDS + timedelta(days=1))
    return event


@pytest.fixture
def at(site, event):
    with serving(site) as address:
        yield address


@pytest.fixture(params=["phone", "desk"])
def browser_page(request):
    return request.getfixturevalue(request.param)


def heading(page):
    return page.locator("h1").inner_text()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def press(page, name):
    page.get_by_role("button", name=name).click()


def sign_in(page, at):
    page.goto(at)
    page.get_by_label("Email address").fill(ADDRESS)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def test_from_signing_in_to_an_issued_report(browser_page, at):
    page, seen = browser_page, []

    def look(expected):
        seen.append((heading(page), faults(page)))
        assert seen[-1] == (expected, {})

    page.goto(at)
    look("Sign in")
    press(page, "Sign in")
    look("Sign in")
    assert page.get_by_role("alert").locator("a").count() == 2

    sign_in(page, at)
    look("What needs attention today")
    follow(page, "Neglect: first signs, 10 March 2027")
    look("Neglect: first signs")

    follow(page, "Take the register")
    look("Register")
    page.get_by_label("Attendance of Ben Moss").select_option("Did not come")
    press(page, "Save the register")
    press(page, "Record that all who are not recorded yet came")
    look("Register")
    follow(page, "Settle the register")
    look("Settle the register?")
    press(page, "Settle the register")
    look("Neglect: first signs")

    follow(page, "Findings")
    look("Findings")
    follow(page, "Issue a report")
    look("Issue a report?")
    press(page, "Issue the report")
    look("Neglect: first signs, 10 March 2027")


def test_a_file_is_looked_at_before_it_is_imported(browser_page, at, event, tmp_path):
    page, file = browser_page, tmp_path / "attendees.csv"
    file.write_text(FILE, encoding="utf-8")
    sign_in(page, at)
    page.goto(f"{at}/events/{event.key}/bookings/import")
    assert (heading(page), faults(page)) == ("Import attendees from a file", {})
    page.get_by_label("Attendee list").set_input_files(file)
    press(page, "Show what would happen")
    assert (heading(page), faults(page)) == ("What the import would do", {})
    press(page, "Import")
    assert (heading(page), faults(page)) == ("The file is imported", {})


PAGES = {
    "/events": "Events",
    "/add-event": "Add an event",
    "/events/neglect-1/bookings": "Bookings",
    "/events/neglect-1/bookings/add": "Add a person by hand",
    "/events/neglect-1/messages": "Messages",
    "/events/neglect-1/waves/post/open": "Open the questions now?",
    "/events/neglect-1/waves/post/remind": "Send a reminder now?",
    "/events/neglect-1/waves/post/close": "Close the questions now?",
    "/events/neglect-1/cancel": "Cancel this event?",
    "/events/neglect-1/move": "Move this event",
    "/banks": "Question banks",
    "/banks/neglect": "Neglect: recognising and responding",
    "/banks/information-sharing/publish": "Publish this bank?",
    "/password": "Change your password",
}


def test_every_other_page_lets_everybody_in(browser_page, at):
    page, found = browser_page, {}
    sign_in(page, at)
    for path in PAGES:
        page.goto(at + path)
        found[path] = (heading(page), faults(page))
    assert found == {path: (says, {}) for path, says in PAGES.items()}


def test_a_form_with_faults_leads_to_each_of_them(browser_page, at):
    page = browser_page
    sign_in(page, at)
    page.goto(f"{at}/add-event")
    page.get_by_label("Start time").fill("noon")
    press(page, "Add the event")
    assert (page.get_by_role("alert").locator("a").count(), faults(page)) == (4, {})
    page.get_by_role("alert").get_by_role("link", name="Enter the first day.").click()
    assert page.locator(":target").get_attribute("name") == "first_day"

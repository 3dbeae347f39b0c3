"""An officer sees what a bank covers and what answers say of its questions, on a phone and at a desk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.access import Role
from app.accounts.operations import add_user
from app.extensions import db
from surveys.enums import TimePoint
from surveys.operations.drafts import start_draft
from tests.browser.conftest import serving
from tests.browser.looking import faults
from tests.partnership import MADE, WHO
from tests.surveys.findings.factory import Answered
from tests.surveys.findings.small_bank import BANK

pytestmark = pytest.mark.browser

JUDGED = replace(BANK, key="judged", title="Judged")


@pytest.fixture
def at(site, clock):
    """The site, with a bank that 40 people have answered twice and whose next version is being written."""
    with site.app_context():
        event = Answered(db.session, JUDGED)
        able = [n % 4 for n in range(40)]
        said = [{"see-1": n > 2, "see-2": a > 0, "see-3": a > 1, "act-2": a < 2} for n, a in enumerate(able)]
        event.say_all(TimePoint.PRE, said)
        event.say_all(TimePoint.POST, [{**one, "see-2": True} for one in said])
        clock.at(event.waves[TimePoint.POST].closes_at)
        start_draft(db.session, JUDGED, by=WHO, now=MADE)
        add_user(
            db.session, email="officer@soar.example", name="Tom Ash", role=Role.OFFICER, board=None,
            password="three random words", by="setup", now=MADE,
        )  # fmt: skip
        db.session.commit()
    with serving(site) as address:
        yield address


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_from_coverage_to_the_question_that_needs_a_look(request, width, at):
    page = request.getfixturevalue(width)
    page.goto(f"{at}/banks/judged/coverage")
    page.get_by_label("Email address").fill("officer@soar.example")
    page.get_by_label("Password", exact=True).fill("three random words")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Coverage of the draft"
    assert faults(page) == {}
    page.get_by_role("navigation", name="Pages of this bank").get_by_role("link", name="Statistics").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Statistics"
    assert faults(page) == {}
    right = page.locator("#question-see-2 td[data-column=Right]").first.bounding_box()
    assert right["x"] + right["width"] <= page.viewport_size["width"]
    page.get_by_text("Which answers people choose").first.click()
    page.get_by_role("link", name="Is act-2 so?").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Edit a question"
    page.get_by_text("Goes against the rest of the test").wait_for()
    assert faults(page) == {}

"""A wrong right answer is put right: one officer changes a draft, another approves it, answers are marked again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access import Role
from app.accounts.operations import add_user
from app.extensions import db
from question_banks.authoring import replace_question
from question_banks.shipped import shipped_banks
from surveys.models import Answer
from surveys.operations.drafts import edit_draft, noun_digest, start_draft
from surveys.queries.drafts import bank_of
from tests.app.officers.banks.answering import answer_by
from tests.browser.conftest import serving
from tests.browser.looking import faults
from tests.keys import rekeyed, with_another_key
from tests.partnership import MADE, Partnership

pytestmark = pytest.mark.browser

WRITER, READER, PASSWORD = "olive@soar.example", "ravi@soar.example", "three random words"
BANK = shipped_banks()["neglect"]
ASKED, _ = with_another_key(BANK)


@pytest.fixture
def at(site):
    """The site with answers to version 1, and a draft in which Olive has put a right answer right."""
    with site.app_context():
        for address in (WRITER, READER):
            add_user(
                db.session,
                email=address,
                name=address.partition("@")[0].title(),
                role=Role.OFFICER,
                board=None,
                password=PASSWORD,
                by="setup",
                now=MADE,
            )
        partnership = Partnership(db.session)
        answer_by(db.session, partnership, ASKED, choices=[0] * 6 + [1] * 8)
        draft = start_draft(db.session, BANK, by=WRITER, now=MADE)
        noun = ("question", ASKED.key)
        edit_draft(
            db.session,
            draft,
            lambda bank: replace_question(bank, ASKED.key, rekeyed(ASKED)),
            noun=noun,
            seen=noun_digest(bank_of(draft), noun),
            by=WRITER,
            now=MADE,
        )
        db.session.commit()
    with serving(site) as address:
        yield address


@pytest.fixture(params=["phone", "desk"])
def page(request):
    return request.getfixturevalue(request.param)


def sign_in(page, at, address):
    page.context.clear_cookies()
    page.goto(at)
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def look(page, heading):
    assert page.get_by_role("heading", level=1).inner_text() == heading
    assert faults(page) == {}


def test_from_a_corrected_draft_to_corrected_marks(page, at, site):
    sign_in(page, at, WRITER)
    page.goto(f"{at}/banks/neglect/review")
    look(page, "Review and publish")
    page.get_by_label("What should they look at?").fill("The first question: the procedure changed.")
    page.get_by_role("button", name="Send for review").click()
    look(page, "Review and publish")
    assert page.get_by_role("button", name="Approve").count() == 0

    sign_in(page, at, READER)
    page.goto(f"{at}/banks/neglect/review")
    assert page.get_by_text("The first question: the procedure changed.").is_visible()
    look(page, "Review and publish")
    page.get_by_role("link", name="Read all of it").click()
    look(page, "The whole draft")
    page.get_by_role("link", name="Review and publish").click()
    page.get_by_role("button", name="Send it back").click()
    look(page, "Review and publish")
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("link", name="Go on to publish").click()
    look(page, "Publish this bank?")
    page.get_by_role("button", name="Publish").click()
    look(page, "Versions")

    page.get_by_role("link", name="What changed from version 1 to 2").click()
    look(page, "What changed")
    page.get_by_role("link", name="Versions").first.click()
    page.get_by_role("link", name="Read version 1").click()
    look(page, "Version 1")

    page.goto(f"{at}/banks/neglect/remark")
    look(page, "Mark answers again")
    page.get_by_role("link", name="Look at it and mark again").click()
    look(page, "Mark these answers again?")
    page.get_by_role("button", name="Mark these answers again").click()
    look(page, "Mark these answers again?")
    page.get_by_label("Why are the answers marked again?").fill("The local procedure changed.")
    page.get_by_role("button", name="Mark these answers again").click()
    look(page, "Mark answers again")
    with site.app_context():
        marks = db.session.scalars(select(Answer.mark).where(Answer.question_key == ASKED.key)).all()
    assert sorted(marks) == [0] * 6 + [1] * 8

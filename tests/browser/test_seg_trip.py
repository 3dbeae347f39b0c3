"""A SEG member signs in, reads a report and takes the PDF away, on a phone without scripts and at a desk."""

from __future__ import annotations

import pytest

from app.access import Role
from app.accounts.operations import add_user
from app.extensions import db
from surveys.findings.documents import to_dict
from surveys.operations.reports import issue_report
from tests.app.invented_findings import findings
from tests.browser.conftest import serving
from tests.browser.looking import faults
from tests.partnership import MADE, STARTS, WHO, Partnership, days

pytestmark = pytest.mark.browser

PDF = b"%PDF-1.7 as it was issued"
TITLE = "Neglect: first signs, 10 March 2027"


@pytest.fixture
def at(site):
    """The site, with one report of this quarter and one of an earlier one."""
    with site.app_context():
        partnership = Partnership(db.session)
        event = partnership.event()
        for title, now in (("An earlier one", STARTS - days(200)), (TITLE, STARTS - days(6))):
            issue_report(
                db.session, event, findings=to_dict(findings()), pdf=PDF, title=title, by=WHO, now=now
            )
        add_user(
            db.session,
            email="seg@soar.example",
            name="Sunita Rao",
            role=Role.SEG,
            board=partnership.board,
            password="three random words",
            by="setup",
            now=MADE,
        )
        db.session.commit()
    with serving(site) as address:
        yield address


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_from_signing_in_to_the_pdf(request, width, at):
    page = request.getfixturevalue(width)
    page.goto(at)
    page.get_by_label("Email address").fill("seg@soar.example")
    page.get_by_label("Password").fill("three random words")
    page.get_by_role("button", name="Sign in").click()
    assert (page.locator("h1").inner_text(), faults(page)) == ("Reports", {})
    assert page.locator("h3").all_inner_texts() == [TITLE, "An earlier one"]

    page.get_by_role("link", name=TITLE).click()
    assert (page.locator("h1").inner_text(), faults(page)) == (TITLE, {})
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    assert download.value.suggested_filename == "foursteps-neglect-1-edition-2.pdf"
    assert download.value.path().read_bytes() == PDF

    page.get_by_role("button", name="Sign out").click()
    assert page.locator("h1").inner_text() == "Sign in"

"""What SEG reads: its own Board's reports, this quarter's first, as a page and as the very PDF that was issued."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from surveys.findings.documents import to_dict
from surveys.operations.programme import add_board
from surveys.operations.reports import issue_report
from tests.app.invented_findings import findings
from tests.forms import heading, links, page, words
from tests.partnership import MADE, STARTS, WHO, days
from tests.staff import signed_in
from tests.statements import statements
from tests.strict_html import text_of

PDF = b"%PDF-1.7 as it was issued"
NOW = datetime(2027, 3, 4, 9, tzinfo=UTC)


@pytest.fixture
def issue(session):
    """``issue(event, title)`` issues a report at ``now`` and gives its id."""

    def issued(event, title="What the training changed", *, now=NOW, pdf=PDF):
        report = issue_report(
            session, event, findings=to_dict(findings()), pdf=pdf, title=title, by=WHO, now=now
        )
        session.commit()
        return report.id

    return issued


@pytest.fixture
def seg(site, partnership):
    return signed_in(site, "seg", board_id=partnership.board.id)


def listed(answer):
    """The titles under each heading of the list."""
    found, under = {}, ""
    for element in page(answer).find(".//main").iter():
        if element.tag == "h2":
            under = found.setdefault(text_of(element), [])
        if element.tag == "h3":
            under.append(text_of(element))
    return found


class TestTheList:
    def test_the_root_leads_here_and_nowhere_else(self, seg):
        assert seg.get("/").location == "/reports"
        [bar] = [nav for nav in page(seg.get("/reports")).iter("nav") if nav.get("aria-label") == "Main"]
        assert [text_of(a) for a in bar.iter("a")] == ["Reports"]

    def test_an_empty_one_says_why(self, seg):
        assert "No report has been issued yet." in words(seg.get("/reports"))

    def test_this_quarters_come_first_then_the_earlier_ones_each_newest_first(self, seg, partnership, issue):
        event = partnership.event()
        for title, now in (
            ("Autumn", datetime(2026, 11, 3, tzinfo=UTC)),
            ("Last minute of the year", datetime(2026, 12, 31, 23, 59, tzinfo=UTC)),
            ("First minute of the year", datetime(2027, 1, 1, tzinfo=UTC)),
            ("This week", NOW),
        ):
            issue(event, title, now=now)
        assert listed(seg.get("/reports")) == {
            "This quarter": ["This week", "First minute of the year"],
            "Earlier": ["Last minute of the year", "Autumn"],
        }

    def test_a_quarter_begins_at_midnight_in_london(self, seg, partnership, issue, clock):
        issue(partnership.event(), "March ends", now=datetime(2027, 3, 31, 22, 59, tzinfo=UTC))
        issue(partnership.event("neglect-2"), "April begins", now=datetime(2027, 3, 31, 23, 0, tzinfo=UTC))
        clock.at(datetime(2027, 5, 1, tzinfo=UTC))
        assert listed(seg.get("/reports")) == {"This quarter": ["April begins"], "Earlier": ["March ends"]}

    def test_each_says_board_edition_and_date(self, seg, partnership, issue):
        issue(partnership.event())
        assert "Soar Valley Board. Edition 1, issued on 4 March 2027." in words(seg.get("/reports"))

    def test_another_boards_reports_are_in_no_list(self, site, session, partnership, issue):
        issue(partnership.event())
        other = add_board(session, key="wreake", name="Wreake Board", by=WHO, now=MADE)
        session.commit()
        stranger = signed_in(site, "seg", board_id=other.id)
        assert "No report has been issued yet." in words(stranger.get("/reports"))

    def test_many_come_in_pages_without_reading_what_they_hold(self, seg, session, partnership, issue):
        event = partnership.event()
        for number in range(60):
            issue(event, f"Number {number}", now=STARTS - days(200 - number))
        with statements(session.get_bind()) as sent:
            first = seg.get("/reports")
        assert (len(listed(first)["Earlier"]), "Showing 1 to 50 of 60 reports." in words(first)) == (50, True)
        assert len(listed(seg.get("/reports?page=2"))["Earlier"]) == 10
        assert [sql for sql in sent if "reports.pdf," in sql or "reports.findings" in sql] == []


class TestOneReport:
    def test_it_is_read_as_it_was_issued(self, seg, partnership, issue):
        number = issue(partnership.event(), "What the training changed")
        shown = seg.get(f"/reports/{number}")
        assert heading(shown) == "What the training changed"
        assert "Edition 1, issued on Thursday 4 March 2027" in words(shown)
        assert hashlib.sha256(PDF).hexdigest() in words(shown)

    def test_the_pdf_is_the_one_that_was_issued_under_a_name_that_tells_nothing_personal(
        self, seg, partnership, issue
    ):
        number = issue(partnership.event())
        answer = seg.get(links(seg.get(f"/reports/{number}"))["Download the PDF"])
        assert (answer.get_data(), answer.content_type) == (PDF, "application/pdf")
        assert (
            answer.headers["Content-Disposition"] == "attachment; filename=foursteps-neglect-1-edition-1.pdf"
        )
        assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == (
            "no-store",
            "nosniff",
        )

    def test_each_edition_stays_as_it_was(self, seg, partnership, issue):
        event = partnership.event()
        first, second = issue(event, pdf=b"%PDF-1"), issue(event, pdf=b"%PDF-2")
        assert [seg.get(f"/reports/{number}/pdf").get_data() for number in (first, second)] == [
            b"%PDF-1",
            b"%PDF-2",
        ]
        assert "Edition 2" in words(seg.get(f"/reports/{second}"))

    @pytest.mark.parametrize("path", ["/reports/0", "/reports/77", "/reports/99999999999", "/reports/x/pdf"])
    def test_a_report_that_there_is_not_is_not_found(self, seg, path):
        assert seg.get(path).status_code == 404

    @pytest.mark.parametrize("path", ["", "/pdf"])
    def test_nothing_is_changed_by_reading(self, seg, partnership, issue, path):
        number = issue(partnership.event())
        assert seg.post(f"/reports/{number}{path}").status_code == 405

"""Findings on screen, and a report issued from them."""

from __future__ import annotations

import hashlib

import pytest

from app.officers import reports
from app.pdf import PressUnavailable
from surveys.models import Activity, Report
from tests.forms import buttons, heading, links, notices, press, words
from tests.staff import signed_in


def test_the_findings_of_an_event_nobody_answered_are_a_page_too(officer, event):
    shown = officer.get(f"/events/{event.key}/findings")
    assert (shown.status_code, heading(shown)) == (200, "Findings")
    assert links(shown)["Issue a report"] == f"/events/{event.key}/report"


class TestIssuing:
    @pytest.fixture
    def asked(self, officer, event):
        return officer.get(f"/events/{event.key}/report")

    def test_it_asks_first(self, asked, fresh):
        assert (heading(asked), buttons(asked)) == ("Issue a report?", ["Issue the report"])
        assert "An issued report cannot be changed or taken back" in words(asked)
        assert fresh(Report) == []

    def test_findings_and_pdf_are_frozen_with_who_and_when(self, officer, session, asked, fresh, clock):
        done = press(officer, asked, "Issue the report", follow=True)
        assert notices(done) == ["Edition 1 is issued. Soar Valley Board’s SEG can read it now."]
        [report] = fresh(Report)
        assert (report.edition, report.issued_at, report.issued_by.partition("-")[0]) == (
            1,
            clock(),
            "officer",
        )
        pdf = officer.get(links(done)["Download the PDF"]).get_data()
        assert (pdf[:5], hashlib.sha256(pdf).hexdigest()) == (b"%PDF-", report.pdf_sha256)
        [issued] = [activity for activity in fresh(Activity) if activity.verb == "issue-report"]
        assert issued.detail == {"edition": 1, "sha256": report.pdf_sha256}

    def test_the_next_one_is_a_new_edition_and_names_those_before(self, officer, event, asked, fresh):
        press(officer, asked, "Issue the report", follow=True)
        again = officer.get(f"/events/{event.key}/report")
        assert links(again)["Edition 1"] == f"/reports/{fresh(Report)[0].id}"
        press(officer, again, "Issue the report")
        assert [report.edition for report in fresh(Report)] == [1, 2]
        listed = links(officer.get(f"/events/{event.key}"))
        assert [words for words in listed if "edition" in words] == [
            "Neglect: first signs, 10 March 2027, edition 2",
            "Neglect: first signs, 10 March 2027, edition 1",
        ]

    def test_a_machine_that_cannot_make_pdfs_says_so_and_issues_nothing(
        self, officer, asked, fresh, monkeypatch
    ):
        def without_pango(findings):
            raise PressUnavailable("PDF reports need the Pango library.")

        monkeypatch.setattr(reports, "event_summary", without_pango)
        again = press(officer, asked, "Issue the report", follow=True)
        assert (notices(again), fresh(Report)) == (
            ["No report was issued. PDF reports need the Pango library."],
            [],
        )

    @pytest.mark.parametrize("role", ["coordinator", "development-officer", "seg"])
    def test_only_officers_issue(self, site, event, role, fresh):
        client = signed_in(site, role)
        assert client.get(f"/events/{event.key}/report").status_code == 403
        assert client.post(f"/events/{event.key}/report").status_code == 403
        assert fresh(Report) == []

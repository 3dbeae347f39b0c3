"""A report is issued once, edition by edition, and stays as it was."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from surveys.enums import ReportKind
from surveys.errors import AlreadyThere, NotFound
from surveys.findings.documents import from_dict, to_dict
from surveys.models import Activity, Report
from surveys.operations import reports as operations
from surveys.operations.programme import add_board
from surveys.operations.reports import issue_report
from surveys.queries.reports import count_reports, report_by_id, reports_of, reports_of_event
from tests.app.invented_findings import findings
from tests.partnership import MADE, STARTS, WHO, days
from tests.statements import statements

PDF = b"%PDF-1.7 \x00\xff as it was made"


@pytest.fixture
def issue(record):
    """``issue(event)`` issues the next edition on it, as many days after the event as ``after`` says."""

    def issued(event, *, after=200, title="Neglect, 10 March 2027", document=None, pdf=PDF):
        return issue_report(
            record,
            event,
            findings=document or to_dict(findings()),
            pdf=pdf,
            title=title,
            by=WHO,
            now=STARTS + days(after),
        )

    return issued


@pytest.fixture
def event(partnership):
    return partnership.event()


class TestIssuing:
    def test_what_is_issued_is_kept_with_who_and_when(self, record, event, issue):
        number = issue(event).id
        record.commit()
        record.expunge_all()
        kept = report_by_id(record, number)
        assert (kept.kind, kept.edition, kept.title) == (
            ReportKind.EVENT_SUMMARY,
            1,
            "Neglect, 10 March 2027",
        )
        assert (kept.pdf, kept.issued_by, kept.issued_at) == (PDF, WHO, STARTS + days(200))
        assert kept.pdf_sha256 == hashlib.sha256(PDF).hexdigest()

    def test_the_findings_come_back_as_they_were(self, record, event, issue):
        number = issue(event, document=to_dict(findings(9))).id
        record.commit()
        record.expunge_all()
        assert from_dict(report_by_id(record, number).findings) == findings(9)

    def test_editions_count_up_for_each_event_by_itself(self, partnership, event, issue):
        other = partnership.event("neglect-2")
        assert [issue(each).edition for each in (event, other, event, event, other)] == [1, 1, 2, 3, 2]

    def test_the_trail_says_who_issued_which_file(self, record, event, issue):
        issue(event)
        second = issue(event, pdf=b"%PDF-2", after=201)
        last = record.scalars(select(Activity).order_by(Activity.id.desc())).first()
        assert (last.actor, last.verb, last.at) == (WHO, "issue-report", STARTS + days(201))
        assert (last.subject, last.subject_id) == ("reports", second.id)
        assert last.detail == {"edition": 2, "sha256": hashlib.sha256(b"%PDF-2").hexdigest()}

    def test_two_officers_at_once_do_not_issue_one_edition_twice(self, record, event, issue, monkeypatch):
        issue(event)
        record.commit()
        monkeypatch.setattr(operations, "latest_edition", lambda *_: 0)
        with pytest.raises(AlreadyThere, match="Somebody else has just issued"):
            issue(event)
        record.rollback()
        assert [report.edition for report in reports_of_event(record, event)] == [1]

    def test_the_table_refuses_an_edition_that_is_there(self, record, event, issue):
        first = issue(event)
        record.add(
            Report(
                event=event,
                kind=first.kind,
                edition=1,
                title="Again",
                issued_at=first.issued_at,
                issued_by=WHO,
                findings={},
                pdf=b"",
                pdf_sha256="0" * 64,
            )
        )
        with pytest.raises(IntegrityError):
            record.flush()


class TestReading:
    @pytest.fixture
    def other_board(self, record):
        return add_board(record, key="wreake", name="Wreake Board", by=WHO, now=MADE)

    def test_lists_come_newest_first_over_all_events_of_the_boards(self, record, partnership, event, issue):
        other = partnership.event("neglect-2")
        issue(event, title="First", after=190)
        issue(other, title="Third", after=210)
        issue(event, title="Second", after=200)
        found = reports_of(record, [partnership.board.id])
        assert [report.title for report in found] == ["Third", "Second", "First"]
        assert [report.title for report in reports_of_event(record, event)] == ["Second", "First"]

    def test_a_list_loads_neither_findings_nor_pdf_and_asks_once(self, record, event, issue):
        for _edition in range(3):
            issue(event)
        record.commit()
        record.expunge_all()
        with statements(record.get_bind()) as sent:
            found = reports_of(record, None)
            assert {report.event.board.name for report in found} == {"Soar Valley Board"}
        assert (len(found), len(sent)) == (3, 1)
        for report in found:
            assert inspect(report).unloaded >= {"findings", "pdf"}

    def test_a_time_takes_in_its_beginning_and_not_its_end(self, record, event, issue):
        for after in (10, 20, 30):
            issue(event, title=f"Day {after}", after=after)
        within = {"since": STARTS + days(10), "before": STARTS + days(30)}
        assert [report.title for report in reports_of(record, None, **within)] == ["Day 20", "Day 10"]
        assert count_reports(record, None, **within) == 2

    def test_a_long_list_is_read_a_part_at_a_time(self, record, event, issue):
        for number in range(5):
            issue(event, title=f"Number {number}", after=number)
        assert [report.title for report in reports_of(record, None, first=1, most=2)] == [
            "Number 3",
            "Number 2",
        ]

    def test_another_boards_reports_are_nowhere(self, record, partnership, event, issue, other_board):
        number = issue(event).id
        assert (list(reports_of(record, [other_board.id])), count_reports(record, [other_board.id])) == (
            [],
            0,
        )
        with pytest.raises(NotFound) as foreign:
            report_by_id(record, number, boards=[other_board.id])
        with pytest.raises(NotFound) as missing:
            report_by_id(record, number + 1, boards=[other_board.id])
        assert str(foreign.value) == str(missing.value) == "There is no such report."

    def test_nobody_of_no_board_sees_any(self, record, event, issue):
        number = issue(event).id
        assert list(reports_of(record, [])) == []
        with pytest.raises(NotFound):
            report_by_id(record, number, boards=[])

    def test_one_report_is_read_in_one_statement_with_its_event(self, record, partnership, event, issue):
        number = issue(event).id
        record.commit()
        board = partnership.board.id
        record.expunge_all()
        with statements(record.get_bind()) as sent:
            report = report_by_id(record, number, boards=[board])
            told = (report.pdf, report.event.board.name, report.event.course.title, bool(report.findings))
        assert told == (PDF, "Soar Valley Board", "Neglect: first signs", True)
        assert len(sent) == 1

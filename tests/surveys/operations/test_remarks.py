"""A corrected key: answers are marked again, the old marks stay, and answers still to come follow the correction."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from app.database import prepare
from question_banks.authoring import replace_question
from surveys.errors import NotFound, SurveyError
from surveys.models import Activity, Answer, BankVersion, Base, Event, Invitation, OldMark, Remark, Wave
from surveys.operations.banks import publish_bank
from surveys.operations.remarks import remark_question
from surveys.operations.reports import issue_report
from surveys.operations.responses import save_draft, submit_response
from surveys.queries.links import find_link
from surveys.queries.questionnaires import forget_questionnaires, questionnaire
from surveys.queries.remarks import (
    CorrectedSince,
    answers_by_question,
    corrected_since,
    corrections_of,
    issued_before,
    remarks_of,
    versions_still_asked,
)
from surveys.tokens import LinkSigner
from tests.respondents import BANK, NOW, RIGHT, Invitations
from tests.statements import statements

SIGNER = LinkSigner(["a key of at least thirty-two letters and more"])
WHO = "officer@soar.example"
SOON, LATER = NOW + timedelta(minutes=5), NOW + timedelta(days=1)
FIRST = BANK.questions_by_key["first-step"]


def keyed(right, *also):
    """The bank whose first question has this right option, and others that earn half."""
    options = tuple(
        replace(option, right=option.key == right, credit=50 if option.key in also else None)
        for option in FIRST.options
    )
    return replace_question(BANK, "first-step", replace(FIRST, stem="What first?", options=options))


@pytest.fixture(autouse=True)
def _forget():
    yield
    forget_questionnaires()


@pytest.fixture
def invite(record):
    return Invitations(record, SIGNER)


def respond(session, token, **said):
    """Somebody's answers, right but for what they ``said`` to the first question."""
    fill_in(session, token, **said)
    send(session, token)


def fill_in(session, token, first="a"):
    link = find_link(session, SIGNER, token, now=NOW, hold=True)
    answers = {**RIGHT, "neglect.first-step": [first]}
    for page in questionnaire(session, link.questionnaire_id, link.remark).pages:
        save_draft(session, find_link(session, SIGNER, token, now=NOW, hold=True), page, answers, now=NOW)


def send(session, token):
    link = find_link(session, SIGNER, token, now=NOW, hold=True)
    submit_response(session, link, questionnaire(session, link.questionnaire_id, link.remark), now=SOON)


@pytest.fixture
def answered(record, invite):
    """One person chose a, two chose b, one chose c, by version 1, where a is right."""
    for choice in "abbc":
        respond(record, invite.delegate_pre(), first=choice)
    return record.scalars(select(BankVersion)).one()


def publish(record, bank):
    return publish_bank(record, bank, by=WHO, now=LATER)


def remark(record, older, newer, key="first-step", reason="The procedure says b.", now=LATER):
    return remark_question(record, key, older=older, newer=newer, reason=reason, by=WHO, now=now)


def marks(record, key="first-step"):
    rows = record.execute(
        select(Answer.value, Answer.mark, Answer.max_mark)
        .where(Answer.question_key == key)
        .order_by(Answer.response_id)
    )
    return [tuple(row) for row in rows]


class TestMarkingAgain:
    def test_answers_are_marked_by_the_corrected_key_and_old_marks_are_kept(self, record, answered):
        assert marks(record) == [("a", 1, 1), ("b", 0, 1), ("b", 0, 1), ("c", 0, 1)]
        newer = publish(record, keyed("b"))
        made = remark(record, answered, newer)
        assert marks(record) == [("a", 0, 1), ("b", 1, 1), ("b", 1, 1), ("c", 0, 1)]
        assert (made.answers, made.changed, made.reason, made.made_by, made.made_at) == (
            4,
            3,
            "The procedure says b.",
            WHO,
            LATER,
        )
        kept = record.execute(select(OldMark.mark, OldMark.max_mark).order_by(OldMark.response_id)).all()
        assert [tuple(row) for row in kept] == [(1, 1), (0, 1), (0, 1)]

    def test_answers_to_other_questions_and_versions_stay(self, record, invite, answered):
        newer = publish(record, keyed("b"))
        before = {key: marks(record, key) for key in ("signs", "intent")}
        remark(record, answered, newer)
        assert {key: marks(record, key) for key in before} == before

    def test_the_trail_says_who_did_it_and_to_how_many(self, record, answered):
        made = remark(record, answered, publish(record, keyed("b")))
        row = record.scalars(select(Activity).where(Activity.verb == "remark-question")).one()
        assert (row.actor, row.subject, row.subject_id, row.at) == (WHO, "remarks", made.id, LATER)
        assert row.detail == {"question": "first-step", "older": 1, "newer": 2, "answers": 4, "changed": 3}

    def test_other_marks_for_the_question_are_taken_over(self, record, answered):
        first = keyed("b").questions_by_key["first-step"]
        remark(
            record, answered, publish(record, replace_question(BANK, "first-step", replace(first, marks=2)))
        )
        assert marks(record) == [("a", 0, 2), ("b", 2, 2), ("b", 2, 2), ("c", 0, 2)]

    def test_a_second_correction_holds_and_keeps_the_marks_of_the_first(self, record, answered):
        remark(record, answered, publish(record, keyed("b")))
        again = remark(record, answered, publish(record, keyed("b", "c")), reason="c as well.")
        assert marks(record) == [("a", 0, 1), ("b", 1, 1), ("b", 1, 1), ("c", 0.5, 1)]
        assert (
            again.changed,
            record.scalars(select(OldMark.mark).where(OldMark.remark_id == again.id)).all(),
        ) == (
            1,
            [0],
        )
        held = corrections_of(record, [answered.id])[answered.id]["first-step"]
        assert (held.newer_number, held.reason) == (3, "c as well.")
        assert [one.reason for one in remarks_of(record, answered.bank_id)] == [
            "c as well.",
            "The procedure says b.",
        ]

    def test_the_first_key_can_be_put_back(self, record, answered):
        remark(record, answered, publish(record, keyed("b")))
        remark(record, answered, publish(record, keyed("a")), reason="It was a after all.")
        assert [mark for _value, mark, _of in marks(record)] == [1, 0, 0, 0]

    def test_it_takes_as_many_statements_for_many_answers_as_for_one(self, record, invite):
        def count(bank):
            older = record.scalars(select(BankVersion).where(BankVersion.number == 1)).one()
            newer = publish(record, bank)
            with statements(record.get_bind().engine) as sent:
                remark(record, older, newer)
            return len(sent)

        respond(record, invite.delegate_pre(), first="a")
        few = count(keyed("b"))
        for choice in "abbc":
            respond(record, invite.delegate_pre(), first=choice)
        assert count(keyed("c")) == few


class TestRefused:
    def nothing_changed(self, record):
        return [mark for _value, mark, _of in marks(record)] == [1, 0, 0, 0] and not record.scalars(
            select(Remark)
        ).all()

    @pytest.mark.parametrize("reason", ["", "  ", "x" * 1_001])
    def test_without_a_reason_of_some_length(self, record, answered, reason):
        with pytest.raises(SurveyError, match="Say why"):
            remark(record, answered, publish(record, keyed("b")), reason=reason)
        assert self.nothing_changed(record)

    def test_when_the_choices_are_others(self, record, answered):
        other = replace(FIRST, options=FIRST.options[:2])
        with pytest.raises(SurveyError, match="do not have the same choices"):
            remark(record, answered, publish(record, replace_question(BANK, "first-step", other)))
        assert self.nothing_changed(record)

    def test_when_the_key_is_the_same(self, record, answered):
        reworded = replace_question(BANK, "first-step", replace(FIRST, stem="What first?"))
        with pytest.raises(SurveyError, match="by this key already"):
            remark(record, answered, publish(record, reworded))

    def test_twice(self, record, answered):
        newer = publish(record, keyed("b"))
        remark(record, answered, newer)
        with pytest.raises(SurveyError, match="by this key already"):
            remark(record, answered, newer)

    def test_what_is_not_in_both_versions(self, record, answered):
        newer = publish(record, keyed("b"))
        for wrong in (
            {"older": answered, "newer": newer, "key": "nothing"},
            {"older": newer, "newer": answered},
            {"older": answered, "newer": publish(record, replace(keyed("b"), key="other"))},
        ):
            with pytest.raises(NotFound):
                remark(record, **wrong)
        assert self.nothing_changed(record)


class TestAnswersToCome:
    def test_they_are_marked_by_the_corrected_key(self, record, invite, answered):
        before, after = invite.delegate_pre(), invite.delegate_pre()
        questionnaire(record, find_link(record, SIGNER, before, now=NOW).questionnaire_id)
        remark(record, answered, publish(record, keyed("b")))
        respond(record, after, first="b")
        respond(record, before, first="a")
        assert [(value, mark) for value, mark, _of in marks(record)][-2:] == [("a", 0), ("b", 1)]

    def test_whoever_opened_the_link_before_is_marked_by_it_too(self, record, invite, answered):
        token = invite.delegate_pre()
        link = find_link(record, SIGNER, token, now=NOW, hold=True)
        asked = questionnaire(record, link.questionnaire_id, link.remark)
        for page in asked.pages:
            save_draft(record, find_link(record, SIGNER, token, now=NOW), page, RIGHT, now=NOW)
        opened = find_link(record, SIGNER, token, now=NOW, hold=True)
        remark(record, answered, publish(record, keyed("b")))
        submit_response(record, opened, asked, now=SOON)
        assert marks(record)[-1] == ("a", 0, 1)

    def test_sending_takes_no_statement_more(self, record, invite, answered):
        tokens = [invite.delegate_pre(), invite.delegate_pre()]
        remark(record, answered, publish(record, keyed("b")))
        respond(record, tokens[0])
        with statements(record.get_bind().engine) as sent:
            respond(record, tokens[1])
        assert len([sql for sql in sent if "SAVEPOINT" not in sql]) == 4 + 2 + 5 - 1


class TestLooking:
    def test_what_is_answered_and_still_asked_is_known(self, record, invite, answered):
        assert answers_by_question(record, [answered.id]) == {
            (answered.id, key): 4 for key in ("first-step", "signs", "intent")
        }
        assert versions_still_asked(record, [answered.id], NOW) == frozenset()
        invite.delegate_pre()
        assert versions_still_asked(record, [answered.id], NOW) == {answered.id}
        assert versions_still_asked(record, [answered.id], NOW + timedelta(days=400)) == frozenset()

    def test_no_report_is_named_where_none_was_issued(self, record, answered):
        assert issued_before(record, answered.id, "first-step", None) == []


class TestIssuedReports:
    """What was marked again after a report was issued, where its figures rest on it."""

    @pytest.fixture
    def issue(self, record):
        def issued(now, event=None):
            event = event or record.scalars(select(Event).join(Wave).join(Invitation)).first()
            return issue_report(record, event, findings={}, pdf=b"%PDF-", title="Found", by=WHO, now=now).id

        return issued

    def test_those_before_the_correction_are_known_with_when_it_was(self, record, answered, issue):
        earlier, later = issue(NOW + timedelta(hours=1)), issue(LATER + timedelta(hours=1))
        remark(record, answered, publish(record, keyed("b")))
        assert corrected_since(record, [earlier, later]) == {earlier: CorrectedSince(1, LATER, LATER)}
        assert corrected_since(record, [later]) == corrected_since(record, []) == {}

    def test_a_question_is_counted_once_however_often_it_is_corrected(self, record, answered, issue):
        report, last = issue(NOW + timedelta(hours=1)), LATER + timedelta(days=3)
        remark(record, answered, publish(record, keyed("b")))
        remark(record, answered, publish(record, keyed("c")), now=last)
        assert corrected_since(record, [report]) == {report: CorrectedSince(1, LATER, last)}

    def test_answers_that_came_after_the_report_are_not_in_it(self, record, answered, issue):
        report = issue(NOW)
        remark(record, answered, publish(record, keyed("b")))
        assert corrected_since(record, [report]) == {}

    def test_an_event_where_nobody_answered_it_is_not_touched(self, record, answered, issue):
        event = record.scalars(select(Event)).first()
        other = Event(
            key="other",
            board_id=event.board_id,
            course_id=event.course_id,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
        )
        record.add(other)
        record.flush()
        report = issue(NOW + timedelta(hours=1), event=other)
        remark(record, answered, publish(record, keyed("b")))
        assert corrected_since(record, [report]) == {}

    def test_it_takes_one_statement(self, record, answered, issue):
        reports = [issue(NOW + timedelta(hours=hour)) for hour in (1, 2, 3)]
        remark(record, answered, publish(record, keyed("b")))
        with statements(record.get_bind().engine) as sent:
            found = corrected_since(record, reports)
        assert (len(found), len([sql for sql in sent if "SAVEPOINT" not in sql])) == (3, 1)


class TestAtTheSameMoment:
    """A key is corrected while somebody sends answers, each in a transaction that is really committed."""

    @pytest.fixture
    def office(self, empty_database_url):
        engine = create_engine(empty_database_url)
        prepare(engine)
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            self.token = Invitations(session, SIGNER).delegate_pre()
            self.older = session.scalars(select(BankVersion.id)).one()
            self.newer = publish(session, keyed("b")).id
            fill_in(session, self.token, first="b")
            session.commit()
        yield engine
        engine.dispose()

    def correct(self, session):
        remark(session, session.get_one(BankVersion, self.older), session.get_one(BankVersion, self.newer))

    def test_answers_on_their_way_are_waited_for(self, office):
        def correct():
            with Session(office) as session:
                self.correct(session)
                session.commit()

        with ThreadPoolExecutor(1) as other, Session(office) as sending:
            send(sending, self.token)
            correcting = other.submit(correct)
            with pytest.raises(TimeoutError):
                correcting.result(0.5)
            sending.commit()
            correcting.result(30)
        with Session(office) as session:
            assert marks(session) == [("b", 1, 1)]

    def test_answers_that_come_meanwhile_are_marked_by_the_correction(self, office):
        def send_too():
            with Session(office) as session:
                send(session, self.token)
                session.commit()

        with ThreadPoolExecutor(1) as other, Session(office) as correcting:
            self.correct(correcting)
            sending = other.submit(send_too)
            with pytest.raises(TimeoutError):
                sending.result(0.5)
            correcting.commit()
            sending.result(30)
        with Session(office) as session:
            assert marks(session) == [("b", 1, 1)]

    def test_two_officers_mark_them_again_once(self, office):
        with Session(office) as session:
            send(session, self.token)
            session.commit()

        def correct_too():
            with Session(office) as session:
                self.correct(session)
                session.commit()

        with ThreadPoolExecutor(1) as other, Session(office) as correcting:
            self.correct(correcting)
            second = other.submit(correct_too)
            with pytest.raises(TimeoutError):
                second.result(0.5)
            correcting.commit()
            with pytest.raises(SurveyError, match="by this key already"):
                second.result(30)
        with Session(office) as session:
            assert session.scalars(select(Remark.changed)).all() == [1]

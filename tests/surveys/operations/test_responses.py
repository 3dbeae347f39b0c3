"""What a respondent does to the record: a draft kept, one response, a fresh link; each once, whoever comes twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from surveys.enums import Audience, MessageKind, MessageState, TimePoint
from surveys.errors import AnswersRefused, ReplacedLink, UsedLink
from surveys.models import Activity, Answer, Invitation, Message, Response
from surveys.operations.responses import request_fresh_link, save_draft, submit_response
from surveys.queries.links import find_link
from surveys.queries.questionnaires import questionnaire
from surveys.tokens import LinkSigner
from tests.respondents import NOW, RIGHT, Invitations
from tests.statements import statements

SIGNER = LinkSigner(["a key of at least thirty-two letters and more"])
SOON = NOW + timedelta(minutes=5)


@pytest.fixture
def invite(record):
    return Invitations(record, SIGNER)


@pytest.fixture
def token(invite):
    return invite.delegate_pre()


def opened(record, token):
    record.flush()
    return find_link(record, SIGNER, token, now=NOW, hold=True)


def asked(record, token):
    return questionnaire(record, opened(record, token).questionnaire_id)


def invitation(record, token):
    return record.get_one(Invitation, SIGNER.read(token)[0], populate_existing=True)


def fill_in(record, token, answers=RIGHT):
    for page in asked(record, token).pages:
        save_draft(record, opened(record, token), page, answers, now=NOW)


def send(record, token, now=SOON):
    submit_response(record, opened(record, token), asked(record, token), now=now)


def trail(record, verb):
    rows = record.scalars(select(Activity).where(Activity.verb == verb))
    return [(row.at, row.actor, row.subject, row.subject_id, row.detail) for row in rows]


class TestSavingADraft:
    def test_a_page_is_kept_and_leaves_the_others_alone(self, record, token):
        first, second = asked(record, token).pages
        assert save_draft(record, opened(record, token), first, RIGHT, now=NOW) == {}
        assert save_draft(record, opened(record, token), second, RIGHT, now=SOON) == {}
        made = invitation(record, token)
        assert (made.draft, made.draft_saved_at) == (RIGHT, SOON)

    def test_an_answer_that_is_refused_leaves_the_one_before(self, record, token):
        page = asked(record, token).pages[0]
        save_draft(record, opened(record, token), page, RIGHT, now=NOW)
        odd = {**RIGHT, "neglect.first-step": ["z"], "neglect.signs": ["c"]}
        problems = save_draft(record, opened(record, token), page, odd, now=SOON)
        draft = invitation(record, token).draft
        assert list(problems) == ["neglect.first-step"]
        assert (draft["neglect.first-step"], draft["neglect.signs"]) == (["a"], ["c"])

    def test_a_form_that_was_sent_empty_does_not_count_as_begun(self, record, token):
        for page in asked(record, token).pages:
            empty = {one.name: [""] for one in page.asked}
            assert len(save_draft(record, opened(record, token), page, empty, now=NOW)) == len(
                [one for one in page.asked if one.question.required]
            )
        assert invitation(record, token).draft_saved_at is None
        save_draft(record, opened(record, token), page, {"neglect.confident": ["0"]}, now=SOON)
        assert invitation(record, token).draft_saved_at == SOON

    def test_it_takes_one_statement(self, record, token):
        link, page = opened(record, token), asked(record, token).pages[0]
        with statements(record.connection()) as sent:
            save_draft(record, link, page, RIGHT, now=NOW)
        assert [sql.split()[0] for sql in sent] == ["UPDATE"]

    @pytest.mark.parametrize("fact", [{"submitted_at": NOW}, {"withdrawn_at": NOW}, {"issue": 2}])
    def test_it_comes_too_late_when_the_link_died_meanwhile(self, record, token, fact):
        link, page = opened(record, token), asked(record, token).pages[0]
        for name, value in fact.items():
            setattr(invitation(record, token), name, value)
        record.flush()
        with pytest.raises(UsedLink) as refused:
            save_draft(record, link, page, RIGHT, now=SOON)
        assert (refused.value.link, invitation(record, token).draft) == (link, None)


class TestSubmitting:
    def test_the_draft_becomes_a_response_with_an_answer_for_each_question_that_was_answered(
        self, record, token
    ):
        fill_in(record, token)
        version = next(asked(record, token).asked).bank_version_id
        send(record, token)
        made = invitation(record, token)
        response = record.scalars(select(Response)).one()
        answers = record.scalars(select(Answer).order_by(Answer.question_key)).all()
        assert (response.invitation_id, response.submitted_at) == (made.id, SOON)
        assert [(a.question_key, a.value, a.outside, a.mark, a.max_mark) for a in answers] == [
            ("confident", 4, False, None, None),
            ("first-step", "a", False, 1, 1),
            ("how-often", "no-opportunity", True, None, None),
            ("intent", False, False, 1, 1),
            ("signs", ["a", "b"], False, 2, 2),
        ]
        assert {(a.response_id, a.bank_version_id) for a in answers} == {(made.id, version)}

    def test_the_link_is_used_and_the_draft_is_forgotten(self, record, token):
        fill_in(record, token)
        send(record, token)
        made = invitation(record, token)
        assert (made.submitted_at, made.draft, made.draft_saved_at) == (SOON, None, NOW)

    def test_the_trail_tells_of_it_and_of_no_answer(self, record, token):
        fill_in(record, token)
        send(record, token)
        made = invitation(record, token)
        assert trail(record, "submit-response") == [
            (SOON, "delegate", "invitations", made.id, {"answers": 5})
        ]

    @pytest.mark.parametrize(
        ("name", "value", "mark", "stored"),
        [
            ("neglect.first-step", ["b"], 0, "b"),
            ("neglect.signs", ["a"], 1, ["a"]),
            ("neglect.signs", ["c", "b", "a"], 1, ["a", "b", "c"]),
            ("neglect.signs", ["c"], 0, ["c"]),
            ("neglect.intent", ["true"], 0, True),
            ("neglect.how-often", ["2"], None, 2),
            ("neglect.confident", ["0"], None, 0),
            ("neglect.story", ["She told me.\r\nI listened. "], None, "She told me.\nI listened. "),
        ],
    )
    def test_marks_as_worked_examples(self, record, token, name, value, mark, stored):
        fill_in(record, token, {**RIGHT, name: value})
        send(record, token)
        answer = record.scalars(select(Answer).where(Answer.question_key == name.split(".")[1])).one()
        assert (answer.mark, answer.value, answer.outside) == (mark, stored, False)

    def test_gaps_are_refused_by_name_and_nothing_changes(self, record, token):
        page = asked(record, token).pages[0]
        save_draft(record, opened(record, token), page, RIGHT, now=NOW)
        with pytest.raises(AnswersRefused) as refused:
            send(record, token)
        assert list(refused.value.problems) == ["neglect.how-often", "neglect.confident"]
        assert invitation(record, token).submitted_at is None
        assert record.scalar(select(func.count()).select_from(Response)) == 0

    def test_it_takes_four_statements_after_the_link(self, record, token):
        fill_in(record, token)
        link, whole = opened(record, token), asked(record, token)
        with statements(record.connection()) as sent:
            submit_response(record, link, whole, now=SOON)
        assert [" ".join(sql.split()[:3]) for sql in sent] == [
            "UPDATE invitations SET",
            "INSERT INTO responses",
            "INSERT INTO answers",
            "INSERT INTO activity",
        ]

    def test_who_comes_second_is_told_and_changes_nothing(self, record, token):
        fill_in(record, token)
        link, whole = opened(record, token), asked(record, token)
        submit_response(record, link, whole, now=SOON)
        other = replace(link, draft={**RIGHT, "neglect.first-step": ["b"]})
        with pytest.raises(UsedLink) as refused:
            submit_response(record, other, whole, now=SOON + timedelta(seconds=1))
        assert refused.value.link == other
        assert record.scalars(select(Answer.value).where(Answer.question_key == "first-step")).all() == ["a"]
        assert (invitation(record, token).submitted_at, len(trail(record, "submit-response"))) == (SOON, 1)

    def test_a_managers_answers_are_about_the_delegate_and_by_the_manager(self, record, invite):
        token = invite.manager_month3()
        fill_in(record, token, {"neglect.how-often": ["1"]})
        send(record, token)
        assert record.scalars(select(Answer.value)).all() == [1]
        assert [row[1] for row in trail(record, "submit-response")] == ["manager"]


def test_two_people_on_one_questionnaire_have_a_response_each(record, invite):
    tokens = [invite.delegate_pre(), invite.delegate_pre()]
    for token in tokens:
        fill_in(record, token)
        send(record, token)
    assert record.scalar(select(func.count()).select_from(Response)) == 2
    assert record.scalar(select(func.count()).select_from(Answer)) == 10


class TestFreshLinks:
    def ask(self, record, old, now=NOW):
        with pytest.raises(ReplacedLink) as replaced:
            find_link(record, SIGNER, old, now=now, hold=True)
        request_fresh_link(record, replaced.value.link, now=now)

    def messages(self, record):
        rows = record.scalars(select(Message).order_by(Message.ordinal))
        return [(row.kind, row.ordinal, row.state, row.queued_at, row.due_at) for row in rows]

    def send_what_is_queued(self, record):
        for message in record.scalars(select(Message)):
            message.state = MessageState.SENT
        record.flush()

    def test_a_message_is_queued_and_every_link_before_it_is_dead(self, record, invite):
        old = invite.replaced()
        made = invitation(record, old)
        self.ask(record, old)
        assert self.messages(record) == [(MessageKind.FRESH_LINK, 1, MessageState.QUEUED, NOW, NOW)]
        made = invitation(record, old)
        assert (made.issue, made.token_digest) == (3, "")
        with pytest.raises(ReplacedLink):
            find_link(record, SIGNER, SIGNER.sign(made.id, 2), now=NOW)

    def test_the_trail_tells_of_it(self, record, invite):
        old = invite.replaced()
        self.ask(record, old)
        made = invitation(record, old)
        assert trail(record, "request-fresh-link") == [
            (NOW, "delegate", "invitations", made.id, {"ordinal": 1})
        ]

    def test_asking_again_while_it_waits_changes_nothing(self, record, invite):
        old = invite.replaced()
        for _ in range(3):
            self.ask(record, old)
        assert (len(self.messages(record)), invitation(record, old).issue) == (1, 3)

    def test_three_a_day_are_sent_and_no_more(self, record, invite):
        old = invite.replaced()
        for minutes in range(0, 50, 10):
            self.ask(record, old, NOW + timedelta(minutes=minutes))
            self.send_what_is_queued(record)
        assert [row[1] for row in self.messages(record)] == [1, 2, 3]
        self.ask(record, old, NOW + timedelta(days=1))
        assert [row[1] for row in self.messages(record)] == [1, 2, 3, 4]

    def test_one_persons_requests_do_not_count_for_another(self, record, invite):
        first, second = invite.replaced(), invite.replaced()
        for old in (first, second):
            self.ask(record, old)
        assert [row[1] for row in self.messages(record)] == [1, 1]

    def test_the_draft_is_still_there(self, record, invite):
        token = invite.delegate_pre()
        fill_in(record, token)
        made = invitation(record, token)
        made.issue, made.token_digest = 2, ""
        record.flush()
        self.ask(record, token)
        assert invitation(record, token).draft == RIGHT


def test_no_other_time_point_is_touched(record, invite):
    before = invite.delegate_pre()
    person = invitation(record, before).booking
    later = invite.invitation(person.event.starts_at, TimePoint.POST, Audience.DELEGATE)
    fill_in(record, before)
    send(record, before)
    assert (later.submitted_at, later.draft) == (None, None)

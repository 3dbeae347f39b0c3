"""What a personal link opens, and which refusal it meets when it opens nothing."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from sqlalchemy import select

from surveys.enums import Audience, TimePoint
from surveys.errors import ClosedLink, LinkError, ReplacedLink, UnknownLink, UsedLink, WithdrawnLink
from surveys.models import Event, Invitation
from surveys.operations.links import current_token
from surveys.queries.links import Link, find_link
from surveys.tokens import LinkSigner, digest
from tests.respondents import NEXT_COURSE, NOW, Invitations
from tests.statements import statements

OLD, NEW = "an old key of at least thirty-two letters", "a new key of at least thirty-two letters"
SIGNER = LinkSigner([NEW])


@pytest.fixture
def invite(record):
    return Invitations(record, SIGNER)


def opened(record, token, now=NOW, signer=SIGNER, **options):
    return find_link(record, signer, token, now=now, **options)


def refusal(record, token, **options):
    """The class of the error and the link that it carries."""
    with pytest.raises(LinkError) as refused:
        opened(record, token, **options)
    return type(refused.value), refused.value.link


def invitation_of(record, token):
    return record.get_one(Invitation, SIGNER.read(token)[0])


class TestOpening:
    def test_a_link_knows_what_its_pages_say(self, record, invite):
        token = invite.delegate_pre()
        made = invitation_of(record, token)
        assert opened(record, token) == Link(
            invitation_id=made.id,
            questionnaire_id=made.questionnaire_id,
            issue=1,
            audience=Audience.DELEGATE,
            point=TimePoint.PRE,
            course_title="Neglect: recognising and responding",
            board_name="Soar Valley Board",
            venue="Beaumanor Hall",
            event_starts_at=NEXT_COURSE,
            closes_at=NEXT_COURSE,
            submitted_at=None,
            delegate_first_name="Priya",
            draft={},
            draft_seconds={},
            remark=0,
        )

    def test_a_managers_link_is_about_their_team_member(self, record, invite):
        link = opened(record, invite.manager_month3())
        assert (link.audience, link.point) == (Audience.MANAGER, TimePoint.MONTH3)
        assert link.delegate_first_name == "Priya"

    def test_the_draft_comes_with_it(self, record, invite):
        token = invite.delegate_pre()
        invitation_of(record, token).draft = {"neglect.signs": ["a", "b"]}
        assert opened(record, token).draft == {"neglect.signs": ["a", "b"]}

    @pytest.mark.parametrize("hold", [False, True])
    def test_it_takes_one_statement_and_writes_nothing(self, record, invite, hold):
        token = invite.delegate_pre()
        record.flush()
        with statements(record.connection()) as sent:
            opened(record, token, hold=hold)
        assert len(sent) == 1
        assert sent[0].startswith("SELECT")
        assert not record.dirty

    def test_on_postgresql_a_link_that_is_held_locks_its_invitation_and_nothing_shared(self, record, invite):
        token = invite.delegate_pre()
        record.flush()
        with statements(record.connection()) as sent:
            opened(record, token, hold=True)
        locks = sent[0].endswith("FOR UPDATE OF invitations")
        assert locks is (record.get_bind().dialect.name == "postgresql")


class TestRefusals:
    def test_each_state_has_a_refusal_of_its_own(self, record, invite):
        used = invite.delegate_pre()
        invitation_of(record, used).submitted_at = NOW
        tokens = [used, invite.withdrawn(), invite.replaced(), invite.closed(), invite.unknown()]
        assert [refusal(record, token)[0] for token in tokens] == [
            UsedLink,
            WithdrawnLink,
            ReplacedLink,
            ClosedLink,
            UnknownLink,
        ]

    def test_a_refusal_of_our_own_link_carries_it_and_an_unknown_one_carries_nothing(self, record, invite):
        used = invite.delegate_pre()
        made = invitation_of(record, used)
        made.submitted_at = NOW
        link = refusal(record, used)[1]
        assert (link.invitation_id, link.submitted_at) == (made.id, NOW)
        assert refusal(record, invite.unknown())[1] is None

    def test_a_wave_is_open_until_the_moment_it_closes(self, record, invite):
        token = invite.delegate_pre()
        assert opened(record, token, now=NEXT_COURSE - timedelta(microseconds=1))
        assert refusal(record, token, now=NEXT_COURSE)[0] is ClosedLink

    def test_a_wave_that_was_closed_early_is_closed(self, record, invite):
        token = invite.delegate_pre()
        invitation_of(record, token).wave.closed_at = NOW
        assert refusal(record, token)[0] is ClosedLink

    def test_the_links_of_a_cancelled_event_die(self, record, invite):
        token = invite.delegate_pre()
        record.scalars(select(Event)).one().cancelled_at = NOW
        assert refusal(record, token)[0] is WithdrawnLink

    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            ({"submitted_at": NOW, "withdrawn_at": NOW}, WithdrawnLink),
            ({"submitted_at": NOW, "issue": 2}, UsedLink),
            ({"withdrawn_at": NOW, "issue": 2}, WithdrawnLink),
            ({"issue": 2}, ReplacedLink),
        ],
    )
    def test_of_several_reasons_the_most_helpful_is_given(self, record, invite, facts, expected):
        token = invite.delegate_pre()
        for name, value in facts.items():
            setattr(invitation_of(record, token), name, value)
        assert refusal(record, token)[0] is expected

    def test_nobody_is_offered_a_fresh_link_to_a_wave_that_has_closed(self, record, invite):
        token = invite.delegate_pre()
        invitation_of(record, token).issue = 2
        assert refusal(record, token, now=NEXT_COURSE)[0] is ClosedLink

    def test_answers_that_were_given_are_acknowledged_after_the_wave_too(self, record, invite):
        token = invite.delegate_pre()
        invitation_of(record, token).submitted_at = NOW
        assert refusal(record, token, now=NEXT_COURSE + timedelta(days=400))[0] is UsedLink


class TestExactText:
    def test_a_link_of_a_person_who_is_not_there_is_unknown(self, record):
        assert refusal(record, SIGNER.sign(4711, 1)) == (UnknownLink, None)

    def test_a_link_that_was_signed_and_never_sent_is_unknown(self, record, invite):
        made = invite.invitation(NEXT_COURSE, TimePoint.PRE, Audience.DELEGATE)
        assert made.token_digest == ""
        assert refusal(record, SIGNER.sign(made.id, 1)) == (UnknownLink, None)

    def test_an_issue_that_was_never_made_is_unknown(self, record, invite):
        made = invitation_of(record, invite.delegate_pre())
        assert refusal(record, SIGNER.sign(made.id, 2)) == (UnknownLink, None)

    def test_the_text_must_be_the_one_that_was_sent_also_when_another_key_signed_the_same(
        self, record, invite
    ):
        token = invite.delegate_pre()
        both = LinkSigner([OLD, NEW])
        assert opened(record, token, signer=both).issue == 1
        assert refusal(record, both.sign(*SIGNER.read(token)), signer=both) == (UnknownLink, None)


class TestCurrentToken:
    """The token is made when a message is sent."""

    def test_a_reminder_carries_the_link_of_the_invitation(self, record, invite):
        made = invite.invitation(NEXT_COURSE, TimePoint.PRE, Audience.DELEGATE)
        first, second = current_token(record, made, SIGNER), current_token(record, made, SIGNER)
        assert (first, made.issue) == (second, 1)

    def test_the_record_keeps_its_digest_and_not_the_token(self, record, invite):
        token = invite.delegate_pre()
        made = invitation_of(record, token)
        assert made.token_digest == digest(token)
        texts = [str(getattr(made, column.key)) for column in Invitation.__table__.columns]
        assert [text for text in texts if token in text or token.rpartition(".")[2] in text] == []

    def test_after_new_keys_the_link_that_was_sent_opens_until_the_next_message(self, record, invite):
        token = invite.delegate_pre()
        made, both = invitation_of(record, token), LinkSigner([OLD, NEW])
        assert opened(record, token, signer=both).issue == 1
        fresh = current_token(record, made, both)
        assert made.issue == 2
        assert opened(record, fresh, signer=both).issue == 2
        assert refusal(record, token, signer=both)[0] is ReplacedLink


def test_times_come_out_in_utc(record, invite):
    link = opened(record, invite.delegate_pre())
    assert (link.event_starts_at.tzinfo, link.closes_at.tzinfo) == (UTC, UTC)

"""The outbox: a message is one worker's at a time, is tried again sensibly, and is settled once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from surveys.enums import MessageKind, MessageState, TimePoint
from surveys.models import Invitation, Message
from surveys.operations.messages import (
    GIVE_UP_AFTER,
    LEASE,
    claim,
    keep_mail,
    put_back,
    settle_failed,
    settle_sent,
    settle_withdrawn,
    try_again,
)
from surveys.operations.waves import due, run
from surveys.queries.messages import captured_mails, envelopes, event_messages
from tests.partnership import PRE_OPENS, Partnership, address, days
from tests.statements import statements

NOW = PRE_OPENS
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
NAMES = ("Asha", "Bo", "Caz", "Dee")


@pytest.fixture
def event(record):
    """An event whose four delegates were just invited."""
    partnership = Partnership(record)
    made = partnership.event()
    for name in NAMES:
        partnership.book(made, name)
    for task in due(record, NOW):
        run(record, task, by="worker", now=NOW)
    record.commit()
    return made


def take(session, *, most=10, now=NOW, worker="one"):
    ids = claim(session, worker=worker, now=now, most=most)
    session.commit()
    return ids


def message(session, message_id):
    return session.get_one(Message, message_id, populate_existing=True)


def envelope(session, message_id):
    (found,) = envelopes(session, [message_id])
    return found


def tried(session, message_id, now, *, worker="one", in_doubt=False):
    """The message was tried in vain; gives when it is due again, None when it was given up."""
    try_again(session, envelope(session, message_id), "No room.", worker=worker, now=now, in_doubt=in_doubt)
    session.commit()
    row = message(session, message_id)
    return row.due_at if row.state is MessageState.QUEUED else None


# Claiming


def test_messages_are_claimed_oldest_first_and_no_more_than_asked_for(record, event):
    first, second, third, fourth = sorted(record.scalars(select(Message.id)))
    assert take(record, most=3) == [first, second, third]
    assert take(record, most=3) == [fourth]
    assert take(record, most=3) == []


def test_a_claim_says_whose_it_is_and_until_when(record, event):
    (message_id,) = take(record, most=1)
    row = message(record, message_id)
    assert (row.state, row.claimed_by, row.lease_until) == (MessageState.CLAIMED, "one", NOW + LEASE)
    assert row.attempts == 1


def test_what_is_not_due_yet_is_left(record, event):
    assert take(record, now=NOW - SECOND) == []


def test_what_a_dead_worker_held_is_claimed_again_when_its_lease_is_over(record, event):
    held = take(record, worker="dead")
    assert take(record, worker="one", now=NOW + LEASE - SECOND) == []
    assert take(record, worker="one", now=NOW + LEASE) == held
    assert {message(record, each).claimed_by for each in held} == {"one"}
    assert {message(record, each).attempts for each in held} == {2}


def test_what_was_settled_is_never_claimed_again(record, event):
    sent, failed, withdrawn, _ = take(record)
    settle_sent(record, sent, now=NOW)
    settle_failed(record, failed, "No such mailbox.", worker="one", now=NOW)
    settle_withdrawn(record, withdrawn, "The questions were closed.", worker="one", now=NOW)
    record.commit()
    assert len(take(record, now=NOW + days(9))) == 1


def test_a_claim_takes_two_statements_however_much_is_due(record, event):
    with statements(record.connection()) as sent:
        take(record)
    assert len(sent) == 2


# Settling


def test_a_sent_message_is_settled_with_its_moment(record, event):
    (message_id,) = take(record, most=1)
    settle_sent(record, message_id, now=NOW + MINUTE)
    row = message(record, message_id)
    assert (row.state, row.settled_at, row.lease_until) == (MessageState.SENT, NOW + MINUTE, None)
    settle_sent(record, message_id, now=NOW + HOUR)
    assert message(record, message_id).settled_at == NOW + MINUTE


def test_sent_is_true_although_the_lease_was_over(record, event):
    """A worker that was held up for long sent it after all: better known late than sent twice."""
    (message_id,) = take(record, most=1, worker="slow")
    take(record, worker="one", now=NOW + LEASE)
    settle_sent(record, message_id, now=NOW + LEASE)
    settle_failed(record, message_id, "Refused.", worker="one", now=NOW + LEASE)
    assert message(record, message_id).state is MessageState.SENT


@pytest.mark.parametrize("settle", [settle_failed, settle_withdrawn])
def test_nobody_settles_what_another_holds(record, event, settle):
    (message_id,) = take(record, most=1)
    settle(record, message_id, "Refused.", worker="other", now=NOW)
    put_back(record, message_id, worker="other")
    assert message(record, message_id).state is MessageState.CLAIMED


def test_a_refusal_keeps_its_reason_however_long(record, event):
    (message_id,) = take(record, most=1)
    settle_failed(record, message_id, "x" * 900, worker="one", now=NOW)
    row = message(record, message_id)
    assert (row.state, row.settled_at, row.reason) == (MessageState.FAILED, NOW, "x" * 500)


def test_what_is_put_back_untried_is_due_at_once_and_does_not_count(record, event):
    (message_id,) = take(record, most=1)
    put_back(record, message_id, worker="one")
    row = message(record, message_id)
    assert (row.state, row.attempts, row.due_at, row.claimed_by) == (MessageState.QUEUED, 0, NOW, "")
    assert message_id in take(record)


# Trying again


def test_each_try_waits_twice_as_long_as_the_one_before_up_to_four_hours(record, event):
    (message_id,) = take(record, most=1)
    moment, waits = NOW, []
    for _ in range(10):
        due_at = tried(record, message_id, moment)
        waits.append((due_at - moment) / MINUTE)
        moment = due_at
        take(record, most=1, now=moment)
        while message(record, message_id).state is not MessageState.CLAIMED:
            take(record, most=1, now=moment)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]


def test_it_is_given_up_after_seventy_two_hours(record, event):
    (message_id,) = take(record, most=1)
    moment = NOW
    while (due_at := tried(record, message_id, moment)) is not None:
        moment = due_at
        take(record, now=moment)
    row = message(record, message_id)
    assert (row.state, row.reason) == (MessageState.FAILED, "Given up after 72 hours. No room.")
    assert GIVE_UP_AFTER - timedelta(hours=4) < moment - NOW <= GIVE_UP_AFTER


def test_the_seventy_two_hours_begin_with_the_first_try(record, event):
    """A message that waited through an outage of ours has not been tried yet."""
    later = NOW + days(5)
    (message_id,) = take(record, most=1, now=later)
    assert tried(record, message_id, later) == later + MINUTE
    assert message(record, message_id).first_tried_at == later


def test_while_it_waits_it_says_why(record, event):
    (message_id,) = take(record, most=1)
    tried(record, message_id, NOW)
    assert message(record, message_id).reason == "No room."


def test_a_message_that_may_have_arrived_is_sent_once_more_and_no_more_than_that(record, event):
    (message_id,) = take(record, most=1)
    again = tried(record, message_id, NOW, in_doubt=True)
    assert (again, message(record, message_id).doubts) == (NOW + MINUTE, 1)
    while message(record, message_id).state is not MessageState.CLAIMED:
        take(record, now=again)
    assert tried(record, message_id, again, in_doubt=True) is None
    row = message(record, message_id)
    assert (row.state, row.reason) == (MessageState.FAILED, "It may have arrived. No room.")


def test_a_try_again_does_nothing_to_what_another_holds(record, event):
    (message_id,) = take(record, most=1)
    assert tried(record, message_id, NOW, worker="other") is None
    assert message(record, message_id).state is MessageState.CLAIMED


# Reading


def test_an_envelope_says_what_its_letter_needs(record, event):
    (message_id,) = take(record, most=1)
    found = envelope(record, message_id)
    assert (found.kind, found.point, found.name, found.address) == (
        MessageKind.INVITATION,
        TimePoint.PRE,
        "Asha Hill",
        address("Asha"),
    )
    assert (found.course_title, found.board_name) == ("Neglect: first signs", "Soar Valley Board")
    assert found.unwanted(NOW) == ""


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda i, w, e: setattr(i, "submitted_at", NOW), "The answers were already given."),
        (lambda i, w, e: setattr(i, "withdrawn_at", NOW), "The invitation was taken back."),
        (lambda i, w, e: setattr(w, "closed_at", NOW), "The questions were closed."),
        (lambda i, w, e: setattr(w, "closes_at", NOW), None),
        (lambda i, w, e: setattr(e, "cancelled_at", NOW), "The event was cancelled."),
    ],
)
def test_an_envelope_says_why_its_letter_is_not_wanted(record, event, change, reason):
    (message_id,) = take(record, most=1)
    invitation = record.get_one(Invitation, envelope(record, message_id).invitation_id)
    if reason is None:
        assert (
            envelope(record, message_id).unwanted(invitation.wave.closes_at) == "The questions were closed."
        )
        return
    change(invitation, invitation.wave, event)
    record.flush()
    assert envelope(record, message_id).unwanted(NOW) == reason


def test_an_events_history_is_read_page_by_page_in_two_statements(record, event):
    sent, failed, *_ = take(record)
    settle_sent(record, sent, now=NOW)
    settle_failed(record, failed, "No such mailbox.", worker="one", now=NOW)
    record.expire_all()
    assert event.id
    with statements(record.connection()) as told:
        rows, total = event_messages(record, event, most=3)
    assert (len(rows), total, len(told)) == (3, 4, 2)
    assert [row.id for row in rows] == sorted((row.id for row in rows), reverse=True)
    (refused,), one = event_messages(record, event, state=MessageState.FAILED)
    assert (refused.id, refused.reason, refused.name, one) == (failed, "No such mailbox.", "Bo Hill", 1)
    rest, _ = event_messages(record, event, most=3, skip=3)
    assert [row.id for row in rest] == [sent]


def keep(session, recipient, subject, now=NOW):
    keep_mail(session, recipient=recipient, subject=subject, text="Hello", html="", now=now)
    session.flush()


def test_captured_mail_is_found_by_address_or_subject_newest_first(record):
    keep(record, "asha@soar.example", "Before your course")
    keep(record, "bo@soar.example", "Before your course", NOW + MINUTE)
    keep(record, "caz@soar.example", "100% of ASHA_x", NOW + HOUR)

    def found(search):
        rows, total = captured_mails(record, search=search)
        assert total == len(rows)
        return [row.recipient[:3] for row in rows]

    assert found("") == ["caz", "bo@", "ash"]
    assert found("asha") == ["caz", "ash"]
    assert found("BEFORE") == ["bo@", "ash"]
    assert found("100%") == ["caz"]
    assert found("%") == ["caz"]
    assert found("_") == ["caz"]


def test_captured_mail_comes_in_pages(record):
    for number in range(5):
        keep(record, f"p{number}@soar.example", "Hello", NOW + number * MINUTE)
    rows, total = captured_mails(record, most=2, skip=2)
    assert ([row.recipient[:2] for row in rows], total) == (["p2", "p1"], 5)

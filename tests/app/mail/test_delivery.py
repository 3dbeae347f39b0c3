"""What becomes of each message, whatever the mail server does. Nothing is lost, nothing is sent that was settled."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

import pytest
from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.mail import Sent, delivery, smtp
from surveys.models import Invitation, Message
from surveys.operations.messages import LEASE
from surveys.operations.programme import cancel_event
from tests.partnership import (
    MINUTE,
    PRE_CLOSES,
    PRE_OPENS,
    WHO,
    address,
    days,
)

NOW = PRE_OPENS
SENT = ("sent", "")


def test_each_person_gets_one_letter_over_one_connection(invite, send, relay, fates):
    invite("Asha", "Bo", "Caz")
    assert send() == Sent(sent=3)
    assert send() == Sent()
    assert relay.accepted() == [address("Asha"), address("Bo"), address("Caz")]
    assert relay.connections == 1
    assert fates() == {"asha": SENT, "bo": SENT, "caz": SENT}


def test_nothing_is_dialled_when_nothing_is_due(invite, send, relay):
    invite()
    assert (send(), relay.connections) == (Sent(), 0)


def test_a_refused_address_stops_nobody_else(invite, send, relay, fates):
    invite("Asha", "Bo", "Caz")
    relay.answers[address("Bo")] = [("rcpt", "550 5.1.1 No such mailbox")]
    assert send() == Sent(sent=2, failed=1)
    assert send(NOW + days(1)) == Sent()
    assert relay.accepted() == [address("Asha"), address("Caz")]
    refused = ("failed", "The mail server refused it: 550 5.1.1 No such mailbox")
    assert fates() == {"asha": SENT, "bo": refused, "caz": SENT}


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_letter_put_off_is_tried_again_later(invite, send, relay, fates, step):
    invite("Asha", "Bo")
    relay.answers[address("Asha")] = [(step, "451 4.7.1 Try later")]
    assert send() == Sent(sent=1, later=1)
    waits = ("queued", "The mail server did not take it yet: 451 4.7.1 Try later")
    assert fates() == {"asha": waits, "bo": SENT}
    assert send(NOW + timedelta(seconds=50)) == Sent()
    assert send(NOW + 2 * MINUTE) == Sent(sent=1)
    assert relay.accepted() == [address("Bo"), address("Asha")]


def test_a_letter_refused_for_what_it_says_fails_at_once(invite, send, relay, fates):
    invite("Asha")
    relay.answers[address("Asha")] = [("data", "554 5.7.1 Looks like spam")]
    assert send() == Sent(failed=1)
    assert fates() == {"asha": ("failed", "The mail server refused it: 554 5.7.1 Looks like spam")}


def test_after_seventy_two_hours_of_putting_off_it_is_given_up(invite, send, relay, fates):
    invite("Asha")
    relay.answers[address("Asha")] = [("rcpt", "450 4.2.1 Mailbox full")] * 100
    moment = NOW
    while moment < NOW + days(4):
        send(moment)
        moment += timedelta(hours=1)
    state, reason = fates()["asha"]
    assert state == "failed"
    assert reason.startswith("Given up after 72 hours. The mail server did not take it yet: 450")


def test_a_line_dropped_before_the_letter_is_tried_again(invite, send, relay, fates):
    invite("Asha", "Bo")
    relay.answers[address("Asha")] = [("drop at rcpt",)]
    assert send() == Sent(later=1)
    assert fates() == {"asha": ("queued", smtp.LINE_DROPPED), "bo": ("queued", "")}
    assert send(NOW + 2 * MINUTE) == Sent(sent=2)
    assert sorted(relay.accepted()) == [address("Asha"), address("Bo")]


def test_a_line_dropped_before_the_reply_is_tried_once_more_and_no_more_than_that(invite, send, relay, fates):
    """Nobody can know whether the letter was taken, so it may come twice: with the same Message-ID and link."""
    invite("Asha")
    relay.answers[address("Asha")] = [("drop",)] * 5
    assert send() == Sent(later=1)
    assert send(NOW + 2 * MINUTE) == Sent(later=1)
    assert send(NOW + days(1)) == Sent()
    assert fates() == {"asha": ("failed", f"It may have arrived. {smtp.LINE_DROPPED}")}
    first, second = (one.mail for one in relay.received)
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_body(("plain",)).get_content() == second.get_body(("plain",)).get_content()


def test_a_connection_that_went_cold_is_made_anew_at_once(invite, send, relay, fates, monkeypatch):
    invite("Asha", "Bo")
    relay.answers[address("Bo")] = [("drop at rcpt",)]
    assert send() == Sent(sent=2)
    assert relay.connections == 2


def test_a_server_that_never_answers_is_waited_for_no_longer_than_its_time(
    invite, send, relay, fates, monkeypatch
):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.3)
    invite("Asha", "Bo")
    relay.answers[address("Asha")] = [("stall",)]
    began = monotonic()
    assert send() == Sent(later=1)
    assert monotonic() - began < 5
    assert fates()["asha"] == ("queued", "The mail server did not answer within 0.3 seconds.")
    assert send(NOW + MINUTE).sent == 1


def test_a_server_that_is_away_is_waited_for(invite, send, relay, fates):
    invite("Asha", "Bo")
    relay.stop()
    assert send() == Sent(later=2)
    state, reason = fates()["asha"]
    assert (state, reason) == (
        "queued",
        "The mail server could not be reached: [Errno 111] Connection refused.",
    )
    assert send(NOW + timedelta(seconds=50)) == Sent()


def test_a_server_that_will_not_have_us_as_sender_fails_no_letter(invite, send, relay, fates):
    invite("Asha", "Bo")
    relay.mail_from = "550 5.7.1 Not you"
    assert send() == Sent(later=2)
    assert fates()["bo"] == ("queued", "The mail server refuses us as sender: 550 5.7.1 Not you")
    relay.mail_from = "250 OK"
    assert send(NOW + 2 * MINUTE) == Sent(sent=2)


def test_whoever_finished_meanwhile_gets_nothing(invite, send, relay, fates):
    event = invite("Asha", "Bo", "Caz")
    asha, bo, _ = db.session.scalars(select(Invitation).order_by(Invitation.id))
    asha.submitted_at = bo.withdrawn_at = NOW
    db.session.commit()
    assert send() == Sent(sent=1, withdrawn=2)
    assert relay.accepted() == [address("Caz")]
    assert fates()["asha"] == ("withdrawn", "The answers were already given.")
    assert fates()["bo"] == ("withdrawn", "The invitation was taken back.")
    assert event.cancelled_at is None


def test_a_letter_that_waited_behind_a_slow_one_is_looked_at_again(invite, send, relay, fates, monkeypatch):
    monkeypatch.setattr(delivery, "FRESH_FOR", 0)
    invite("Asha", "Bo")

    def bo_finishes():
        with db.engine.begin() as other:
            bo = select(Invitation.id).where(Invitation.address == address("Bo")).scalar_subquery()
            other.execute(Invitation.__table__.update().where(Invitation.id == bo).values(submitted_at=NOW))

    relay.answers[address("Asha")] = [("call", in_context(bo_finishes))]
    assert send() == Sent(sent=1, withdrawn=1)
    assert relay.accepted() == [address("Asha")]


def in_context(function):
    """The function, to be called in another thread with the app that is current here."""
    app = current_app._get_current_object()

    def call():
        with app.app_context():
            function()

    return call


def test_mail_for_a_wave_that_is_over_is_withdrawn(invite, send, relay, fates):
    invite("Asha")
    assert send(PRE_CLOSES) == Sent(withdrawn=1)
    assert fates() == {"asha": ("withdrawn", "The questions were closed.")}


def test_mail_of_a_cancelled_event_is_withdrawn_without_a_try(invite, send, relay, fates):
    event = invite("Asha")
    cancel_event(db.session, event, by=WHO, now=NOW)
    db.session.commit()
    assert (send(), relay.connections) == (Sent(), 0)
    assert fates() == {"asha": ("withdrawn", "The event was cancelled.")}


def test_one_letter_that_cannot_be_written_stops_nobody_else(invite, send, relay, fates, monkeypatch):
    invite("Asha", "Bo")
    write = delivery.write_letter

    def fail_for_asha(envelope, token):
        if envelope.address == address("Asha"):
            raise RuntimeError("a mistake of ours")
        return write(envelope, token)

    monkeypatch.setattr(delivery, "write_letter", fail_for_asha)
    assert send() == Sent(sent=1, later=1)
    assert relay.accepted() == [address("Bo")]
    assert fates()["asha"][0] == "queued"


def test_no_more_than_asked_for_are_sent(invite, send, relay):
    invite("Asha", "Bo", "Caz")
    assert send(most=2) == Sent(sent=2)
    assert send(most=2) == Sent(sent=1)


def test_a_round_told_to_stop_gives_back_what_it_had_not_sent(invite, send, relay, fates):
    invite("Asha", "Bo")

    class AfterOne:
        def is_set(self):
            return len(relay.received) == 1

    assert send(stop=AfterOne()) == Sent(sent=1)
    assert fates() == {"asha": SENT, "bo": ("queued", "")}
    (bo,) = db.session.scalars(select(Message).where(Message.attempts == 0))
    assert bo.claimed_by == ""


def test_a_batch_that_takes_too_long_is_given_back_before_its_lease_ends(
    invite, send, relay, fates, monkeypatch
):
    monkeypatch.setattr(delivery, "BATCH_TIME", -1)
    invite("Asha")
    assert send() == Sent()
    assert fates() == {"asha": ("queued", "")}


def test_what_a_dead_worker_held_is_sent_by_the_next(invite, send, relay):
    invite("Asha")
    for row in db.session.scalars(select(Message)):
        row.state, row.claimed_by, row.lease_until = "claimed", "dead", NOW + LEASE
    db.session.commit()
    assert send(NOW + LEASE - timedelta(seconds=30)) == Sent()
    assert send(NOW + LEASE) == Sent(sent=1)


def test_a_fate_is_kept_although_the_database_was_away_for_a_moment(invite, send, relay, monkeypatch):
    invite("Asha")
    monkeypatch.setattr(delivery, "SETTLE_WAITS", (0, 0))
    settle, failures = delivery.outbox.settle_sent, iter([True, True])

    def away_twice(*given, **named):
        if next(failures, False):
            raise OperationalError("UPDATE", {}, Exception("database is locked"))
        settle(*given, **named)

    monkeypatch.setattr(delivery.outbox, "settle_sent", away_twice)
    assert send() == Sent(sent=1)
    monkeypatch.undo()
    assert send(NOW + days(1)) == Sent()
    assert len(relay.received) == 1

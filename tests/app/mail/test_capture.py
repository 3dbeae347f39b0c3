"""While mail is captured, nothing leaves: letters are kept with the messages they settle, all or none."""

from __future__ import annotations

import smtplib

import pytest
from flask_mail import Message as AnyMail
from sqlalchemy import select

from app.extensions import db
from app.extensions import mail as flask_mail
from app.mail import Sent, delivery
from app.mail.smtp import Unreachable
from surveys.models import CapturedMail, Invitation, Message
from surveys.tokens import digest
from tests.app.mail.conftest import smtp_environ
from tests.partnership import PRE_OPENS, address, days, run_due

NOW = PRE_OPENS


@pytest.fixture
def site(make_site, monkeypatch):
    def refuse(*given, **named):
        raise AssertionError("somebody dials a mail server")

    monkeypatch.setattr(smtplib.SMTP, "connect", refuse)
    return make_site(FOURSTEPS_BASE_URL="https://foursteps.soar.example")


def kept():
    return db.session.scalars(select(CapturedMail).order_by(CapturedMail.id)).all()


def test_a_letter_is_kept_as_it_would_have_been_sent(invite, send):
    invite("Asha", "Bo")
    assert send() == Sent(sent=2)
    asha, bo = kept()
    assert (asha.recipient, bo.recipient) == (address("Asha"), address("Bo"))
    assert asha.subject.startswith("Before your course on 10 March 2027")
    assert asha.captured_at == NOW
    message = db.session.get_one(Message, asha.message_id)
    assert (message.state, message.settled_at, message.invitation.address) == ("sent", NOW, address("Asha"))


def test_the_link_in_a_letter_opens_and_a_reminder_carries_the_same(site, invite, send):
    invite("Asha")
    send()
    run_due(db.session, NOW + days(3))
    assert send(NOW + days(3)) == Sent(sent=1)
    invitation, reminder = (
        next(line for line in mail.text.splitlines() if line.startswith("https://")) for mail in kept()
    )
    assert invitation == reminder
    token = invitation.rpartition("/")[2]
    assert db.session.scalars(select(Invitation)).one().token_digest == digest(token)
    assert site.test_client().get(f"/s/{token}").status_code == 200


def test_a_crash_in_a_batch_keeps_none_of_it_and_the_next_round_all(invite, send, monkeypatch, site):
    invite("Asha", "Bo")

    def crash(*given, **named):
        db.session.flush()
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(delivery.outbox, "settle_sent", crash)
        with pytest.raises(KeyboardInterrupt):
            send()
    db.session.rollback()
    assert kept() == []
    assert send(NOW + delivery.outbox.LEASE) == Sent(sent=2)
    assert [mail.recipient for mail in kept()] == [address("Asha"), address("Bo")]


def test_mail_by_the_way_is_kept_too(site):
    flask_mail.send(
        AnyMail("Your code", recipients=["officer@soar.example"], body="123456", sender="a@soar.example")
    )
    (mail,) = kept()
    assert (mail.recipient, mail.subject, mail.text, mail.message_id) == (
        "officer@soar.example",
        "Your code",
        "123456",
        None,
    )


def test_mail_by_the_way_goes_over_our_own_connection_when_mail_is_sent(make_site, relay, monkeypatch):
    monkeypatch.undo()
    make_site(**smtp_environ(relay))
    mail = AnyMail("Your code", recipients=["officer@soar.example"], body="1", sender="a@soar.example")
    flask_mail.send(mail)
    assert relay.accepted() == ["officer@soar.example"]
    relay.stop()
    with pytest.raises(Unreachable):
        flask_mail.send(mail)

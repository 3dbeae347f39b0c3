"""Where letters go: to the mail server, or into the database to be read on this machine."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from flask import Flask, current_app
from flask_mail import Connection, Message

from app.clock import now
from app.extensions import db
from app.mail.letter import Letter, as_email
from app.mail.smtp import Fate, Outcome, VerifiedConnection
from surveys.operations.messages import keep_mail


class Sender(Protocol):
    """``batch`` letters are claimed at a time. A sender that is ``atomic`` delivers in the same transaction in which
    its letters are settled; after any other, each letter is settled and committed at once.
    """

    batch: int
    atomic: bool

    def deliver(self, letter: Letter, now: datetime) -> Outcome:
        """Raises Unreachable when no letter can be handed over now."""

    def close(self) -> None: ...


class Captured:
    """Keeps letters instead of sending them."""

    batch = 200
    atomic = True

    def deliver(self, letter: Letter, now: datetime) -> Outcome:
        keep_mail(
            db.session,
            recipient=letter.address,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            message_id=letter.message_id,
            now=now,
        )
        return Outcome(Fate.SENT)

    def close(self) -> None:
        pass


class Smtp:
    """Hands letters to the mail server over one connection, which is made when the first letter goes."""

    batch = 25
    atomic = False

    def __init__(self) -> None:
        self._connection = VerifiedConnection(current_app.extensions["mail"])

    def deliver(self, letter: Letter, now: datetime) -> Outcome:
        try:
            wire = as_email(letter, now).as_bytes()
        except ValueError:
            return Outcome(Fate.REFUSED, "The address or the name cannot stand in a mail.")
        return self._connection.deliver(current_app.config["MAIL_DEFAULT_SENDER"], letter.address, wire)

    def close(self) -> None:
        self._connection.hang_up()


def sender() -> Sender:
    """As ``MAIL_MODE`` says."""
    return Captured() if current_app.config["MAIL_MODE"] == "capture" else Smtp()


class CapturingConnection(Connection):
    """For mail that goes through Flask-Mail by itself, such as a sign-in code: kept like all other mail."""

    def __enter__(self) -> CapturingConnection:
        return self

    def __exit__(self, *error: Any) -> None:
        pass

    def send(self, message: Message, envelope_from: Any = None) -> None:
        for recipient in message.send_to:
            keep_mail(
                db.session,
                recipient=recipient if isinstance(recipient, str) else recipient[1],
                subject=message.subject,
                text=message.body or "",
                html=message.html or "",
                now=now(),
            )
        db.session.commit()


def init_mail(app: Flask) -> None:
    """After Flask-Mail is bound to the app: whoever sends through it gets our connections, never its own."""
    state = app.extensions["mail"]
    kind = CapturingConnection if app.config["MAIL_MODE"] == "capture" else VerifiedConnection
    state.connect = lambda: kind(state)

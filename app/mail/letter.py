"""A letter: one mail to one person, written from our own templates and made ready for the mail server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from app.extensions import db
from app.mail.wording import wording
from surveys.attendee_files.cells import tidy
from surveys.enums import Audience
from surveys.queries.messages import Envelope
from surveys.queries.questionnaires import questionnaire


@dataclass(frozen=True)
class Letter:
    """What one person gets. ``reference`` makes the Message-ID, which stays the same when it is sent again."""

    message_id: int
    reference: str
    name: str
    address: str
    subject: str
    text: str
    html: str


def write_letter(envelope: Envelope, token: str) -> Letter:
    """The letter of a message, with the personal link that ``token`` makes. Links start from the configured address,
    never from a request's.
    """
    folder = f"mail/{envelope.kind}/{envelope.audience}"
    said = {
        "envelope": envelope,
        "words": wording(envelope),
        "greeted": _greeted(envelope),
        "minutes": questionnaire(db.session, envelope.questionnaire_id).minutes,
        "link": f"{current_app.config['BASE_URL']}/s/{token}",
    }
    subject = tidy(_rendered(f"{folder}/subject.txt", **said))
    return Letter(
        envelope.message_id,
        f"{envelope.message_id}.{int(envelope.queued_at.timestamp())}",
        tidy(envelope.name),
        envelope.address,
        subject,
        _rendered(f"{folder}/body.txt", **said).strip() + "\n",
        _rendered(f"{folder}/body.html", subject=subject, **said),
    )


def _rendered(template: str, **said: Any) -> str:
    """Not Flask's way: what pages need of the request and the person signed in has no place in a mail."""
    return current_app.jinja_env.get_template(template).render(**said)


def _greeted(envelope: Envelope) -> str:
    """A delegate is greeted by first name, a manager by the name that the booking gives, if it gives one."""
    return envelope.name if envelope.audience is Audience.MANAGER else envelope.delegate_first_name


def as_email(letter: Letter, now: datetime) -> EmailMessage:
    """The letter as it goes over the wire. Header values with line breaks are refused by the library, commas quoted.

    Raises:
        ValueError: the address cannot stand in a header.
    """
    config = current_app.config
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(tidy(config["PARTNERSHIP_NAME"]), addr_spec=config["MAIL_DEFAULT_SENDER"])
    mail["To"] = Address(letter.name, addr_spec=letter.address)
    mail["Reply-To"] = Address(addr_spec=config["MAIL_REPLY_TO"])
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{letter.reference}@{urlsplit(config['BASE_URL']).hostname}>"
    # Ours is not a person's mail, so out-of-office notes are not wanted in reply.
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return mail

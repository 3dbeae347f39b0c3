"""The mail server: one verified connection for many letters, and what its replies mean.

Flask-Mail's own connection has no time-out and takes any certificate; this one does neither. When encryption is
set, nothing is ever said in clear: a server that does not offer it gets no letter.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import Any

from flask_mail import Connection

TIMEOUT = 30
"""Seconds that the mail server has for each reply."""

LETTERS_PER_CONNECTION = 100

LINE_DROPPED = "The mail server broke off the connection."


class Fate(StrEnum):
    """``IN_DOUBT``: the line dropped after the letter had gone out and before the server said whether it took it."""

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    IN_DOUBT = "in-doubt"


@dataclass(frozen=True)
class Outcome:
    """What became of one letter; ``reason`` is a sentence for an officer. ``line_lost`` says that the connection is
    gone.
    """

    fate: Fate
    reason: str = ""
    line_lost: bool = False


class Unreachable(Exception):
    """No letter can be handed over now. The message is a sentence for an officer."""


_waits = Event()
"""Set while this process waits for the mail server."""


def cut_short() -> None:
    """Called by a signal's handler: end a wait for the mail server, if there is one, as if time were up."""
    if _waits.is_set():
        raise TimeoutError("told to stop")


@contextmanager
def _waiting() -> Iterator[None]:
    _waits.set()
    try:
        yield
    finally:
        _waits.clear()


class _Watched:
    """Mixed into smtplib's hosts: remembers whether a letter has gone out whole and its reply has not come."""

    awaits_verdict = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """As smtplib's, step by step. A letter is whole only with its last line, so before that nothing is in doubt."""
        self.putcmd("data")  # type: ignore[attr-defined]
        code, reply = self.getreply()  # type: ignore[attr-defined]
        if code != 354:
            raise smtplib.SMTPDataError(code, reply)
        self.send(_dotted(msg))  # type: ignore[attr-defined]
        self.awaits_verdict = True
        code, reply = self.getreply()  # type: ignore[attr-defined]
        self.awaits_verdict = code == 250
        return code, reply


class _Host(_Watched, smtplib.SMTP):
    pass


class _TlsHost(_Watched, smtplib.SMTP_SSL):
    pass


def _dotted(letter: bytes) -> bytes:
    """The letter as it follows DATA: dots that begin a line are doubled, and a line with one dot ends it."""
    doubled = re.sub(rb"(?m)^\.", b"..", letter)
    return doubled + (b".\r\n" if doubled.endswith(b"\r\n") else b"\r\n.\r\n")


class VerifiedConnection(Connection):
    """Flask-Mail's connection, made with ``ssl.create_default_context()`` and a time-out."""

    def configure_host(self) -> smtplib.SMTP:
        with _as_unreachable(), _waiting():
            return self._dial()

    def _dial(self) -> smtplib.SMTP:
        server, port, context = self.mail.server, self.mail.port, ssl.create_default_context()
        host: smtplib.SMTP
        if self.mail.use_ssl:
            host = _TlsHost(server, port, timeout=TIMEOUT, context=context)
        else:
            host = _Host(server, port, timeout=TIMEOUT)
        try:
            if self.mail.use_tls:
                host.starttls(context=context)
            if self.mail.username and self.mail.password:
                host.login(self.mail.username, self.mail.password)
        except BaseException:
            host.close()
            raise
        return host

    def __exit__(self, *error: Any) -> None:
        self.hang_up()

    def hang_up(self) -> None:
        """Say goodbye if somebody is there to hear it."""
        host, self.host = self.host, None
        if host is not None:
            with suppress(smtplib.SMTPException, OSError), _waiting():
                host.quit()
            host.close()

    def deliver(self, sender: str, recipient: str, letter: bytes) -> Outcome:
        """Hand over one letter. When the line has dropped since the last one, a new one is tried at once.

        Raises:
            Unreachable: there is no connection, or the server refuses us rather than the letter.
        """
        if self.num_emails >= LETTERS_PER_CONNECTION:
            self.hang_up()
        used = self.host is not None
        outcome = self._hand_over(self._connected(), sender, recipient, letter)
        if outcome.fate is Fate.LATER and used and outcome.line_lost:
            return self._hand_over(self._connected(), sender, recipient, letter)
        return outcome

    def _connected(self) -> Any:
        if self.host is None:
            self.host, self.num_emails = self.configure_host(), 0
        self.num_emails += 1
        return self.host

    def _hand_over(self, host: Any, sender: str, recipient: str, letter: bytes) -> Outcome:
        host.awaits_verdict = False
        try:
            with _waiting():
                host.sendmail(sender, [recipient], letter)
            return Outcome(Fate.SENT)
        except smtplib.SMTPRecipientsRefused as refused:
            return _judged(*refused.recipients[recipient])
        except smtplib.SMTPSenderRefused as refused:
            return _judged_sender(refused)
        except smtplib.SMTPDataError as refused:
            return _judged(refused.smtp_code, refused.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            host.close()
            fate = Fate.IN_DOUBT if host.awaits_verdict else Fate.LATER
            return Outcome(fate, _why(error), line_lost=True)
        finally:
            if host.sock is None:
                self.host = None


def _judged(code: int, reply: bytes | str) -> Outcome:
    """A reply of 5xx is for good; everything else, 4xx above all, is worth another try."""
    words = _plain(reply)
    if 500 <= code < 600:
        return Outcome(Fate.REFUSED, f"The mail server refused it: {code} {words}")
    return Outcome(Fate.LATER, f"The mail server did not take it yet: {code} {words}")


def _judged_sender(refused: smtplib.SMTPSenderRefused) -> Outcome:
    """A server that will not have our address refuses every letter: that is no fault of this one."""
    if 500 <= refused.smtp_code < 600:
        raise Unreachable(_said("The mail server refuses us as sender", refused)) from refused
    return _judged(refused.smtp_code, refused.smtp_error)


@contextmanager
def _as_unreachable() -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(
            f"The mail server's certificate is not to be trusted: {error.verify_message}."
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Unreachable("The mail server does not offer the encryption or sign-in that is set.") from error
    except smtplib.SMTPAuthenticationError as error:
        raise Unreachable(
            _said("The mail server does not accept our user name and password", error)
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(_why(error)) from error


def _said(words: str, error: smtplib.SMTPResponseException) -> str:
    return f"{words}: {error.smtp_code} {_plain(error.smtp_error)}"


def _why(error: Exception) -> str:
    # smtplib tells a time-out while waiting for a reply as a line that dropped.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return f"The mail server did not answer within {TIMEOUT} seconds."
    if isinstance(error, smtplib.SMTPServerDisconnected | ConnectionResetError | BrokenPipeError):
        return LINE_DROPPED
    if isinstance(error, smtplib.SMTPResponseException):
        return _said("The mail server turned us away", error)
    return f"The mail server could not be reached: {_plain(str(error))}."


def _plain(reply: bytes | str) -> str:
    """What a server said, on one line and not at length."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:300]

"""Encryption: a server is believed only with a certificate that we can check, and nothing is said in clear."""

from __future__ import annotations

import socket
import ssl

import pytest
from aiosmtpd.smtp import AuthResult

from app.extensions import db
from app.mail import Sent, send_due
from tests.app.mail.certificates import make_certificates
from tests.app.mail.conftest import smtp_environ
from tests.app.mail.relay import Relay
from tests.partnership import PRE_OPENS, Partnership, address, days, run_due

NOW = PRE_OPENS


@pytest.fixture
def started():
    """``started(relay)`` starts a mail server that the test made."""
    running = []

    def start(relay):
        relay.start()
        running.append(relay)
        return relay

    yield start
    for relay in running:
        relay.stop()


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """A server's certificate context, whose authority this process trusts."""
    authority, context = make_certificates(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    return context


def invite_asha(make_site, relay, **environ):
    make_site(**smtp_environ(relay, **environ))
    partnership = Partnership(db.session)
    partnership.book(partnership.event(), "Asha")
    run_due(db.session, NOW)


def send(now=NOW):
    return send_due(now=now, worker="worker-1")


class Tls(Relay):
    """A mail server that speaks TLS from the first word."""

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(ssl_context=context)

    def _trigger_server(self):
        """The base class would speak clear text to itself to see whether it runs."""
        careless = ssl.create_default_context()
        careless.check_hostname, careless.verify_mode = False, ssl.CERT_NONE
        with (
            socket.create_connection((self.hostname, self.port), 5) as line,
            careless.wrap_socket(line) as secured,
        ):
            secured.recv(100)


def test_a_letter_goes_encrypted_to_a_server_with_a_good_certificate(make_site, started, trusted, fates):
    relay = started(Relay(tls_context=trusted, require_starttls=True))
    invite_asha(make_site, relay, FOURSTEPS_SMTP_SECURITY="starttls")
    assert send() == Sent(sent=1)
    assert relay.accepted() == [address("Asha")]


def test_a_letter_goes_over_tls_from_the_first_word(make_site, started, trusted):
    relay = started(Tls(trusted))
    invite_asha(make_site, relay, FOURSTEPS_SMTP_SECURITY="tls")
    assert send() == Sent(sent=1)


@pytest.mark.parametrize(("security", "kind"), [("starttls", Relay), ("tls", Tls)])
def test_nothing_is_said_to_a_server_whose_certificate_nobody_vouches_for(
    make_site, started, tmp_path, fates, security, kind
):
    _, context = make_certificates(tmp_path)
    relay = started(kind(context) if kind is Tls else kind(tls_context=context))
    invite_asha(make_site, relay, FOURSTEPS_SMTP_SECURITY=security)
    assert send() == Sent(later=1)
    state, reason = fates()["asha"]
    assert (state, reason.partition(":")[0]) == (
        "queued",
        "The mail server's certificate is not to be trusted",
    )
    assert relay.received == []


def test_a_certificate_for_another_server_is_not_trusted(make_site, started, tmp_path, monkeypatch, fates):
    authority, context = make_certificates(tmp_path, "127.0.0.9")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    relay = started(Relay(tls_context=context))
    invite_asha(make_site, relay, FOURSTEPS_SMTP_SECURITY="starttls")
    assert send() == Sent(later=1)
    assert "IP address mismatch" in fates()["asha"][1]


def test_nothing_goes_in_clear_to_a_server_that_offers_no_encryption(make_site, started, fates):
    relay = started(Relay())
    invite_asha(make_site, relay, FOURSTEPS_SMTP_SECURITY="starttls")
    assert send() == Sent(later=1)
    assert fates()["asha"] == (
        "queued",
        "The mail server does not offer the encryption or sign-in that is set.",
    )
    assert relay.received == []


@pytest.mark.parametrize(("password", "sent"), [("right", Sent(sent=1)), ("wrong", Sent(later=1))])
def test_we_sign_in_only_under_encryption_and_a_wrong_password_fails_no_letter(
    make_site, started, trusted, fates, password, sent
):
    def checked(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == b"right", handled=False)

    relay = started(Relay(tls_context=trusted, authenticator=checked, auth_required=True))
    invite_asha(
        make_site,
        relay,
        FOURSTEPS_SMTP_SECURITY="starttls",
        FOURSTEPS_SMTP_USER="foursteps",
        FOURSTEPS_SMTP_PASSWORD=password,
    )
    assert send() == sent
    if password == "wrong":
        assert fates()["asha"][1].startswith(
            "The mail server does not accept our user name and password: 535"
        )
        assert send(NOW + days(1)) == Sent(later=1)

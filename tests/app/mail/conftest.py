"""The product with a mail server of its own, and a partnership whose people are to be written to."""

from __future__ import annotations

import pytest

from app import create_app
from app.extensions import db
from app.mail import send_due
from surveys.models import Message
from tests.app.mail.relay import Relay
from tests.partnership import PRE_OPENS, Partnership, run_due


@pytest.fixture
def make_site(tmp_path, empty_database_url):
    """``make_site(MAIL_MODE="smtp", ...)``: the app with these settings on an empty database, in its context."""
    made = []

    def make(**environ):
        environ = {"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": empty_database_url} | environ
        app = create_app(environ)
        app.config["CLOCK"] = lambda: PRE_OPENS
        context = app.app_context()
        context.push()
        made.append((app, context))
        db.create_all()
        return app

    yield make
    for _, context in made:
        db.session.remove()
        db.engine.dispose()
        context.pop()


@pytest.fixture
def relay():
    made = Relay()
    made.start()
    yield made
    if made.loop.is_running():
        made.stop()


def smtp_environ(relay, **changed):
    """The settings of a site that sends through ``relay``."""
    return {
        "MAIL_MODE": "smtp",
        "FOURSTEPS_SMTP_HOST": relay.hostname,
        "FOURSTEPS_SMTP_PORT": str(relay.port),
        "FOURSTEPS_SMTP_SECURITY": "none",
        "FOURSTEPS_MAIL_FROM": "training@soar-valley.org.uk",
        "FOURSTEPS_BASE_URL": "https://foursteps.soar.example",
    } | changed


@pytest.fixture
def site(make_site, relay):
    return make_site(**smtp_environ(relay))


@pytest.fixture
def partnership(site):
    return Partnership(db.session)


@pytest.fixture
def invite(partnership):
    """``invite("Asha", "Bo")``: these people are booked on a new event and invited; gives the event."""

    def do(*names):
        event = partnership.event()
        for name in names:
            partnership.book(event, name)
        run_due(db.session, PRE_OPENS)
        return event

    return do


@pytest.fixture
def send(site):
    """``send(now)``: one round of the outbox."""
    return lambda now=PRE_OPENS, **options: send_due(now=now, worker="worker-1", **options)


@pytest.fixture
def fates():
    """State and reason of every message, by the address of whom it is for."""

    def read():
        db.session.rollback()
        db.session.expire_all()
        return {
            row.invitation.address.partition("@")[0]: (row.state.value, row.reason)
            for row in db.session.query(Message).order_by(Message.id)
        }

    return read

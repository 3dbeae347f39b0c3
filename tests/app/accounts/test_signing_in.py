"""Signing in, out and changing a password, and what ends a session."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin, urlsplit

import pytest
from itsdangerous import TimestampSigner
from sqlalchemy.exc import OperationalError

from app import create_app
from app.access import Role
from app.accounts.operations import add_user, close_account, set_password, set_roles
from app.clock import now
from app.extensions import db, security
from app.staff.queries import user_by_email
from tests.forms import errors, heading, notices, page, press

PASSWORD = "three random words"
WRONG = [("#email", "The email address or the password is wrong.")]
WHO = "olive@soar.example"


@pytest.fixture
def olive(site):
    """Her address; she is an administrator with a real password."""
    with site.app_context():
        add_user(
            db.session,
            email="Olive@Soar.example",
            name="Olive Marsh",
            role=Role.ADMINISTRATOR,
            board=None,
            password=PASSWORD,
            by="setup",
            now=now(),
        )
        db.session.commit()
    return WHO


class SlowHashes:
    """Counts how often a password is hashed or compared with a hash."""

    def __init__(self, context):
        self.context, self.count, self.meanwhile = context, 0, lambda: None

    def hash(self, *words, **settings):
        self.count += 1
        return self.context.hash(*words, **settings)

    def verify(self, *words, **settings):
        self.count += 1
        self.meanwhile()
        return self.context.verify(*words, **settings)

    def __getattr__(self, name):
        return getattr(self.context, name)


def run_apart(task):
    """Run it in a thread of its own, which must be done within two seconds."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(task).result(timeout=2)


def changed(site, change, *values):
    """Do something to Olive's account behind the back of her session."""
    with site.app_context():
        change(db.session, user_by_email(db.session, WHO), *values, by="setup", now=now())
        db.session.commit()


def sign_in(client, email, password=PASSWORD, path="/sign-in"):
    return press(client, client.get(path), "Sign in", email=email, password=password)


class TestSigningIn:
    def test_it_leads_to_where_the_work_begins(self, client, olive):
        assert sign_in(client, olive).location == "/"
        assert client.get("/").location == "/accounts"

    def test_it_leads_back_to_the_page_that_was_asked_for(self, client, olive):
        asked = client.get("/password?from=mail")
        assert asked.location == "/sign-in?next=/password?from%3Dmail"
        assert sign_in(client, olive, path=asked.location).location == "/password?from=mail"

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
    def test_it_leads_nowhere_else(self, client, olive, elsewhere):
        page = client.get("/sign-in", query_string={"next": elsewhere})
        answer = press(client, page, "Sign in", email=olive, password=PASSWORD)
        location = (answer.location or "").replace("\\", "/")
        assert urlsplit(urljoin("http://localhost/", location)).netloc == "localhost"

    def test_an_address_may_be_written_in_capitals(self, client, olive):
        assert sign_in(client, olive.upper()).status_code == 302

    def test_the_answer_is_the_same_for_a_wrong_password_an_unknown_address_and_a_closed_account(
        self, site, client, olive
    ):
        wrong = sign_in(client, olive, "wrong random words")
        unknown = sign_in(client, "nobody@soar.example")
        changed(site, close_account)
        closed = sign_in(client, olive)
        assert [errors(answer) for answer in (wrong, unknown, closed)] == [WRONG] * 3
        assert {answer.status_code for answer in (wrong, unknown, closed)} == {200}

    def test_the_answer_costs_one_slow_hash_whoever_asks(self, site, client, olive, monkeypatch):
        slow = SlowHashes(security.pwd_context)
        monkeypatch.setattr(security, "pwd_context", slow)
        found = []
        for email, password in ((olive, "wrong random words"), ("nobody@soar.example", PASSWORD)):
            slow.count = 0
            sign_in(client, email, password)
            found.append(slow.count)
        assert found == [1, 1]

    def test_nobody_waits_for_the_database_while_a_password_is_compared(
        self, site, client, olive, monkeypatch
    ):
        def write():
            with site.app_context():
                set_roles(db.session, user_by_email(db.session, WHO), [Role.SEG], by="setup", now=now())
                db.session.commit()

        slow = SlowHashes(security.pwd_context)
        slow.meanwhile = lambda: run_apart(write)
        monkeypatch.setattr(security, "pwd_context", slow)
        assert sign_in(client, olive, "wrong random words").status_code == 200
        with site.app_context():
            assert user_by_email(db.session, WHO).role_names == {"seg"}

    def test_what_is_missing_is_named(self, client):
        assert errors(sign_in(client, "", "")) == [
            ("#email", "Enter your email address."),
            ("#password", "Enter your password."),
        ]

    def test_a_token_or_a_basic_header_signs_nobody_in(self, site, client, olive):
        with site.app_context():
            token = user_by_email(db.session, olive).get_auth_token()
        headers = {"Authentication-Token": token}
        assert client.get(f"/accounts?auth_token={token}", headers=headers).location.startswith("/sign-in")

    def test_there_is_no_page_to_register_or_reset(self, client):
        assert [client.get(f"/{path}").status_code for path in ("register", "reset", "login")] == [404] * 3


class TestTheCookie:
    def test_it_is_closed_to_scripts_and_other_sites(self, client):
        [cookie] = client.get("/sign-in").headers.getlist("Set-Cookie")
        assert set(cookie.split("; ")[1:]) == {"HttpOnly", "Path=/", "SameSite=Lax"}

    def test_it_travels_only_encrypted_when_the_site_does(self, tmp_path):
        secure = create_app(
            {"FOURSTEPS_INSTANCE": str(tmp_path), "FOURSTEPS_BASE_URL": "https://foursteps.council.example"}
        )
        answer = secure.test_client().get("/sign-in", base_url="https://foursteps.council.example")
        assert "Secure" in answer.headers["Set-Cookie"].split("; ")

    def test_a_form_is_taken_over_https_though_pages_send_no_referrer(self, site, client, olive, monkeypatch):
        monkeypatch.setitem(site.config, "SESSION_COOKIE_SECURE", True)
        form = client.get("/sign-in", base_url="https://localhost")
        token = page(form).find(".//input[@name='csrf_token']").get("value")
        data = {"email": olive, "password": PASSWORD, "csrf_token": token}
        assert client.post("/sign-in", data=data, base_url="https://localhost").location == "/"


class TestTheEndOfASession:
    def test_signing_out_leads_to_the_sign_in_page_and_closes_every_page(self, client, olive):
        sign_in(client, olive)
        assert press(client, client.get("/accounts"), "Sign out").location == "/sign-in"
        assert client.get("/accounts").location == "/sign-in?next=/accounts"

    def test_signing_out_needs_the_form(self, client, olive):
        sign_in(client, olive)
        assert client.get("/sign-out").status_code == 405
        assert client.post("/sign-out").status_code == 400
        assert client.get("/accounts").status_code == 200

    @pytest.mark.parametrize(
        "change",
        [(set_password, "other random words"), (set_roles, [Role.SEG]), (close_account,)],
        ids=lambda change: change[0].__name__,
    )
    def test_it_ends_when_the_account_changes(self, site, client, olive, change):
        sign_in(client, olive)
        changed(site, *change)
        assert client.get("/accounts").location == "/sign-in?next=/accounts"

    @pytest.mark.parametrize(("hours", "status"), [(11, 200), (13, 303)])
    def test_it_ends_after_twelve_hours(self, client, olive, monkeypatch, hours, status):
        then = int(time.time()) - hours * 3600
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda signer: then)
        sign_in(client, olive)
        monkeypatch.undo()
        assert client.get("/accounts").status_code == status


def test_when_the_database_fails_a_page_says_so(site, client, olive, monkeypatch):
    sign_in(client, olive)

    def fail(*_words, **_settings):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(security.datastore, "find_user", fail)
    answer = client.get("/accounts")
    assert (answer.status_code, heading(answer)) == (503, "Sorry, we are busy")
    monkeypatch.undo()
    assert client.get("/accounts").status_code == 200


class TestChangingOnesPassword:
    NEW = "four other random words"

    def change(self, client, present=PASSWORD, new=NEW, again=NEW):
        form = client.get("/password")
        typed = {"password": present, "new_password": new, "new_password_confirm": again}
        return press(client, form, "Change password", follow=True, **typed)

    def test_other_sessions_end_and_this_one_goes_on(self, client, another_client, olive):
        sign_in(client, olive)
        sign_in(another_client, olive)
        done = self.change(client)
        assert (heading(done), notices(done)) == (
            "Accounts",
            ["Your password is changed. Everywhere else you have been signed out."],
        )
        assert another_client.get("/accounts").location == "/sign-in?next=/accounts"
        assert errors(sign_in(another_client, olive)) == WRONG
        assert sign_in(another_client, olive, self.NEW).location == "/"

    @pytest.mark.parametrize(
        ("typed", "problem"),
        [
            ({"present": "not my password"}, ("#password", "This is not your present password.")),
            ({"new": "short", "again": "short"}, ("#new_password", "Choose at least 12 characters.")),
            (
                {"new": PASSWORD, "again": PASSWORD},
                ("#password", "Choose a password that you do not have already."),
            ),
            ({"again": "something else"}, ("#new_password_confirm", "The two new passwords differ.")),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_changes(self, client, another_client, olive, typed, problem):
        sign_in(client, olive)
        assert errors(self.change(client, **typed)) == [problem]
        assert sign_in(another_client, olive).location == "/"

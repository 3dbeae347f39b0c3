"""``users``: accounts are opened on the command line and nowhere else."""

from __future__ import annotations

import pytest

from app.extensions import db
from app.staff.queries import user_by_email
from tests.app.cli.conftest import refused

PASSWORD = "three random words"
WHO = ("--email", "Olive.Marsh@soar.example", "--name", "Olive Marsh")


def sign_in(client, password=PASSWORD):
    return client.post("/sign-in", data={"email": "olive.marsh@soar.example", "password": password})


@pytest.fixture
def trusting(site, monkeypatch):
    monkeypatch.setitem(site.config, "WTF_CSRF_ENABLED", False)


@pytest.mark.usefixtures("trusting")
def test_an_administrator_signs_in_with_the_password_that_was_typed(run, client):
    answer = run("users", "create-admin", *WHO, typed=f"{PASSWORD}\n")
    assert (answer.status, answer.out) == (0, "olive.marsh@soar.example can sign in.\n")
    assert sign_in(client, "another password").status_code == 200
    assert sign_in(client).status_code == 302


def test_a_role_and_a_board_are_given(run, site, partnership):
    run("users", "add", *WHO, "--role", "seg", "--board", "soar", typed=f"{PASSWORD}\n")
    with site.app_context():
        user = user_by_email(db.session, "olive.marsh@soar.example")
        assert (user.role_names, user.board.key) == ({"seg"}, "soar")


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (("create-admin", *WHO), "short\n", "A password needs at least 12 characters."),
        (("create-admin", *WHO), "", "There is no password on standard input."),
        (("add", *WHO, "--role", "officer", "--board", "x"), PASSWORD, "There is no such Board."),
        (("create-admin", "--email", "olive", "--name", "Olive"), PASSWORD, "This is not a valid e-mail address."),
    ],
)  # fmt: skip
def test_what_cannot_be_an_account_is_said(run, words, typed, sentence):
    assert refused(run("users", *words, typed=typed)) == sentence


def test_an_unknown_role_is_said(run):
    assert "'king' is not one of" in refused(run("users", "add", *WHO, "--role", "king", typed=PASSWORD))


@pytest.mark.usefixtures("trusting")
class TestAnAccountThatIsThere:
    EMAIL = ("--email", "OLIVE.marsh@soar.example")

    @pytest.fixture(autouse=True)
    def olive(self, run):
        run("users", "create-admin", *WHO, typed=f"{PASSWORD}\n")

    def test_a_forgotten_password_is_replaced(self, run, client):
        answer = run("users", "set-password", *self.EMAIL, typed="four other random words\n")
        assert (answer.status, answer.out) == (0, "The password is set.\n")
        assert sign_in(client).status_code == 200
        assert sign_in(client, "four other random words").status_code == 302

    def test_roles_are_replaced(self, run, site):
        run("users", "set-roles", *self.EMAIL, "--role", "seg", "--role", "officer")
        with site.app_context():
            assert user_by_email(db.session, "olive.marsh@soar.example").role_names == {"seg", "officer"}

    def test_a_closed_account_signs_nobody_in_until_it_is_open_again(self, run, client):
        run("users", "close", *self.EMAIL)
        assert sign_in(client).status_code == 200
        run("users", "reopen", *self.EMAIL)
        assert sign_in(client).status_code == 302

    @pytest.mark.parametrize("command", ["set-password", "close", "reopen"])
    def test_an_account_that_there_is_not_is_said(self, run, command):
        answer = run("users", command, "--email", "nobody@soar.example", typed=PASSWORD)
        assert refused(answer) == "There is no account with this address."

"""``check``: what is wrong with an installation, named together with its remedy."""

from __future__ import annotations

import socket

import pytest
from flask_migrate import upgrade

from app import create_app
from app.extensions import db
from tests.staff import add_staff


@pytest.fixture
def installation(tmp_path, empty_database_url):
    """``installation(NAME=value)`` is an app of its own on an up-to-date database with one account; not a test's."""
    made = []

    def _make(**settings):
        app = create_app(
            {"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": empty_database_url, **settings}
        )
        with app.app_context():
            upgrade()
            add_staff("administrator")
        made.append(app)
        return app

    yield _make
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def checked(app):
    """The exit status, and what is wrong by name."""
    result = app.test_cli_runner().invoke(args=["check", "--json"])
    found = app.json.loads(result.stdout)
    wrong = {one["name"]: (one["says"], one["mend"]) for one in found["checks"] if not one["ok"]}
    assert found["ok"] == (not wrong)
    assert all((one["mend"] is None) == one["ok"] for one in found["checks"])
    return result.exit_code, wrong


def test_a_sound_installation(installation):
    app = installation()
    assert checked(app) == (0, {})
    lines = app.test_cli_runner().invoke(args=["check"]).stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        f"ok     {name}"
        for name in (
            "settings", "database", "migrations", "durability", "accounts", "mail", "keys", "reports",
        )
    ]  # fmt: skip


def test_no_password_is_shown(installation):
    out = installation().test_cli_runner().invoke(args=["check"]).stdout
    assert [word for word in ("devpw", "password@") if word in out] == []


def test_a_database_that_is_away(tmp_path):
    app = create_app(
        {"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    )
    status, wrong = checked(app)
    assert (status, set(wrong)) == (1, {"database"})


def test_a_database_that_was_never_set_up(tmp_path, empty_database_url):
    app = create_app({"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": empty_database_url})
    status, wrong = checked(app)
    assert (status, set(wrong)) == (1, {"migrations"})
    assert "flask --app wsgi db upgrade" in wrong["migrations"][1]


def test_a_database_that_an_older_program_left(installation):
    app = installation()
    with app.app_context():
        db.session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
        db.session.commit()
    status, wrong = checked(app)
    assert (status, wrong["migrations"][1]) == (1, "Run “flask --app wsgi db upgrade”.")


def test_a_database_that_forgets(installation, monkeypatch):
    app = installation()
    monkeypatch.setattr("app.cli.checks.not_durable", lambda session: {"synchronous": "0"} if app else {})
    monkeypatch.setattr(
        "app.cli.checks.NEEDED", {engine: {"synchronous": ("2",)} for engine in ("sqlite", "postgresql")}
    )
    assert checked(app) == (
        1,
        {
            "durability": (
                "Acknowledged answers could be lost: synchronous is 0.",
                "Set synchronous to 2 where the database is configured.",
            )
        },
    )


def test_nobody_who_can_sign_in(installation):
    app = installation()
    with app.app_context():
        db.session.connection().exec_driver_sql("UPDATE users SET active = false")
        db.session.commit()
    assert checked(app)[1] == {
        "accounts": ("Nobody can sign in.", "Run “flask --app wsgi users create-admin”.")
    }


LIVE = {
    "MAIL_MODE": "smtp",
    "FOURSTEPS_SMTP_HOST": "127.0.0.1",
    "FOURSTEPS_MAIL_FROM": "courses@council.test",
    "FOURSTEPS_SMTP_SECURITY": "none",
}


def test_a_mail_server_that_is_away(installation):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = str(closed.getsockname()[1])
        status, wrong = checked(installation(**LIVE, FOURSTEPS_SMTP_PORT=port))
    assert (status, set(wrong)) == (1, {"mail"})
    assert f"127.0.0.1 port {port}" in wrong["mail"][0]


def test_demo_accounts_where_mail_is_really_sent(installation, monkeypatch):
    app = installation(**LIVE)
    with app.app_context():
        add_staff("officer", email="officer.city@soar-valley.example")
    assert checked(app)[1]["accounts"][0] == "Accounts of the demo are open."


def test_links_that_others_can_read_on_their_way(installation):
    _status, wrong = checked(installation(FOURSTEPS_BASE_URL="http://foursteps.council.example"))
    assert set(wrong) == {"settings"}


def test_secrets_that_others_may_read(installation, tmp_path):
    app = installation()
    (tmp_path / "signing-keys").chmod(0o644)
    assert checked(app) == (0, {})
    tmp_path.chmod(0o755)
    says, mend = checked(app)[1]["keys"]
    assert (says, mend) == ("Others may read signing-keys in the instance folder.", "Run chmod 600 on them.")


def test_a_key_that_is_too_short(installation, tmp_path):
    (tmp_path / "signing-keys").write_text("short\n", encoding="ascii")
    (tmp_path / "signing-keys").chmod(0o600)
    assert set(checked(installation())[1]) == {"keys"}

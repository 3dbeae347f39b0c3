"""Settings: read from the environment and settings.env, and each wrong one named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.config import SETTINGS, SettingsError, read_settings
from surveys.enums import Approval

SETTINGS_PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
SMTP = {
    "MAIL_MODE": "smtp",
    "FOURSTEPS_SMTP_HOST": "mail.council.gov.uk",
    "FOURSTEPS_MAIL_FROM": "training@council.gov.uk",
}


@pytest.fixture
def settings(tmp_path):
    """The configuration that the given settings make, with secrets and settings.env in a folder of the test's own."""
    return lambda **given: read_settings({"FOURSTEPS_INSTANCE": str(tmp_path), **given})


@pytest.fixture
def problems(settings):
    def found(**given):
        with pytest.raises(SettingsError) as wrong:
            settings(**given)
        return wrong.value.problems

    return found


def test_the_page_for_people_lists_every_setting_in_order():
    listed = re.findall(r"^\| `([A-Z_]+)` \|", SETTINGS_PAGE.read_text(), re.MULTILINE)
    assert listed == [setting.name for setting in SETTINGS]


def test_the_page_for_people_gives_each_plain_default():
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| `([^`]+)` \|", SETTINGS_PAGE.read_text(), re.MULTILINE))
    defaults = {setting.name: setting.default for setting in SETTINGS}
    assert rows == {name: defaults[name] for name in rows}
    assert len(rows) > 8


def test_without_any_setting_it_runs_on_sqlite_and_sends_no_mail(settings, tmp_path):
    made = settings()
    assert made["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path / 'foursteps.sqlite'}"
    assert (made["MAIL_MODE"], made["FLOORS"].matched) == ("capture", 5)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "FOURSTEPS_BASE_URL",
            "council.example",
            "must be an address such as https://foursteps.council.example.",
        ),
        ("FOURSTEPS_PROXIES", "many", "must be a whole number from 0 to 5."),
        ("DATABASE_URL", "mysql://x/y", "must begin with postgresql:// or sqlite:///."),
        ("DATABASE_URL", "nonsense", "must be an address such as postgresql://user:password@host/name."),
        ("MAIL_MODE", "send", "must be one of capture, smtp."),
        ("FOURSTEPS_MAIL_FROM", "nobody", "must be an e-mail address."),
        ("FOURSTEPS_SMTP_PORT", "0", "must be a whole number from 1 to 65535."),
        ("FOURSTEPS_FLOOR_MATCHED", "2", "must be a whole number from 3 to 10."),
        ("FOURSTEPS_FLOOR_MATCHED", "٥", "must be a whole number from 3 to 10."),
        ("FOURSTEPS_BANK_APPROVAL", "nobody", "must be one of second-officer, none."),
        ("FOURSTEPS_SIGNING_KEYS", "short", "must each have at least 32 characters."),
        ("FOURSTEPS_PARTNERSHP", "Soar Valley", "is not a setting of Foursteps."),
    ],
)
def test_a_wrong_setting_is_named(problems, name, value, sentence):
    assert problems(**{name: value}) == [f"{name} {sentence}"]


def test_all_wrong_settings_are_named_at_once(problems):
    assert problems(MAIL_MODE="fax", FOURSTEPS_PROXIES="9") == [
        "FOURSTEPS_PROXIES must be a whole number from 0 to 5.",
        "MAIL_MODE must be one of capture, smtp.",
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"FOURSTEPS_SMTP_HOST": ""}, "FOURSTEPS_SMTP_HOST is needed when MAIL_MODE is smtp."),
        ({"FOURSTEPS_MAIL_FROM": ""}, "FOURSTEPS_MAIL_FROM is needed when MAIL_MODE is smtp."),
        (
            {"FOURSTEPS_SMTP_SECURITY": "none", "FOURSTEPS_SMTP_PASSWORD": "secret"},
            "FOURSTEPS_SMTP_SECURITY must not be none when there is a password to protect.",
        ),
    ],
)
def test_sending_needs_a_server_a_sender_and_an_encrypted_password(problems, change, sentence):
    assert problems(**{**SMTP, **change}) == [sentence]


def test_settings_that_fit_together_are_taken(settings):
    made = settings(**SMTP)
    assert (made["MAIL_SERVER"], made["MAIL_USE_TLS"], made["MAIL_REPLY_TO"]) == (
        "mail.council.gov.uk",
        True,
        "training@council.gov.uk",
    )


def test_a_draft_wants_a_second_officer_unless_told_otherwise(settings):
    made = [settings(**given)["BANK_APPROVAL"] for given in ({}, {"FOURSTEPS_BANK_APPROVAL": "none"})]
    assert made == [Approval.SECOND_OFFICER, Approval.NONE]


def test_the_environment_wins_over_the_file(settings, tmp_path):
    (tmp_path / "settings.env").write_text(
        "# ours\nFOURSTEPS_PARTNERSHIP=Soar Valley\nMAIL_MODE = capture\n\n"
    )
    assert settings()["PARTNERSHIP_NAME"] == "Soar Valley"
    assert settings(FOURSTEPS_PARTNERSHIP="Wreake")["PARTNERSHIP_NAME"] == "Wreake"


def test_a_broken_line_of_the_file_is_named_by_its_number(problems, tmp_path):
    (tmp_path / "settings.env").write_text("MAIL_MODE=capture\nSoar Valley\n")
    assert problems() == [f"{tmp_path / 'settings.env'} has no = in line 2."]


def test_secrets_are_made_once_and_closed_to_others(settings, tmp_path):
    first, second = settings(), settings()
    assert (first["SECRET_KEY"], first["SECURITY_PASSWORD_SALT"]) == (
        second["SECRET_KEY"],
        second["SECURITY_PASSWORD_SALT"],
    )
    assert len(first["SECRET_KEY"]) >= 32
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
        "signing-keys": 0o600,
        "password-salt": 0o600,
    }


def test_a_new_key_on_top_signs_and_the_old_one_is_still_known(settings, tmp_path):
    old = settings()["SECRET_KEY"]
    (tmp_path / "signing-keys").write_text(f"{'n' * 40}\n{old}\n")
    made = settings()
    assert (made["SECRET_KEY"], made["SECRET_KEY_FALLBACKS"], made["SIGNING_KEYS"]) == (
        "n" * 40,
        [old],
        ("n" * 40, old),
    )


@pytest.mark.parametrize(
    ("base", "secure"), [("https://foursteps.example", True), ("http://foursteps.example", False)]
)
def test_cookies_are_for_encrypted_connections_when_the_site_is(settings, base, secure):
    made = settings(FOURSTEPS_BASE_URL=base)
    assert (made["SESSION_COOKIE_SECURE"], made["TRUSTED_HOSTS"][0]) == (secure, "foursteps.example")

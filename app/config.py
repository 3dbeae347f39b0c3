"""The settings: read once at start from the environment and checked; each wrong one is named.

``settings.env`` in the instance folder may hold the same names, one ``NAME=value`` a line; the environment wins.
``docs/settings.md`` is the table for people; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from app.secrets import password_salt, signing_keys
from surveys.disclosure import Floors
from surveys.enums import Approval

ROOT = Path(__file__).parents[1]
MAIL_MODES = ("capture", "smtp")
SMTP_SECURITY = ("starttls", "tls", "none")
UNNAMED = "Safeguarding Children Partnership"
CONCERN_WORDS = (
    "If a child is in immediate danger, call 999. For any other worry about a child, contact your local "
    "children's social care or follow your agency's safeguarding procedure."
)


class SettingsError(Exception):
    """The settings cannot be used. ``problems`` holds one sentence for each that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class Wrong(ValueError):
    """What is wrong with a value, as the end of a sentence that begins with the setting's name."""


@dataclass(frozen=True)
class Setting:
    """One setting: ``read`` turns its text into a value or raises ``Wrong``."""

    name: str
    default: str
    read: Callable[[str], Any]


def _text(value: str) -> str:
    return value.strip()


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise Wrong(f"must be one of {', '.join(choices)}")
        return value

    return read


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            raise Wrong(f"must be a whole number from {low} to {high}")
        return int(value)

    return read


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise Wrong("must be an address such as https://foursteps.council.example")
    return value.rstrip("/")


def _address(value: str) -> str:
    try:
        return validate_email(value, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        raise Wrong("must be an e-mail address") from None


def _optional_address(value: str) -> str:
    return _address(value) if value else ""


def _database(value: str) -> str:
    try:
        url = make_url(value) if value else None
    except ArgumentError:
        raise Wrong("must be an address such as postgresql://user:password@host/name") from None
    if url is not None and url.get_backend_name() not in ("sqlite", "postgresql"):
        raise Wrong("must begin with postgresql:// or sqlite:///")
    return value


def _words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in value.split(",") if word.strip())


SETTINGS: tuple[Setting, ...] = (
    Setting("FOURSTEPS_BASE_URL", "http://127.0.0.1:8000", _base_url),
    Setting("FOURSTEPS_TRUSTED_HOSTS", "", _words),
    Setting("FOURSTEPS_PROXIES", "0", _whole(0, 5)),
    Setting("DATABASE_URL", "", _database),
    Setting("FOURSTEPS_PARTNERSHIP", UNNAMED, _text),
    Setting("FOURSTEPS_CONCERN_WORDS", CONCERN_WORDS, _text),
    Setting("MAIL_MODE", "capture", _one_of(*MAIL_MODES)),
    Setting("FOURSTEPS_MAIL_FROM", "foursteps@partnership.example", _address),
    Setting("FOURSTEPS_MAIL_REPLY_TO", "", _optional_address),
    Setting("FOURSTEPS_SMTP_HOST", "", _text),
    Setting("FOURSTEPS_SMTP_PORT", "587", _whole(1, 65535)),
    Setting("FOURSTEPS_SMTP_SECURITY", "starttls", _one_of(*SMTP_SECURITY)),
    Setting("FOURSTEPS_SMTP_USER", "", _text),
    Setting("FOURSTEPS_SMTP_PASSWORD", "", _text),
    Setting("FOURSTEPS_FLOOR_MATCHED", "5", _whole(3, 10)),
    Setting("FOURSTEPS_FLOOR_IMPRECISE", "10", _whole(3, 50)),
    Setting("FOURSTEPS_FLOOR_PERCENTAGES", "10", _whole(3, 50)),
    Setting("FOURSTEPS_FLOOR_FLAGS", "30", _whole(30, 1_000)),
    Setting("FOURSTEPS_BANK_APPROVAL", Approval.SECOND_OFFICER, _one_of(*Approval)),
    Setting("FOURSTEPS_SIGNING_KEYS", "", _words),
    Setting("FOURSTEPS_PASSWORD_SALT", "", _text),
)
"""In the order of ``docs/settings.md``. ``FOURSTEPS_INSTANCE`` comes first and says where ``settings.env`` is."""


def instance_folder(environ: Mapping[str, str]) -> Path:
    """Where the embedded database, the secrets and ``settings.env`` are; an absolute path."""
    return Path(environ.get("FOURSTEPS_INSTANCE") or ROOT / "instance").absolute()


def read_settings(environ: Mapping[str, str]) -> dict[str, Any]:
    """Flask's configuration from the environment.

    Raises:
        SettingsError: one or more settings are wrong; all of them are named.
    """
    instance = instance_folder(environ)
    problems: list[str] = []
    given = {**_from_file(instance / "settings.env", problems), **environ}
    values = {setting.name: _value(setting, given, problems) for setting in SETTINGS}
    if not problems:
        problems += _contradictions(values)
    problems += [f"{name} is not a setting of Foursteps." for name in _unknown(given)]
    if problems:
        raise SettingsError(problems)
    return _flask_config(values, instance)


def _from_file(path: Path, problems: list[str]) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        problems.append(f"{path} cannot be read.")
        return {}
    found = {}
    for number, line in enumerate(lines, start=1):
        name, equals, value = line.partition("=")
        if line.strip() and not line.lstrip().startswith("#"):
            if not equals:
                problems.append(f"{path} has no = in line {number}.")
            found[name.strip()] = value.strip()
    return found


def _value(setting: Setting, given: Mapping[str, str], problems: list[str]) -> Any:
    text = given.get(setting.name, "").strip() or setting.default
    try:
        return setting.read(text)
    except Wrong as wrong:
        problems.append(f"{setting.name} {wrong}.")
        return setting.read(setting.default)


def _unknown(given: Mapping[str, str]) -> list[str]:
    """A misspelt name would silently leave the default in force. Names for scripts and tests are let through."""
    known = {setting.name for setting in SETTINGS} | {"FOURSTEPS_INSTANCE", "FOURSTEPS_PYTHON"}
    return sorted(
        name
        for name in given
        if name.startswith("FOURSTEPS_") and name not in known and not name.startswith("FOURSTEPS_TEST_")
    )


def _contradictions(values: Mapping[str, Any]) -> list[str]:
    problems = []
    if values["MAIL_MODE"] == "smtp" and not values["FOURSTEPS_SMTP_HOST"]:
        problems.append("FOURSTEPS_SMTP_HOST is needed when MAIL_MODE is smtp.")
    if values["MAIL_MODE"] == "smtp" and values["FOURSTEPS_MAIL_FROM"].endswith(".example"):
        problems.append("FOURSTEPS_MAIL_FROM is needed when MAIL_MODE is smtp.")
    if values["FOURSTEPS_SMTP_PASSWORD"] and values["FOURSTEPS_SMTP_SECURITY"] == "none":
        problems.append("FOURSTEPS_SMTP_SECURITY must not be none when there is a password to protect.")
    if values["FOURSTEPS_FLOOR_PERCENTAGES"] < values["FOURSTEPS_FLOOR_MATCHED"]:
        problems.append("FOURSTEPS_FLOOR_PERCENTAGES must not be below FOURSTEPS_FLOOR_MATCHED.")
    if any(len(key) < 32 for key in values["FOURSTEPS_SIGNING_KEYS"]):
        problems.append("FOURSTEPS_SIGNING_KEYS must each have at least 32 characters.")
    return problems


def _flask_config(values: Mapping[str, Any], instance: Path) -> dict[str, Any]:
    keys = values["FOURSTEPS_SIGNING_KEYS"] or signing_keys(instance)
    base_url = values["FOURSTEPS_BASE_URL"]
    host, secure = urlsplit(base_url).hostname, base_url.startswith("https:")
    return {
        "INSTANCE": instance,
        "BASE_URL": base_url,
        "PROXIES": values["FOURSTEPS_PROXIES"],
        "TRUSTED_HOSTS": [host, "localhost", "127.0.0.1", "[::1]", *values["FOURSTEPS_TRUSTED_HOSTS"]],
        "SQLALCHEMY_DATABASE_URI": values["DATABASE_URL"] or f"sqlite:///{instance / 'foursteps.sqlite'}",
        "PARTNERSHIP_NAME": values["FOURSTEPS_PARTNERSHIP"],
        "CONCERN_WORDS": values["FOURSTEPS_CONCERN_WORDS"],
        "FLOORS": Floors(
            matched=values["FOURSTEPS_FLOOR_MATCHED"],
            imprecise=values["FOURSTEPS_FLOOR_IMPRECISE"],
            percentages=values["FOURSTEPS_FLOOR_PERCENTAGES"],
            flags=values["FOURSTEPS_FLOOR_FLAGS"],
        ),
        "BANK_APPROVAL": Approval(values["FOURSTEPS_BANK_APPROVAL"]),
        "SIGNING_KEYS": tuple(keys),
        "SECRET_KEY": keys[0],
        "SECRET_KEY_FALLBACKS": list(keys[1:]),
        "SECURITY_PASSWORD_SALT": values["FOURSTEPS_PASSWORD_SALT"] or password_salt(instance),
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_SAMESITE": "Lax",
        **_mail_config(values),
    }


def _mail_config(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "MAIL_MODE": values["MAIL_MODE"],
        "MAIL_SERVER": values["FOURSTEPS_SMTP_HOST"],
        "MAIL_PORT": values["FOURSTEPS_SMTP_PORT"],
        "MAIL_USE_TLS": values["FOURSTEPS_SMTP_SECURITY"] == "starttls",
        "MAIL_USE_SSL": values["FOURSTEPS_SMTP_SECURITY"] == "tls",
        "MAIL_USERNAME": values["FOURSTEPS_SMTP_USER"] or None,
        "MAIL_PASSWORD": values["FOURSTEPS_SMTP_PASSWORD"] or None,
        "MAIL_DEFAULT_SENDER": values["FOURSTEPS_MAIL_FROM"],
        "MAIL_REPLY_TO": values["FOURSTEPS_MAIL_REPLY_TO"] or values["FOURSTEPS_MAIL_FROM"],
    }

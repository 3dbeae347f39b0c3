"""Accounts to try the demo with. They share one password, made from the instance's own secret: it is the same each
time it is asked for, another one on each installation, and kept nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_security import verify_password

from app.access import Role
from app.accounts.operations import add_user
from app.demo.partnership import CITY, COUNTY, DemoBoard
from app.extensions import db
from app.staff.queries import user_by_email
from surveys.models import Board

BY = "demo"


@dataclass(frozen=True)
class DemoUser:
    """Somebody who can sign in. No Board means both."""

    address: str
    name: str
    role: Role
    board: DemoBoard | None = None

    @property
    def words(self) -> str:
        role = {Role.SEG: "SEG member"}.get(self.role) or self.role.value.replace("-", " ").capitalize()
        return f"{role}, {self.board.name}" if self.board else role


OFFICERS = (
    DemoUser("officer.city@soar-valley.example", "Hazel Quinn", Role.OFFICER, CITY),
    DemoUser("officer.county@soar-valley.example", "Marcus Bell", Role.OFFICER, COUNTY),
)
USERS = (
    *OFFICERS,
    DemoUser("development@soar-valley.example", "Irene Castle", Role.DEVELOPMENT_OFFICER),
    DemoUser("coordinator@soar-valley.example", "Dilip Rana", Role.COORDINATOR),
    DemoUser("seg.city@soar-valley.example", "Bernice Oduya", Role.SEG, CITY),
    DemoUser("seg.county@soar-valley.example", "Gwen Hartley", Role.SEG, COUNTY),
    DemoUser("administrator@soar-valley.example", "Lewis Grant", Role.ADMINISTRATOR),
)


def open_accounts(boards: Mapping[str, Board], *, now: datetime) -> None:
    """Add an account for each of ``USERS``."""
    password = passwords()[0]
    for user in USERS:
        add_user(
            db.session,
            email=user.address,
            name=user.name,
            role=user.role,
            board=boards[user.board.key] if user.board else None,
            password=password,
            by=BY,
            now=now,
        )


def are_there() -> bool:
    """Whether the demo's accounts were opened, which is the last thing that loading it does."""
    return user_by_email(db.session, OFFICERS[0].address) is not None


def passwords() -> tuple[str, ...]:
    """The password that each signing key gives, the newest first; the accounts have the one of their day."""
    return tuple(_password(key) for key in current_app.config["SIGNING_KEYS"])


def current_password() -> str | None:
    """The password that opens the demo's accounts; None when there are none, or it was changed."""
    user = user_by_email(db.session, OFFICERS[0].address)
    if user is None:
        return None
    return next((password for password in passwords() if verify_password(password, user.password)), None)


def _password(key: str) -> str:
    made = hmac.digest(key.encode(), b"foursteps demo sign-ins", hashlib.sha256)
    letters = b32encode(made)[:16].decode("ascii").lower()
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))

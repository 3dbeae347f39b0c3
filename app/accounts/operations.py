"""Staff accounts: added by the command line, never by the people themselves. Each function flushes and leaves the
commit to its caller. A password is hashed with the settings of the running application.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from flask_security import hash_password
from sqlalchemy.orm import Session

from app.access import Role as RoleName
from app.staff import queries
from app.staff.models import Role, User
from surveys.attendee_files.addresses import address_key, checked_address
from surveys.errors import AlreadyThere, SurveyError
from surveys.models import Board
from surveys.operations.activity import record_activity

SHORTEST_PASSWORD = 12
"""Characters. Length is what counts; see SECURITY_PASSWORD_LENGTH_MIN, which is set from this."""


def add_user(
    session: Session,
    *,
    email: str,
    name: str,
    role: RoleName,
    board: Board | None,
    password: str,
    by: str,
    now: datetime,
) -> User:
    """Add an account with one role. No Board means all Boards of the partnership.

    Raises:
        NotAnAddress: ``email`` is not an address.
        AlreadyThere: there is an account with this address.
        SurveyError: the name is missing or too long, or the password too short.
    """
    address = address_key(checked_address(email))
    if queries.user_by_email(session, address):
        raise AlreadyThere("There is an account with this address.")
    user = User(
        email=address,
        name=_checked_name(name),
        password=_hashed(password),
        active=True,
        board=board,
        fs_uniquifier=uuid4().hex,
        roles=_roles(session, [role]),
        added_at=now,
    )
    session.add(user)
    session.flush()
    record_activity(session, "add-user", User, user.id, {"roles": [role.value]}, by=by, now=now)
    return user


def set_roles(session: Session, user: User, roles: Collection[RoleName], *, by: str, now: datetime) -> None:
    """Give the user these roles and no others. Their sessions end.

    Raises:
        SurveyError: no role is given.
    """
    if not roles:
        raise SurveyError("An account needs at least one role.")
    user.roles = _roles(session, roles)
    end_sessions(user)
    record_activity(
        session, "set-roles", User, user.id, {"roles": sorted(role.value for role in roles)}, by=by, now=now
    )


def set_password(session: Session, user: User, password: str, *, by: str, now: datetime) -> None:
    """Give the user a new password. Their sessions end.

    Raises:
        SurveyError: the password is too short.
    """
    user.password = _hashed(password)
    end_sessions(user)
    record_activity(session, "set-password", User, user.id, by=by, now=now)


def close_account(session: Session, user: User, *, by: str, now: datetime) -> None:
    """Nobody signs in with this account any more; what was done with it stays on record. Its sessions end."""
    user.active = False
    end_sessions(user)
    record_activity(session, "close-account", User, user.id, by=by, now=now)


def reopen_account(session: Session, user: User, *, by: str, now: datetime) -> None:
    """The person signs in again with the password that they had."""
    user.active = True
    record_activity(session, "reopen-account", User, user.id, by=by, now=now)


def end_sessions(user: User) -> None:
    """Every session of the user ends at its next request."""
    user.fs_uniquifier = uuid4().hex


def _roles(session: Session, names: Collection[RoleName]) -> list[Role]:
    """The rows of these roles, made where they are missing."""
    known = queries.roles_named(session, names)
    return [known.get(name) or Role(name=name.value) for name in dict.fromkeys(names)]


def _checked_name(name: str) -> str:
    said = " ".join(name.split())
    if not 0 < len(said) <= 200:
        raise SurveyError("A name has between 1 and 200 characters.")
    return said


def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise SurveyError(f"A password needs at least {SHORTEST_PASSWORD} characters.")
    return hash_password(password)

"""Staff for tests: accounts without the cost of a hashed password, and clients that are signed in."""

from __future__ import annotations

from uuid import uuid4

from app.access import Role
from app.clock import now
from app.extensions import db
from app.staff.models import Role as RoleRow
from app.staff.models import User


def add_staff(*roles, board_id=None, email=None):
    """An account in the database of the running app; its password fits nothing."""
    known = {row.name: row for row in db.session.query(RoleRow)}
    user = User(
        email=email or f"{roles[0] if roles else 'nobody'}-{uuid4().hex[:8]}@soar.example",
        name="Olive Marsh",
        password="!",
        active=True,
        board_id=board_id,
        fs_uniquifier=uuid4().hex,
        roles=[known.get(role) or RoleRow(name=Role(role).value) for role in roles],
        added_at=now(),
    )
    db.session.add(user)
    db.session.commit()
    return user


def signed_in(site, *roles, board_id=None):
    """A client with a session of a new account, as after signing in."""
    with site.app_context():
        uniquifier = add_staff(*roles, board_id=board_id).fs_uniquifier
    client = site.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = uniquifier, True
    return client

"""Looks up staff accounts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.staff.models import Role, User
from surveys.attendee_files.addresses import address_key
from surveys.errors import NotFound


def user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).where(User.email == email))


def account(session: Session, email: str) -> User:
    """The account with this address, however it is written. Raises NotFound when there is none."""
    found = user_by_email(session, address_key(email))
    if found is None:
        raise NotFound("There is no account with this address.")
    return found


def users(session: Session, *, boards: Collection[int] | None) -> Sequence[User]:
    """Staff accounts by name: all of them, or only those tied to one of ``boards``. Two statements."""
    wanted = select(User).options(selectinload(User.roles)).order_by(func.lower(User.name), User.id)
    if boards is not None:
        wanted = wanted.where(User.board_id.in_(boards))
    return session.scalars(wanted).all()


def roles_named(session: Session, names: Collection[str]) -> dict[str, Role]:
    """Those of the roles that are on record."""
    return {role.name: role for role in session.scalars(select(Role).where(Role.name.in_(names)))}

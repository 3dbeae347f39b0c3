"""Tables of the people who sign in, on the record's metadata but outside ``surveys``, which knows no web."""

from __future__ import annotations

from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models import Board
from surveys.models.base import Base

users_roles = Table(
    "users_roles",
    Base.metadata,
    Column("user_id", ForeignKey("users.id"), primary_key=True),
    Column("role_id", ForeignKey("roles.id"), primary_key=True, index=True),
)


class Role(Base, RoleMixin):
    """A role; ``name`` is one of ``access.Role``. Names are text, so that a later role needs no migration."""

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)


class User(Base, UserMixin):
    """Somebody who signs in. ``email`` is kept in lower case. No Board means all Boards of the partnership.

    ``fs_uniquifier`` is what a session names: with a new one, every session of the user has ended.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    board_id: Mapped[int | None] = mapped_column(ForeignKey("boards.id"), index=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    added_at: Mapped[datetime]

    board: Mapped[Board | None] = relationship(lazy="joined")
    roles: Mapped[list[Role]] = relationship(secondary=users_roles)  # type: ignore[assignment]

    @property
    def role_names(self) -> frozenset[str]:
        return frozenset(role.name for role in self.roles)

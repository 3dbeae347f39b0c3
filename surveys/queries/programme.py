"""Boards and courses."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.errors import NotFound
from surveys.models import Board, Course


def boards(session: Session, *, ids: Collection[int] | None = None) -> Sequence[Board]:
    """The Boards by name: those with these ids, or all of them."""
    wanted = select(Board).order_by(Board.name, Board.id)
    return session.scalars(wanted if ids is None else wanted.where(Board.id.in_(ids))).all()


def board_by_key(session: Session, key: str) -> Board:
    """Raises NotFound when there is none."""
    found = session.scalar(select(Board).where(Board.key == key))
    if found is None:
        raise NotFound("There is no such Board.")
    return found


def courses(session: Session) -> Sequence[Course]:
    """All courses by title."""
    return session.scalars(select(Course).order_by(Course.title, Course.id)).all()


def course_by_key(session: Session, key: str) -> Course:
    """Raises NotFound when there is none."""
    found = session.scalar(select(Course).where(Course.key == key))
    if found is None:
        raise NotFound("There is no such course.")
    return found

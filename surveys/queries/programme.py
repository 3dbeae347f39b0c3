"""Boards and courses, by key and in lists."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from surveys.errors import NotFound
from surveys.models import Board, Course, Event


def boards(session: Session, *, ids: Collection[int] | None = None) -> Sequence[Board]:
    """The Boards with these ids (None: all), by name."""
    wanted = select(Board) if ids is None else select(Board).where(Board.id.in_(ids))
    return session.scalars(wanted.order_by(Board.name, Board.id)).all()


def board_of_latest_event(session: Session, course: Course) -> Board | None:
    """The Board of the course's latest event; None before its first."""
    wanted = select(Board).join(Event, Event.board_id == Board.id).where(Event.course_id == course.id)
    return session.scalar(wanted.order_by(Event.starts_at.desc(), Event.id.desc()).limit(1))


def courses(session: Session) -> Sequence[Course]:
    """All courses by title."""
    return session.scalars(select(Course).order_by(Course.title, Course.id)).all()


def courses_of_bank(session: Session, bank_id: int) -> Sequence[Course]:
    """The courses whose questions come from the bank, with their objectives, in the order of their ids."""
    wanted = select(Course).where(Course.bank_id == bank_id).options(selectinload(Course.objectives))
    return session.scalars(wanted.order_by(Course.id)).all()


def board_by_key(session: Session, key: str) -> Board:
    """Raises NotFound when there is none."""
    found = session.scalar(select(Board).where(Board.key == key))
    if found is None:
        raise NotFound("There is no such Board.")
    return found


def course_by_key(session: Session, key: str) -> Course:
    """Raises NotFound when there is none."""
    found = session.scalar(select(Course).where(Course.key == key))
    if found is None:
        raise NotFound("There is no such course.")
    return found


def is_taken(session: Session, kind: type[Board] | type[Course] | type[Event], key: str) -> bool:
    """Whether a Board, a course or an event has this key."""
    return session.scalar(select(kind.id).where(kind.key == key)) is not None

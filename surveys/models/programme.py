"""What is taught and when: Boards, themes, courses with their objectives, and dated events."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.banks import QuestionBank
from surveys.models.base import Base


class Board(Base):
    __tablename__ = "boards"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))


class Theme(Base):
    """What cuts across courses and is named by SEG, such as neglect."""

    __tablename__ = "themes"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(200))


class Course(Base):
    """What is taught. ``bank`` holds the questions that its routine evaluation asks."""

    __tablename__ = "courses"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    bank_id: Mapped[int | None] = mapped_column(ForeignKey("question_banks.id"), index=True)

    bank: Mapped[QuestionBank | None] = relationship()
    objectives: Mapped[list[Objective]] = relationship(back_populates="course", order_by="Objective.position")
    events: Mapped[list[Event]] = relationship(back_populates="course")


class Objective(Base):
    """What a course sets out to teach; the key is the one its questions name."""

    __tablename__ = "objectives"
    __table_args__ = (UniqueConstraint("course_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    key: Mapped[str] = mapped_column(String(64))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)

    course: Mapped[Course] = relationship(back_populates="objectives")


class Event(Base):
    """A dated run of a course, owned by one Board. ``register_taken_at`` says when attendance was settled:
    until then a booked person counts as present, afterwards only those on the register do.
    """

    __tablename__ = "events"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    venue: Mapped[str] = mapped_column(String(200), default="")
    provider: Mapped[str] = mapped_column(String(200), default="")
    trainer: Mapped[str] = mapped_column(String(200), default="")
    in_programme: Mapped[bool] = mapped_column(default=True)
    register_taken_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    board: Mapped[Board] = relationship()
    course: Mapped[Course] = relationship(back_populates="events")

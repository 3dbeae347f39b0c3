"""What people said: one response per invitation, one row per question answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base
from surveys.models.waves import Invitation


class Response(Base):
    """The invitation's answers, given. Its primary key is the invitation's, so there can be no second one."""

    __tablename__ = "responses"

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id"), primary_key=True)
    submitted_at: Mapped[datetime]

    invitation: Mapped[Invitation] = relationship()
    answers: Mapped[list[Answer]] = relationship(back_populates="response")


class Answer(Base):
    """One question's answer, marked for ever by the bank version it answered.

    ``value`` is a ``question_banks.model.Value`` as JSON. ``mark`` and ``max_mark`` are set for keyed questions
    only; ``outside`` says that the answer is a code off the scale, such as "no opportunity".
    """

    __tablename__ = "answers"
    __table_args__ = (
        CheckConstraint("(mark IS NULL) = (max_mark IS NULL)", name="mark_with_its_maximum"),
        CheckConstraint("mark IS NULL OR (mark >= 0 AND mark <= max_mark)", name="mark_in_range"),
    )

    response_id: Mapped[int] = mapped_column(ForeignKey("responses.invitation_id"), primary_key=True)
    bank_version_id: Mapped[int] = mapped_column(ForeignKey("bank_versions.id"), primary_key=True, index=True)
    question_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[object] = mapped_column(JSON)
    outside: Mapped[bool] = mapped_column(default=False)
    mark: Mapped[float | None]
    max_mark: Mapped[float | None]

    response: Mapped[Response] = relationship(back_populates="answers")

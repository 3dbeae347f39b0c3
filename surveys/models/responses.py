"""What people said: one response per invitation, one row per question answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
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
    """One question's answer, marked by the bank version it answered, or by the one that a ``Remark`` names.

    ``value`` is a ``question_banks.model.Value`` as JSON. ``mark`` and ``max_mark`` are set for keyed questions
    only; ``outside`` says that the answer is a code off the scale, such as "no opportunity".

    Each statement of a list has a row of its own, whose ``question_key`` is the question's and the statement's
    with a full stop between. ``certainty`` goes from 1 (very unsure) to 4 (certain). ``comment`` is free text: of
    a list it stands with the first statement that was answered. ``shown`` holds the keys of the options in the
    order in which this person saw them (of a list: the statements' keys), null where they were not shuffled.
    ``seconds`` is this question's share of the time that its page took.
    """

    __tablename__ = "answers"
    __table_args__ = (
        CheckConstraint("(mark IS NULL) = (max_mark IS NULL)", name="mark_with_its_maximum"),
        CheckConstraint("mark IS NULL OR (mark >= 0 AND mark <= max_mark)", name="mark_in_range"),
        CheckConstraint(
            "certainty IS NULL OR (certainty >= 1 AND certainty <= 4)", name="certainty_in_range"
        ),
        CheckConstraint("seconds IS NULL OR seconds >= 0", name="seconds_not_negative"),
    )

    response_id: Mapped[int] = mapped_column(ForeignKey("responses.invitation_id"), primary_key=True)
    bank_version_id: Mapped[int] = mapped_column(ForeignKey("bank_versions.id"), primary_key=True, index=True)
    question_key: Mapped[str] = mapped_column(String(129), primary_key=True)
    value: Mapped[object] = mapped_column(JSON)
    outside: Mapped[bool] = mapped_column(default=False)
    mark: Mapped[float | None]
    max_mark: Mapped[float | None]
    certainty: Mapped[int | None]
    comment: Mapped[str | None] = mapped_column(Text)
    shown: Mapped[list[Any] | None]
    seconds: Mapped[float | None]

    response: Mapped[Response] = relationship(back_populates="answers")

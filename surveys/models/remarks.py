"""Corrected keys: which question of which version is marked by a newer version, and the marks that there were."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.banks import BankVersion
from surveys.models.base import Base


class Remark(Base):
    """From now on answers to a question of the older version are marked as the newer version says.

    Of several about the same question of the same version the last one holds. ``answers`` is how many there were
    at the time, ``changed`` how many of them got another mark.
    """

    __tablename__ = "remarks"
    __table_args__ = (
        Index("ix_remarks_older_version_id_question_key", "older_version_id", "question_key"),
        CheckConstraint("older_version_id <> newer_version_id", name="two_versions"),
        CheckConstraint("changed >= 0 AND changed <= answers", name="changed_are_some_of_them"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    older_version_id: Mapped[int] = mapped_column(ForeignKey("bank_versions.id"))
    newer_version_id: Mapped[int] = mapped_column(ForeignKey("bank_versions.id"), index=True)
    question_key: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    answers: Mapped[int]
    changed: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(100))

    older: Mapped[BankVersion] = relationship(foreign_keys=[older_version_id])
    newer: Mapped[BankVersion] = relationship(foreign_keys=[newer_version_id])


class OldMark(Base):
    """The mark that an answer had before a re-mark changed it; the remark says to which question."""

    __tablename__ = "old_marks"

    remark_id: Mapped[int] = mapped_column(ForeignKey("remarks.id"), primary_key=True)
    response_id: Mapped[int] = mapped_column(
        ForeignKey("responses.invitation_id"), primary_key=True, index=True
    )
    mark: Mapped[float]
    max_mark: Mapped[float]

"""Question banks, their published versions, which never change, and the drafts of what comes next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.enums import DraftState
from surveys.models.base import Base, checked


class QuestionBank(Base):
    __tablename__ = "question_banks"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(200))

    versions: Mapped[list[BankVersion]] = relationship(back_populates="bank", order_by="BankVersion.number")


class BankVersion(Base):
    """A published bank. ``document`` is ``question_banks.documents.to_dict`` of it, ``digest`` its SHA-256 in hex."""

    __tablename__ = "bank_versions"
    __table_args__ = (UniqueConstraint("bank_id", "number"), UniqueConstraint("bank_id", "digest"))

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_banks.id"))
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(String(100))

    bank: Mapped[QuestionBank] = relationship(back_populates="versions")


class BankDraft(Base):
    """The next version of a bank while it is written, or a new bank; there is one draft of a bank at most.

    ``revision`` counts the changes to ``document``. ``based_on`` is the version that the draft began as, None for a
    bank of which nothing is published. ``edited_by`` names everybody who changed the text since that version, the
    last one last; ``note`` is what the last person to hand the draft on said to the next. ``steps`` holds each time
    that it was sent for review, sent back or approved (``queries.drafts.steps_of``).
    """

    __tablename__ = "bank_drafts"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revision_counts_from_one"),
        CheckConstraint("(state = 'approved') = (approved_by IS NOT NULL)", name="approved_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    document: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column(default=1)
    state: Mapped[DraftState] = mapped_column(checked(DraftState, "state"), default=DraftState.EDITING)
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("bank_versions.id"), index=True)
    edited_by: Mapped[list[Any]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    steps: Mapped[list[Any]] = mapped_column(default=list)
    started_at: Mapped[datetime]
    started_by: Mapped[str] = mapped_column(String(100))
    edited_at: Mapped[datetime]
    approved_by: Mapped[str | None] = mapped_column(String(100))

    based_on: Mapped[BankVersion | None] = relationship()

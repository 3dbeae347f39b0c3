"""Question banks and their published versions; a version is a document that never changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.models.base import Base


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

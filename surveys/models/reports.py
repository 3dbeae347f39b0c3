"""Reports: issued and frozen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.enums import ReportKind
from surveys.models.base import Base, checked
from surveys.models.programme import Event


class Report(Base):
    """An issued report never changes: its findings, its PDF and the PDF's SHA-256 in hex are kept together."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("event_id", "kind", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    kind: Mapped[ReportKind] = mapped_column(checked(ReportKind, "kind"))
    edition: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(300))
    issued_at: Mapped[datetime]
    issued_by: Mapped[str] = mapped_column(String(100))
    findings: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str] = mapped_column(String(64))

    event: Mapped[Event] = relationship()

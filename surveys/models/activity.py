"""The who-did-what trail. Rows are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from surveys.models.base import Base


class Activity(Base):
    """``actor`` did ``verb`` to ``subject`` (a table's name and a row's id). ``detail`` holds no personal data."""

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_subject_subject_id", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(100))
    verb: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[int | None]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)

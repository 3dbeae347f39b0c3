"""The trail of who did what. Every operation that changes the record adds one row to it here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from surveys.models import Activity, Base


def record_activity(
    session: Session,
    verb: str,
    kind: type[Base],
    row_id: int,
    detail: Mapping[str, Any] | None = None,
    *,
    by: str,
    now: datetime,
) -> None:
    """Add that ``by`` did ``verb`` to the row of ``kind``; what was done is flushed first.

    ``detail`` holds no personal data.
    """
    session.flush()
    session.execute(
        insert(Activity).values(
            at=now,
            actor=by,
            verb=verb,
            subject=kind.__tablename__,
            subject_id=row_id,
            detail=dict(detail or {}),
        )
    )

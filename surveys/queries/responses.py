"""What one person answered."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Answer


def stored_answers(session: Session, invitation_id: int) -> dict[tuple[int, str], object]:
    """The values on record of an invitation's answers, as JSON, by bank version and question's key."""
    wanted = select(Answer.bank_version_id, Answer.question_key, Answer.value)
    rows = session.execute(wanted.where(Answer.response_id == invitation_id))
    return {(version, key): value for version, key, value in rows}

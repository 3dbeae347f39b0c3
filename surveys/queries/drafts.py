"""Drafts of question banks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from question_banks.documents import from_dict
from question_banks.model import Bank
from surveys.enums import DraftState
from surveys.errors import NotFound
from surveys.models import Activity, BankDraft


@dataclass(frozen=True)
class Step:
    """One time that a draft was handed on: ``by`` whom, to which state, and what they said with it."""

    state: DraftState
    by: str
    at: datetime
    note: str


def open_drafts(session: Session) -> Sequence[BankDraft]:
    """All drafts in the order of their titles, with the versions that they began as; one statement."""
    wanted = select(BankDraft).options(joinedload(BankDraft.based_on))
    return session.scalars(wanted.order_by(BankDraft.title, BankDraft.id)).all()


def drafts_handed_on(session: Session) -> Sequence[BankDraft]:
    """Those that wait for somebody: to be approved, published or changed again; the longest unchanged first."""
    drafts = session.scalars(select(BankDraft).order_by(BankDraft.edited_at, BankDraft.id)).all()
    return [draft for draft in drafts if draft.state is not DraftState.EDITING or sent_back(draft)]


def steps_of(draft: BankDraft) -> list[Step]:
    """How the draft went to and fro, the first step first."""
    return [
        Step(DraftState(one["state"]), one["by"], datetime.fromisoformat(one["at"]), one["note"])
        for one in draft.steps
    ]


def sent_back(draft: BankDraft) -> Step | None:
    """Who sent the draft back to be changed, and why; None when it was not, or was handed on again since."""
    steps = steps_of(draft) if draft.state is DraftState.EDITING else []
    return steps[-1] if steps and steps[-1].state is DraftState.EDITING else None


def publications(session: Session, key: str) -> Mapping[int, Mapping[str, Any]]:
    """The versions of the bank that were drafts, by number: who had ``edited_by`` and ``approved_by`` each."""
    wanted = select(Activity.detail).where(
        Activity.subject == BankDraft.__tablename__, Activity.verb == "publish-draft"
    )
    details = session.scalars(wanted.order_by(Activity.id))
    return {detail["version"]: detail for detail in details if detail["bank"] == key}


def find_draft(session: Session, key: str) -> BankDraft | None:
    """The draft of the bank with this key, if one is open."""
    return session.scalar(select(BankDraft).where(BankDraft.key == key))


def draft_by_key(session: Session, key: str) -> BankDraft:
    """Raises ``NotFound`` when there is none."""
    found = find_draft(session, key)
    if found is None:
        raise NotFound("There is no draft of this question bank.")
    return found


def bank_of(draft: BankDraft) -> Bank:
    """What the draft says now."""
    return from_dict(draft.document)

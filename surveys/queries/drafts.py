"""Drafts of question banks."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from question_banks.documents import from_dict
from question_banks.model import Bank
from surveys.enums import DraftState
from surveys.errors import NotFound
from surveys.models import BankDraft


def open_drafts(session: Session) -> Sequence[BankDraft]:
    """All drafts in the order of their titles, with the versions that they began as; one statement."""
    wanted = select(BankDraft).options(joinedload(BankDraft.based_on))
    return session.scalars(wanted.order_by(BankDraft.title, BankDraft.id)).all()


def drafts_handed_on(session: Session) -> Sequence[BankDraft]:
    """Those that wait for somebody else, to be approved or published; the longest unchanged first."""
    wanted = select(BankDraft).where(BankDraft.state != DraftState.EDITING)
    return session.scalars(wanted.order_by(BankDraft.edited_at, BankDraft.id)).all()


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

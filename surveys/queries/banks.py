"""Question banks and their published versions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session, joinedload

from surveys.errors import NotFound
from surveys.models import BankVersion, QuestionBank


def bank_list(session: Session) -> Sequence[QuestionBank]:
    """All banks in the order of their titles."""
    return session.scalars(select(QuestionBank).order_by(QuestionBank.title, QuestionBank.id)).all()


def bank_by_key(session: Session, key: str) -> QuestionBank:
    """Raises ``NotFound`` when there is none."""
    found = find_bank(session, key)
    if found is None:
        raise NotFound("There is no such question bank.")
    return found


def find_bank(session: Session, key: str) -> QuestionBank | None:
    return session.scalar(select(QuestionBank).where(QuestionBank.key == key))


def latest_version(session: Session, bank_id: int) -> BankVersion | None:
    """The version that was published last; None before the first."""
    return session.scalar(
        select(BankVersion).where(BankVersion.bank_id == bank_id).order_by(BankVersion.number.desc()).limit(1)
    )


def version_by_digest(session: Session, bank_id: int, digest: str) -> BankVersion | None:
    """The version of the bank that holds a document with this digest, if it was published."""
    return session.scalar(
        select(BankVersion).where(BankVersion.bank_id == bank_id, BankVersion.digest == digest)
    )


def version_by_number(session: Session, bank_id: int, number: int) -> BankVersion:
    """Raises ``NotFound`` when there is none."""
    found = session.scalar(
        select(BankVersion).where(BankVersion.bank_id == bank_id, BankVersion.number == number)
    )
    if found is None:
        raise NotFound("There is no such version of this question bank.")
    return found


def versions_of(session: Session, bank_id: int) -> Sequence[BankVersion]:
    """Every version of the bank, the newest first."""
    wanted = select(BankVersion).where(BankVersion.bank_id == bank_id)
    return session.scalars(wanted.order_by(BankVersion.number.desc())).all()


def latest_versions(session: Session) -> Sequence[BankVersion]:
    """The version that was published last of each bank that has one, with its bank loaded; one statement."""
    newest = select(BankVersion.bank_id, func.max(BankVersion.number)).group_by(BankVersion.bank_id)
    wanted = select(BankVersion).where(tuple_(BankVersion.bank_id, BankVersion.number).in_(newest))
    return session.scalars(wanted.options(joinedload(BankVersion.bank)).order_by(BankVersion.id)).all()


def published_digests(session: Session) -> frozenset[str]:
    """The digests of all documents that were ever published."""
    return frozenset(session.scalars(select(BankVersion.digest)))

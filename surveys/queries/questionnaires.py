"""Questionnaires as values. They never change, so each process reads each of them once."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from question_banks.documents import from_dict as bank_from_dict
from surveys import models
from surveys.errors import NotFound
from surveys.models import BankVersion, QuestionnaireBank
from surveys.questionnaires import Questionnaire, from_dict

_read: WeakKeyDictionary[object, dict[int, Questionnaire]] = WeakKeyDictionary()
"""By the session's database, then by id: a process that knows two databases must not mix them."""


def questionnaire(session: Session, questionnaire_id: int) -> Questionnaire:
    """The questionnaire with this id; one statement the first time and none after that.

    Raises:
        NotFound: there is none.
    """
    known = _read.setdefault(session.get_bind(), {})
    if questionnaire_id not in known:
        known[questionnaire_id] = _load(session, questionnaire_id)
    return known[questionnaire_id]


def forget_questionnaires() -> None:
    """Read them anew. For whoever empties or replaces a database under a running process, as tests do."""
    _read.clear()


def _load(session: Session, questionnaire_id: int) -> Questionnaire:
    rows = session.execute(
        select(models.Questionnaire.document, BankVersion.id, BankVersion.document)
        .join(QuestionnaireBank, QuestionnaireBank.questionnaire_id == models.Questionnaire.id)
        .join(BankVersion, BankVersion.id == QuestionnaireBank.bank_version_id)
        .where(models.Questionnaire.id == questionnaire_id)
    ).all()
    if not rows:
        raise NotFound("There is no such questionnaire.")
    banks = {version_id: bank_from_dict(document) for _, version_id, document in rows}
    return from_dict(rows[0][0], banks)


def questionnaire_by_digest(session: Session, digest: str) -> models.Questionnaire | None:
    """The row of the questionnaire with this digest, if it was stored."""
    return session.scalar(select(models.Questionnaire).where(models.Questionnaire.digest == digest))

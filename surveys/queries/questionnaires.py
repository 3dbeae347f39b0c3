"""Questionnaires as values. What they ask never changes, so each process reads each of them once; only a corrected
key makes it read one again.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from question_banks.corrections import corrected
from question_banks.documents import from_dict as bank_from_dict
from surveys import models
from surveys.errors import NotFound
from surveys.models import BankVersion, QuestionnaireBank, Remark
from surveys.questionnaires import Questionnaire, from_dict

_read: WeakKeyDictionary[object, dict[int, tuple[int, Questionnaire]]] = WeakKeyDictionary()
"""By the session's database, then by id: a process that knows two databases must not mix them. With each its newest
re-mark.
"""


def questionnaire(session: Session, questionnaire_id: int, remark: int = 0) -> Questionnaire:
    """The questionnaire with this id; one statement the first time and none after that.

    Its questions have the keys that their answers are marked by, at least as the re-mark with id ``remark`` says.

    Raises:
        NotFound: there is none.
    """
    known = _read.setdefault(session.get_bind(), {})
    there = known.get(questionnaire_id)
    if there is None or there[0] < remark:
        there = known[questionnaire_id] = _load(session, questionnaire_id)
    return there[1]


def forget_questionnaires() -> None:
    """Read them anew. For whoever empties or replaces a database under a running process, as tests do."""
    _read.clear()


def _load(session: Session, questionnaire_id: int) -> tuple[int, Questionnaire]:
    newer = aliased(BankVersion)
    rows = session.execute(
        select(
            models.Questionnaire.document,
            BankVersion.id,
            BankVersion.document,
            Remark.id,
            Remark.question_key,
            newer.document,
        )
        .join(QuestionnaireBank, QuestionnaireBank.questionnaire_id == models.Questionnaire.id)
        .join(BankVersion, BankVersion.id == QuestionnaireBank.bank_version_id)
        .outerjoin(Remark, Remark.older_version_id == BankVersion.id)
        .outerjoin(newer, newer.id == Remark.newer_version_id)
        .where(models.Questionnaire.id == questionnaire_id)
        .order_by(Remark.id)
    ).all()
    if not rows:
        raise NotFound("There is no such questionnaire.")
    banks = {version_id: bank_from_dict(document) for _, version_id, document, *_remark in rows}
    for _, version_id, _, remark_id, key, document in rows:
        if remark_id:
            question = bank_from_dict(document).questions_by_key[key]
            banks[version_id] = corrected(banks[version_id], {key: question})
    return max(row[3] or 0 for row in rows), from_dict(rows[0][0], banks)


def questionnaire_by_digest(session: Session, digest: str) -> models.Questionnaire | None:
    """The row of the questionnaire with this digest, if it was stored."""
    return session.scalar(select(models.Questionnaire).where(models.Questionnaire.digest == digest))

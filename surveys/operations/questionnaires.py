"""Composing what an event's people are asked, and keeping it: equal questionnaires are one row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from question_banks.documents import from_dict as bank_from_dict
from question_banks.model import Bank
from surveys import models
from surveys.enums import Audience, TimePoint
from surveys.models import Event, QuestionnaireBank
from surveys.queries import banks, questionnaires
from surveys.questionnaires import FORMS, Questionnaire, bank_versions, compose, digest, to_dict


def questionnaire_for(
    session: Session,
    event: Event,
    point: TimePoint,
    audience: Audience,
    *,
    form: int = FORMS[0],
    now: datetime,
) -> models.Questionnaire | None:
    """What the event's people are asked, by the newest version of its course's bank; None when nothing is.

    Where nothing has parallel forms every ``form`` is the same questionnaire.
    """
    composed = compose(_banks_of(session, event), point, audience, form=form)
    return keep_questionnaire(session, composed, now=now) if composed else None


def _banks_of(session: Session, event: Event) -> Sequence[tuple[int, Bank]]:
    bank_id = event.course.bank_id
    version = banks.latest_version(session, bank_id) if bank_id else None
    return [(version.id, bank_from_dict(version.document))] if version else []


def keep_questionnaire(session: Session, composed: Questionnaire, *, now: datetime) -> models.Questionnaire:
    """The row of this questionnaire, made when there is none; two at once get the same one."""
    key = digest(to_dict(composed))
    there = questionnaires.questionnaire_by_digest(session, key)
    if there is None:
        try:
            with session.begin_nested():
                return _add(session, composed, key, now=now)
        except IntegrityError:
            there = questionnaires.questionnaire_by_digest(session, key)
            if there is None:
                raise
    return there


def _add(session: Session, composed: Questionnaire, key: str, *, now: datetime) -> models.Questionnaire:
    row = models.Questionnaire(
        digest=key,
        point=composed.point,
        audience=composed.audience,
        document=to_dict(composed),
        made_at=now,
    )
    session.add(row)
    session.flush()
    session.add_all(
        QuestionnaireBank(questionnaire_id=row.id, bank_version_id=version_id)
        for version_id in sorted(bank_versions(composed))
    )
    session.flush()
    return row

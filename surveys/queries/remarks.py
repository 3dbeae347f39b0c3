"""Corrected keys: which hold, what they were made for, and what one more would change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Exists, Row, ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from question_banks.corrections import corrected
from question_banks.documents import from_dict
from question_banks.model import Bank, Question
from surveys.models import (
    Answer,
    BankVersion,
    Course,
    Event,
    Invitation,
    QuestionnaireBank,
    Remark,
    Report,
    Response,
    Wave,
)


class Correction(NamedTuple):
    """A re-mark in force: answers to the question of the older version are marked as ``question`` says, which is
    that of version ``newer_number`` (``newer_version_id``).
    """

    question: Question
    older_number: int
    newer_version_id: int
    newer_number: int
    reason: str
    made_at: datetime


class CorrectedSince(NamedTuple):
    """What was marked again after a report was issued: how many questions, when first and when last."""

    questions: int
    first_at: datetime
    last_at: datetime


Corrections = Mapping[int, Mapping[str, Correction]]
"""By the older version's id, then by the question's key."""


def corrections_of(session: Session, version_ids: Collection[int]) -> Corrections:
    """The re-marks in force for these versions; one statement."""
    older = aliased(BankVersion)
    wanted = (
        select(Remark, older.number, BankVersion.number, BankVersion.document)
        .join(older, older.id == Remark.older_version_id)
        .join(BankVersion, BankVersion.id == Remark.newer_version_id)
        .where(Remark.older_version_id.in_(version_ids))
        .order_by(Remark.id)
    )
    found: dict[int, dict[str, Correction]] = {}
    for remark, older_number, number, document in session.execute(wanted):
        question = from_dict(document).questions_by_key[remark.question_key]
        found.setdefault(remark.older_version_id, {})[remark.question_key] = Correction(
            question, older_number, remark.newer_version_id, number, remark.reason, remark.made_at
        )
    return found


def with_corrections(bank: Bank, corrections: Mapping[str, Correction]) -> Bank:
    """The bank as its answers are marked now."""
    return corrected(bank, {key: correction.question for key, correction in corrections.items()})


def newest_remark(questionnaire_id: Any) -> ScalarSelect[int]:
    """The id of the newest re-mark that touches the questionnaire, 0 when there is none; part of a statement."""
    touching = select(func.coalesce(func.max(Remark.id), 0)).join(
        QuestionnaireBank, QuestionnaireBank.bank_version_id == Remark.older_version_id
    )
    return touching.where(QuestionnaireBank.questionnaire_id == questionnaire_id).scalar_subquery()


def newest_remark_of(session: Session, questionnaire_id: int) -> int:
    """The same by itself."""
    return session.scalar(select(newest_remark(questionnaire_id))) or 0


def hold_answers(session: Session, version_id: int) -> None:
    """Until the transaction ends nobody else marks answers to the version again, nor sends any; whoever is sending
    some just now is waited for. SQLite holds the whole database anyway.
    """
    # A weaker lock than for deleting it: answers refer to the version, and are let in.
    version = select(BankVersion.id).where(BankVersion.id == version_id)
    session.execute(version.with_for_update(key_share=True)).all()
    asking = select(QuestionnaireBank.questionnaire_id).where(QuestionnaireBank.bank_version_id == version_id)
    still_open = select(Invitation.id).where(
        Invitation.questionnaire_id.in_(asking), Invitation.submitted_at.is_(None)
    )
    session.execute(still_open.order_by(Invitation.id).with_for_update()).all()


def marked_answers(
    session: Session, version_id: int, question_key: str
) -> Sequence[Row[int, object, float | None, float | None]]:
    """Response, value, mark and maximum of every marked answer to the question of the version."""
    wanted = select(Answer.response_id, Answer.value, Answer.mark, Answer.max_mark)
    return session.execute(
        wanted.where(Answer.bank_version_id == version_id, Answer.question_key == question_key)
        .where(Answer.mark.is_not(None))
        .order_by(Answer.response_id)
    ).all()


def answers_by_question(session: Session, version_ids: Collection[int]) -> dict[tuple[int, str], int]:
    """How many marked answers each question of each version has; a question without any is not there."""
    wanted = select(Answer.bank_version_id, Answer.question_key, func.count())
    counted = wanted.where(Answer.bank_version_id.in_(version_ids), Answer.mark.is_not(None))
    grouped = counted.group_by(Answer.bank_version_id, Answer.question_key)
    return {(version, key): n for version, key, n in session.execute(grouped)}


def versions_still_asked(session: Session, version_ids: Collection[int], now: datetime) -> frozenset[int]:
    """Those of the versions that somebody may still answer at ``now``."""
    wanted = (
        select(QuestionnaireBank.bank_version_id)
        .join(Invitation, Invitation.questionnaire_id == QuestionnaireBank.questionnaire_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(QuestionnaireBank.bank_version_id.in_(version_ids))
        .where(Invitation.submitted_at.is_(None), Invitation.withdrawn_at.is_(None))
        .where(Wave.closed_at.is_(None), Wave.closes_at > now)
    )
    return frozenset(session.scalars(wanted.distinct()))


def remarks_of(session: Session, bank_id: int) -> Sequence[Remark]:
    """All re-marks of the bank's questions with both versions, the newest first."""
    older = aliased(BankVersion)
    wanted = select(Remark).join(older, older.id == Remark.older_version_id).where(older.bank_id == bank_id)
    loaded = wanted.options(joinedload(Remark.older), joinedload(Remark.newer))
    return session.scalars(loaded.order_by(Remark.id.desc())).all()


def issued_before(
    session: Session, version_id: int, question_key: str, boards: Collection[int] | None
) -> Sequence[Row[str, str, datetime]]:
    """Key, course and beginning of the events with an issued report that rests on answers to the question.

    ``boards`` are the ids of those Boards whose events may be named; None is all.
    """
    answered = (
        select(Wave.event_id)
        .join(Invitation, Invitation.wave_id == Wave.id)
        .join(Answer, Answer.response_id == Invitation.id)
        .where(Answer.bank_version_id == version_id, Answer.question_key == question_key)
    )
    wanted = select(Event.key, Course.title, Event.starts_at).join(Event.course)
    wanted = wanted.where(Event.id.in_(answered), Event.id.in_(select(Report.event_id)))
    if boards is not None:
        wanted = wanted.where(Event.board_id.in_(boards))
    return session.execute(wanted.order_by(Event.starts_at, Event.id)).all()


def corrected_since(session: Session, report_ids: Collection[int]) -> dict[int, CorrectedSince]:
    """By report: the corrections of answers that its figures rest on, made after it was issued. A report without any
    is not there. One statement.
    """
    wanted = (
        select(Report.id, BankVersion.bank_id, Remark.question_key, Remark.made_at)
        .join(Remark, Remark.made_at > Report.issued_at)
        .join(BankVersion, BankVersion.id == Remark.older_version_id)
        .where(Report.id.in_(report_ids), _rests_on_answers_to_it())
        .order_by(Remark.made_at)
    )
    found: dict[int, list[tuple[tuple[int, str], datetime]]] = {}
    for report, bank, key, made_at in session.execute(wanted):
        found.setdefault(report, []).append(((bank, key), made_at))
    return {
        report: CorrectedSince(len({question for question, _at in some}), some[0][1], some[-1][1])
        for report, some in found.items()
    }


def _rests_on_answers_to_it() -> Exists:
    """Whether the report's event has a marked answer to the corrected question that was sent before the report was
    issued; part of a statement on both.
    """
    answered = (
        select(Answer.response_id)
        .join(Response, Response.invitation_id == Answer.response_id)
        .join(Invitation, Invitation.id == Response.invitation_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(Wave.event_id == Report.event_id, Response.submitted_at <= Report.issued_at)
        .where(Answer.bank_version_id == Remark.older_version_id)
        .where(Answer.question_key == Remark.question_key, Answer.mark.is_not(None))
    )
    return answered.correlate(Report, Remark).exists()

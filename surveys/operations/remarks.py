"""Marking answers anew after a wrong key was corrected in a newer version. The old marks stay in the trail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from question_banks.corrections import key_of, keyed_as, obstacles
from question_banks.documents import from_dict
from question_banks.items import Mark, from_json, mark
from question_banks.model import Question
from surveys.errors import NotFound, SurveyError
from surveys.models import Answer, BankVersion, OldMark, Remark
from surveys.operations.activity import record_activity
from surveys.queries import remarks as queries

LONGEST_REASON = 1_000


@dataclass(frozen=True)
class Remarked:
    """An answer with the mark that it has and the one that it gets."""

    response_id: int
    old: Mark
    new: Mark


def remark_question(
    session: Session,
    question_key: str,
    *,
    older: BankVersion,
    newer: BankVersion,
    reason: str,
    by: str,
    now: datetime,
) -> Remark:
    """Mark all answers to the question of ``older`` as ``newer`` says, those that are still to come as well.

    Raises:
        SurveyError: there is no reason, or the two versions of the question cannot be marked alike; nothing changed.
    """
    said = reason.strip()
    if not said or len(said) > LONGEST_REASON:
        raise SurveyError(f"Say why the answers are marked again, in at most {LONGEST_REASON:,} characters.")
    question = corrected_question(question_key, older, newer)
    queries.hold_answers(session, older.id)
    if _is_in_force(session, question, older):
        raise SurveyError("These answers are marked by this key already.")
    every = list(marked_again(session, question, older.id))
    changed = [answer for answer in every if answer.old != answer.new]
    remark = Remark(
        older=older,
        newer=newer,
        question_key=question_key,
        reason=said,
        answers=len(every),
        changed=len(changed),
        made_at=now,
        made_by=by,
    )
    session.add(remark)
    session.flush()
    _keep_and_change(session, remark, changed)
    _record(session, remark)
    return remark


def _record(session: Session, remark: Remark) -> None:
    detail = {
        "question": remark.question_key,
        "older": remark.older.number,
        "newer": remark.newer.number,
        "answers": remark.answers,
        "changed": remark.changed,
    }
    record_activity(
        session, "remark-question", Remark, remark.id, detail, by=remark.made_by, now=remark.made_at
    )


def corrected_question(question_key: str, older: BankVersion, newer: BankVersion) -> Question:
    """The question of ``older`` with the key of ``newer``.

    Raises:
        NotFound: one of them has no such question, or they are of two banks.
        SurveyError: they cannot be marked alike; the sentence says why.
    """
    first = from_dict(older.document).questions_by_key.get(question_key)
    second = from_dict(newer.document).questions_by_key.get(question_key)
    if first is None or second is None or older.bank_id != newer.bank_id or older.number >= newer.number:
        raise NotFound("There is no such question in both versions.")
    why_not = list(obstacles(first, second))
    if why_not:
        raise SurveyError(f"The answers cannot be marked again. {' '.join(why_not)}")
    return keyed_as(first, second)


def marked_again(session: Session, question: Question, version_id: int) -> Iterator[Remarked]:
    """Each marked answer to the question of the version, with the mark that ``question`` gives it."""
    for response_id, value, earned, possible in queries.marked_answers(session, version_id, question.key):
        new = mark(question, from_json(question, value))
        if new is not None and earned is not None and possible is not None:
            yield Remarked(response_id, Mark(earned, possible), new)


def _is_in_force(session: Session, question: Question, older: BankVersion) -> bool:
    """Whether the answers are marked by this very key: by the version's own, or by the last correction's."""
    there = queries.corrections_of(session, [older.id]).get(older.id, {}).get(question.key)
    held = there.question if there else from_dict(older.document).questions_by_key[question.key]
    return key_of(held) == key_of(question)


def _keep_and_change(session: Session, remark: Remark, changed: Iterable[Remarked]) -> None:
    """Keep the old marks and write the new ones, in two statements whatever their number."""
    kept, marked = [], []
    for answer in changed:
        kept.append(
            {
                "remark_id": remark.id,
                "response_id": answer.response_id,
                "mark": answer.old.earned,
                "max_mark": answer.old.possible,
            }
        )
        marked.append(
            {
                "response_id": answer.response_id,
                "bank_version_id": remark.older_version_id,
                "question_key": remark.question_key,
                "mark": answer.new.earned,
                "max_mark": answer.new.possible,
            }
        )
    if marked:
        session.execute(insert(OldMark), kept)
        session.execute(update(Answer), marked)

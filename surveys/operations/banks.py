"""Publishing a question bank: a version is frozen, and answers to it are for ever marked by it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from question_banks import documents
from question_banks.model import Bank
from question_banks.model import Objective as BankObjective
from surveys.errors import AlreadyThere, SurveyError
from surveys.models import BankVersion, Course, Objective, QuestionBank
from surveys.operations.activity import record_activity
from surveys.queries import banks as queries
from surveys.queries.programme import courses_of_bank
from surveys.questionnaires.launching import all_problems

MOST_NAMED = 5
"""Problems that a refusal names; the pages list all."""


def publish_bank(session: Session, bank: Bank, *, by: str, now: datetime) -> BankVersion:
    """Freeze the bank as its next version, and let its courses follow it. A bank that was published just so gives
    the version that is there.

    Raises:
        SurveyError: the bank, or what would be asked by it, has serious problems; the sentence names the first of them.
        AlreadyThere: somebody else published a version of it meanwhile; roll back and try again.
    """
    refuse_unfinished(bank, "published")
    try:
        row = _bank_row(session, bank)
        there = queries.version_by_digest(session, row.id, documents.digest(bank))
        return there or _add_version(session, row, bank, by=by, now=now)
    except IntegrityError as error:
        raise AlreadyThere("Somebody else is publishing this bank. Try again.") from error


def refuse_unfinished(bank: Bank, done: str) -> None:
    """Raises ``SurveyError`` while there are serious problems: it cannot be ``done`` (published, approved) yet."""
    serious = [f"{problem.where}: {problem.what}" for problem in all_problems(bank) if problem.serious]
    if serious:
        more = f" And {len(serious) - MOST_NAMED} more." if len(serious) > MOST_NAMED else ""
        raise SurveyError(f"The bank cannot be {done} yet. {' '.join(serious[:MOST_NAMED])}{more}")


def _bank_row(session: Session, bank: Bank) -> QuestionBank:
    row = queries.find_bank(session, bank.key)
    if row is None:
        row = QuestionBank(key=bank.key, title=bank.title)
        session.add(row)
        session.flush()
    return row


def _add_version(session: Session, row: QuestionBank, bank: Bank, *, by: str, now: datetime) -> BankVersion:
    latest = queries.latest_version(session, row.id)
    version = BankVersion(
        bank=row,
        number=latest.number + 1 if latest else 1,
        document=documents.to_dict(bank),
        digest=documents.digest(bank),
        published_at=now,
        published_by=by,
    )
    row.title = bank.title
    session.add(version)
    session.flush()
    detail = {"version": version.number, "digest": version.digest}
    record_activity(session, "publish-bank", QuestionBank, row.id, detail, by=by, now=now)
    for course in courses_of_bank(session, row.id):
        _follow(session, course, bank, version, by=by, now=now)
    return version


def _follow(
    session: Session, course: Course, bank: Bank, version: BankVersion, *, by: str, now: datetime
) -> None:
    """Give the course the objectives of the version. Those that it drops stay in the versions that people answered,
    where findings look for them.
    """
    wanted = {objective.key: (place, objective) for place, objective in enumerate(bank.objectives)}
    there = {row.key: row for row in course.objectives}
    if [_said(row) for row in there.values()] == [_said(objective) for objective in bank.objectives]:
        return
    for key in there.keys() - wanted.keys():
        session.delete(there[key])
    for key, (place, objective) in wanted.items():
        row = there.get(key) or Objective(course_id=course.id, key=key)
        row.position, row.title, row.text = place, objective.title, objective.text
        session.add(row)
    detail = {"version": version.number, "objectives": list(wanted)}
    record_activity(session, "follow-bank", Course, course.id, detail, by=by, now=now)
    session.expire(course, ["objectives"])


def _said(objective: Objective | BankObjective) -> tuple[str, str, str]:
    return objective.key, objective.title, objective.text

"""What publishing a text would cost the events that are half-way: people who answered before the course by an older
version are asked by the newest one after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from question_banks.items import is_keyed
from question_banks.model import Audience, Bank, Family, Question
from question_banks.validation import Problem, explained
from question_banks.validation.problem import Found, advice
from surveys.enums import TimePoint
from surveys.findings.banks import read_banks, shape
from surveys.models import QuestionBank
from surveys.queries.item_answers import version_documents
from surveys.queries.remarks import corrections_of
from surveys.queries.under_way import events_half_way
from surveys.questionnaires.coverage import grid_of


def under_way_problems(
    session: Session, row: QuestionBank, bank: Bank, *, now: datetime
) -> tuple[Problem, ...]:
    """For each version by which people were asked before the course, what ``bank`` could not compare with it.

    It is advice: while courses run all the time there is always somebody half-way, and a bank must be able to change.
    """
    events = events_half_way(session, row.id, now=now)
    rows = version_documents(session, row.id)
    numbers = {version: number for version, _title, number, _document in rows}
    banks = read_banks(rows, corrections_of(session, list(numbers)))

    @explained(
        "People of these courses were asked by the older text before, and will be asked by this one after. Where no "
        "question means the same in both, what they learned cannot be told.",
        "Publish after these courses, or leave some of the questions as they are. A corrected right answer needs no "
        "wait: it is put right by marking again.",
    )
    def half_way(_bank: Bank) -> Iterator[Found]:
        for version, count in sorted(events.items()):
            lost = [title for title, kept in _compared(banks.by_version[version], bank).items() if not kept]
            if lost:
                courses = "1 event has" if count == 1 else f"{count} events have"
                asked = f"{courses} been asked before the course by version {numbers[version]}."
                what = f"{asked} Their change would be lost for:"
                yield advice(bank, f"{what} {'; '.join(lost)}.")

    return tuple(half_way(bank))


def _compared(older: Bank, newer: Bank) -> Mapping[str, bool]:
    """For the title of each objective that the older text tests before the course, whether a change can be told."""
    after = {newer.form_of(q): q for q in grid_of(newer).asked(TimePoint.POST, Audience.DELEGATE)}
    found: dict[str, bool] = {}
    for question in grid_of(older).asked(TimePoint.PRE, Audience.DELEGATE):
        objective = older.objectives_by_key.get(question.objective)
        if objective is None or not _tests(question):
            continue
        same = after.get(older.form_of(question))
        kept = same is not None and shape(older, question) == shape(newer, same)
        found[objective.title] = found.get(objective.title, False) or kept
    return found


def _tests(question: Question) -> bool:
    return question.family is Family.KNOWLEDGE and is_keyed(question) and not question.control

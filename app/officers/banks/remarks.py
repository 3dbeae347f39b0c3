"""Marking answers again after a right answer was corrected: what can be, one question, and what was done so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.clock import now
from app.extensions import db
from app.officers.banks.comparing import Compared, compared
from app.officers.banks.versions import bank_row
from app.officers.blueprint import blueprint, own_boards, who
from question_banks import documents
from question_banks.corrections import key_of, obstacles
from question_banks.differences import Differences
from question_banks.items import is_keyed
from question_banks.model import Bank, Question
from surveys.disclosure import hides_choice, withholds_count
from surveys.errors import NotFound, SurveyError
from surveys.models import BankVersion
from surveys.operations.remarks import (
    LONGEST_REASON,
    Remarked,
    corrected_question,
    marked_again,
    remark_question,
)
from surveys.queries import banks as banks_queries
from surveys.queries import remarks as queries


class ReasonForm(FlaskForm):
    """Why; ``newest`` is the number of the version whose right answer the person has seen."""

    reason = TextAreaField(
        "Why are the answers marked again?",
        [
            InputRequired("Say why the answers are marked again."),
            Length(max=LONGEST_REASON, message=f"Use at most {LONGEST_REASON:,} characters."),
        ],
        description="It is printed with the findings, such as “The right answer was entered wrongly.”",
    )
    newest = HiddenField()


@dataclass(frozen=True)
class Outdated:
    """Answers to a question of an older version, marked by another key than the newest version's.

    ``held`` is the question as they are marked now. ``why_not`` says what keeps them from being marked again.
    """

    version: BankVersion
    held: Question
    answers: int
    still_asked: bool
    why_not: Sequence[str]


@dataclass(frozen=True)
class Effect:
    """What marking again would do to the answers to one version, as far as it may be said.

    ``moves`` is empty where it would tell what few people answered, or where answers still come in: then the page,
    looked at twice, would tell the one that came between.
    """

    version: BankVersion
    answers: str
    moves: str


@blueprint.get("/banks/<key>/remark")
def remarks(key: str) -> ResponseReturnValue:
    row = bank_row(key)
    versions = banks_queries.versions_of(db.session, row.id)
    newest = documents.from_dict(versions[0].document)
    outdated = _outdated(versions, newest, now())
    return render_template(
        "officers/banks/remarks/list.html",
        bank=newest,
        newest=versions[0],
        can=[(newest.questions_by_key[one], some) for one, some in outdated.items() if _can(some)],
        cannot=[(newest.questions_by_key[one], some) for one, some in outdated.items() if not _can(some)],
        made=queries.remarks_of(db.session, row.id),
        counted=_said,
        tells=_tells,
        stems={question.key: question.stem for question in newest.questions},
    )


@blueprint.route("/banks/<key>/remark/<question>", methods=["GET", "POST"])
def remark(key: str, question: str) -> ResponseReturnValue:
    versions = banks_queries.versions_of(db.session, bank_row(key).id)
    newest, form = documents.from_dict(versions[0].document), ReasonForm()
    outdated = [one for one in _outdated(versions, newest, now()).get(question, []) if not one.why_not]
    if not outdated:
        raise NotFound("There is nothing to mark again.")
    current = str(versions[0].number)
    if form.validate_on_submit() and form.newest.data == current:
        return _mark_again(key, question, outdated, versions[0], form.reason.data)
    if form.is_submitted() and form.newest.data != current:
        form.form_errors.append("A newer version was published meanwhile. Look at its right answer first.")
    form.newest.data = current
    page = render_template(
        "officers/banks/remarks/remark.html",
        bank=newest,
        question=newest.questions_by_key[question],
        newest=versions[0],
        compared=[_key_compared(one, newest, versions[0]) for one in outdated],
        effects=[_effect(one, versions[0]) for one in outdated],
        still_asked=any(one.still_asked for one in outdated),
        reports=_reports(question, outdated),
        form=form,
    )
    return page, 422 if form.is_submitted() else 200


def _mark_again(
    key: str, question: str, outdated: Sequence[Outdated], newest: BankVersion, reason: str
) -> ResponseReturnValue:
    try:
        made = [
            remark_question(
                db.session, question, older=one.version, newer=newest, reason=reason, by=who(), now=now()
            )
            for one in outdated
        ]
    except SurveyError as refused:
        db.session.rollback()
        flash(str(refused))
        return redirect(url_for(".remarks", key=key), 303)
    db.session.commit()
    marked = _said(sum(one.answers for one in made), "answer", "answers")
    flash(f"Done: {marked} marked by the right answer of version {newest.number}.", "success")
    return redirect(url_for(".remarks", key=key), 303)


def _outdated(versions: Sequence[BankVersion], newest: Bank, moment: datetime) -> dict[str, list[Outdated]]:
    """By question of the newest version: the older ones whose answers are marked by another key than its."""
    ids = [version.id for version in versions[1:]]
    answers = queries.answers_by_question(db.session, ids)
    asked = queries.versions_still_asked(db.session, ids, moment)
    held = queries.corrections_of(db.session, ids)
    found: dict[str, list[Outdated]] = {}
    for version in versions[1:]:
        bank = queries.with_corrections(documents.from_dict(version.document), held.get(version.id, {}))
        for older, question in _rekeyed(bank, newest):
            given = answers.get((version.id, question.key), 0)
            if given or version.id in asked:
                one = Outdated(version, older, given, version.id in asked, tuple(obstacles(older, question)))
                found.setdefault(question.key, []).append(one)
    return found


def _rekeyed(older: Bank, newest: Bank) -> Iterator[tuple[Question, Question]]:
    """The questions of both, keyed in both, whose keys are not the same."""
    for question in newest.questions:
        there = older.questions_by_key.get(question.key)
        if there and is_keyed(there) and is_keyed(question) and key_of(there) != key_of(question):
            yield there, question


def _can(outdated: Sequence[Outdated]) -> bool:
    return any(not one.why_not for one in outdated)


def _key_compared(one: Outdated, newest: Bank, version: BankVersion) -> Compared:
    """The question as its answers are marked now, and as the newest version has it; nothing else of the bank."""
    older, key = documents.from_dict(one.version.document), one.held.key
    both = compared(
        replace(older, questions=(one.held,)),
        replace(newest, questions=(newest.questions_by_key[key],)),
        before_words=f"Version {one.version.number}",
        after_words=f"Version {version.number}",
    )
    changes = tuple(change for change in both.found.changes if change.noun == "question")
    return replace(both, found=Differences((), changes, 0))


def _effect(one: Outdated, newest: BankVersion) -> Effect:
    question = corrected_question(one.held.key, one.version, newest)
    every: list[Remarked] = list(marked_again(db.session, question, one.version.id))
    more = sum(
        answer.new.earned / answer.new.possible > answer.old.earned / answer.old.possible for answer in every
    )
    fewer = sum(
        answer.new.earned / answer.new.possible < answer.old.earned / answer.old.possible for answer in every
    )
    groups = (more, fewer, len(every) - more - fewer)
    tells = one.still_asked or any(_tells(people, len(every)) for people in groups)
    moves = (
        ""
        if tells
        else f"{_said(more, 'answer')} would earn more and {_said(fewer, 'answer')} would earn less"
    )
    return Effect(one.version, _said(len(every), "answer"), moves)


def _tells(some: int, of_all: int) -> bool:
    """Whether it would tell what few people answered to say that ``some`` of all answers do something."""
    return hides_choice(some, of_all, current_app.config["FLOORS"])


def _reports(question: str, outdated: Sequence[Outdated]) -> list[tuple[str, str, datetime]]:
    """The events whose issued reports keep the old marks, each once."""
    found = {
        row.key: (row.key, row.title, row.starts_at)
        for one in outdated
        for row in queries.issued_before(db.session, one.version.id, question, own_boards())
    }
    return list(found.values())


def _said(number: int, one: str, many: str = "") -> str:
    """A count of answers; how few there are stays unsaid, as everywhere."""
    floors = current_app.config["FLOORS"]
    if withholds_count(number, floors):
        return f"{floors.few} {many or one + 's'}"
    return f"{number:,} {one if number == 1 else many or one + 's'}" if number else f"no {many or one + 's'}"

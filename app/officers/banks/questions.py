"""Writing a question: its form, what a respondent would see of it, and what is still wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.clock import now
from app.edge import takes_files
from app.extensions import db
from app.officers.banks.cards import is_discardable, rekeyed, ties
from app.officers.banks.draft import published_text
from app.officers.banks.gone import draft_written_at, what_was_typed
from app.officers.banks.preview import Frame, frames_of
from app.officers.banks.question_forms import CHANGES, FORMS, QuestionForm, blank_question
from app.officers.banks.statistics import flags_by_question
from app.officers.banks.wording import KIND_GROUPS, KIND_WORDS, told
from app.officers.banks.written import add_written, key_of, replace_written, with_all
from app.officers.blueprint import blueprint, who
from question_banks.characters import UNSTORABLE
from question_banks.errors import BankError
from question_banks.model import Bank, Kind, Question
from question_banks.validation import Problem, problems
from surveys.errors import DraftChanged, NotFound
from surveys.models import BankDraft
from surveys.operations.drafts import edit_draft, noun_digest
from surveys.queries.drafts import bank_of, draft_by_key

SAVE = "save"
"""What a form does when it is sent by the Enter key."""


@dataclass
class Desk:
    """What one request works on: a question of a draft, or a new one (whose key is empty), and its form."""

    draft: BankDraft
    bank: Bank
    question: Question
    form: QuestionForm
    conflict: DraftChanged | None = None

    @property
    def is_new(self) -> bool:
        return not self.question.key


@blueprint.get("/banks/<key>/draft/add-question")
def choose_kind(key: str) -> ResponseReturnValue:
    """The kinds of question, each with what it is good for."""
    bank = bank_of(draft_by_key(db.session, key))
    carried = {name: request.args[name] for name in ("objective", "scenario") if request.args.get(name)}
    return render_template(
        "officers/banks/questions/kinds.html",
        bank=bank,
        groups=KIND_GROUPS,
        words=KIND_WORDS,
        carried=carried,
    )


@blueprint.route("/banks/<key>/draft/add-question/<kind>", methods=["GET", "POST"])
@takes_files
def add_question(key: str, kind: str) -> ResponseReturnValue:
    draft = draft_written_at(key)
    if draft is None:
        return what_was_typed(key, FORMS[_kind(kind)](_typed()))
    bank, args = bank_of(draft), request.args
    blank = blank_question(
        _kind(kind),
        objective=args.get("objective", "") if args.get("objective") in bank.objectives_by_key else "",
        scenario=args.get("scenario", "") if args.get("scenario") in bank.scenarios_by_key else "",
    )
    return _write(draft, bank, blank, "")


@blueprint.route("/banks/<key>/draft/questions/<question>", methods=["GET", "POST"])
@takes_files
def edit_question(key: str, question: str) -> ResponseReturnValue:
    draft = draft_written_at(key)
    if draft is None:
        return what_was_typed(key, FORMS[_kind(request.form.get("kind", ""))](_typed()))
    bank = bank_of(draft)
    found = bank.questions_by_key.get(question)
    if found is None and request.method == "GET":
        raise NotFound("This question is not in the draft (any more).")
    # What somebody else has taken away meanwhile can still be saved again by whoever was writing it.
    there = found or replace(blank_question(_kind(request.form.get("kind", ""))), key=question)
    return _write(draft, bank, there, noun_digest(bank, ("question", question)))


def _write(draft: BankDraft, bank: Bank, question: Question, seen: str) -> ResponseReturnValue:
    """Show the form, or do what its button says."""
    if request.method == "GET":
        return _page(Desk(draft, bank, question, _form(bank, question, seen=seen)))
    typed = _typed()
    form = FORMS[_kind(typed.get("kind", question.kind.value))](typed)
    form.offer(bank, question)
    desk = Desk(draft, bank, question, form)
    do, _, how = typed.get("do", SAVE).partition(":")
    if do in form.lists:
        form.lists[do].act(how)
        return _page(desk)
    if not form.validate():
        return _page(desk, 422)
    if do == "show":
        return _page(desk)
    if do == "kind":
        return _page(_of_another_kind(desk, _kind(how)))
    return _save(desk, do, how, seen)


def _save(desk: Desk, do: str, how: str, seen: str) -> ResponseReturnValue:
    """Save, and go where the button leads. What somebody else has changed meanwhile is shown first."""
    written = desk.form.written(desk.question)
    adding = desk.is_new or (
        desk.form.seen.data == "" and desk.question.key not in desk.bank.questions_by_key
    )
    noun = None if adding else ("question", desk.question.key)

    def changed(bank: Bank) -> Bank:
        return add_written(bank, written) if adding else replace_written(bank, desk.question.key, written)

    try:
        after = edit_draft(
            db.session, desk.draft, changed, noun=noun, seen=desk.form.seen.data, by=who(), now=now()
        )
    except DraftChanged as conflict:
        db.session.rollback()
        desk.conflict, desk.form.seen.data = conflict, seen
        return _page(desk, 409)
    except BankError as refused:
        db.session.rollback()
        desk.form.form_errors.append(str(refused))
        return _page(desk, 422)
    db.session.commit()
    key = key_of(after, written, desk.bank.questions_by_key)
    if do != SAVE:
        flash("The question is saved.", "success")
    return redirect(_next(desk.draft.key, after.questions_by_key[key], do, how), 303)


def _next(key: str, question: Question, do: str, how: str) -> str:
    """Where a button that saves leads: to the list, to the next question, or to what the question rests on."""
    if do == "another":
        return url_for(
            ".add_question",
            key=key,
            kind=question.kind,
            objective=question.objective or None,
            scenario=question.scenario or None,
        )
    if do == "stay":
        return url_for(".edit_question", key=key, question=question.key)
    named = {"objective": question.objective, "scenario": question.scenario, "scale": question.scale}.get(
        how, ""
    )
    if do == "open" and named:
        return url_for(".edit_noun", key=key, sort=f"{how}s", noun=named, question=question.key)
    return url_for(".draft", key=key, saved=question.key, _anchor=f"question-{question.key}")


def _of_another_kind(desk: Desk, kind: Kind) -> Desk:
    """The same question in another kind's form, with all that was typed."""
    if kind not in CHANGES.get(desk.form.KIND, ()):
        abort(400)
    old, question = desk.form, desk.form.written(desk.question).question
    new = _form(desk.bank, replace(question, kind=kind), seen=old.seen.data)
    for name in ("objective_title", "objective_text", "theme_title", "scenario_text"):
        new[name].data = old[name].data
    return Desk(desk.draft, desk.bank, desk.question, new)


def _form(bank: Bank, question: Question, *, seen: str) -> QuestionForm:
    kind = FORMS[question.kind]
    form = kind(None, data={**kind.shown_of(question, bank), "seen": seen})
    form.offer(bank, question)
    return form


def _page(desk: Desk, status: int = 200) -> ResponseReturnValue:
    """The form with everything typed, and beside it what it would look like and what is wrong with it."""
    desk.form.pad()
    frames, found, typed = _looked_at(desk)
    published = published_text(desk.draft).questions
    tied = ties(desk.bank).get(desk.question.key, ())
    return (
        render_template(
            "officers/banks/questions/form.html",
            desk=desk,
            bank=desk.bank,
            question=desk.question,
            form=desk.form,
            words=KIND_WORDS[desk.form.KIND],
            changes=[(kind, KIND_WORDS[kind].name) for kind in CHANGES.get(desk.form.KIND, ())],
            frames=frames,
            problems=found,
            flags=flags_by_question(desk.bank.key).get(desk.question.key, ()),
            differing=_differing(desk) if desk.conflict else (),
            published=desk.question.key in published,
            rekeyed=rekeyed(published.get(desk.question.key), typed) if typed else "",
            ties=tied,
            is_copy=is_discardable(desk.question, tied, published),
        ),
        status,
    )


def _looked_at(desk: Desk) -> tuple[list[Frame], list[Problem], Question | None]:
    """Pictures and problems of the question as it is typed, and what it says.

    None of them before there are words, or while it has faults.
    """
    if not (desk.form.stem.data or "").strip():
        return [], [], None
    try:
        written = desk.form.written(desk.question)
        bank = with_all(desk.bank, written)
    except BankError as refused:
        if not desk.form.errors:
            desk.form.form_errors.append(str(refused))
        return [], [], None
    except ValueError:
        return [], [], None
    key = key_of(bank, written, desk.bank.questions_by_key)
    mine = [problem for problem in problems(bank) if (problem.noun, problem.key) == ("question", key)]
    return frames_of(bank, bank.questions_by_key[key]), mine, written.question


def _differing(desk: Desk) -> list[tuple[str, str, str]]:
    """What differs, in words, between the question as somebody else has saved it and as it is typed here."""
    theirs, mine = desk.conflict.present if desk.conflict else None, desk.form.written(desk.question)
    if theirs is None:
        return []
    after = with_all(desk.bank, mine)
    said, typed = told(desk.bank, theirs), told(after, after.questions_by_key[desk.question.key])
    labels = dict.fromkeys((*said, *typed))
    pairs = ((label, said.get(label, ""), typed.get(label, "")) for label in labels)
    return [(label, old, new) for label, old, new in pairs if old != new]


def _typed() -> MultiDict[str, str]:
    """What was sent, with a mark in the place of each character that cannot be kept."""
    sent = request.form.items(multi=True)
    return MultiDict((name, UNSTORABLE.sub("\ufffd", text)) for name, text in sent)


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError:
        abort(404)

"""A draft of a question bank: beginning one, its questions, and what is done with a question as a whole."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.clock import now
from app.extensions import db
from app.officers.banks.bank_forms import AboutForm, BankForm
from app.officers.banks.listing import Counts, Published, Search, neighbour, same_search, sections
from app.officers.banks.shelf import find_shelved, shelf
from app.officers.banks.statistics import flags_by_question
from app.officers.blueprint import blueprint, who
from question_banks import authoring, documents
from question_banks.errors import BankError
from question_banks.model import Bank, Status
from surveys.errors import AlreadyThere, DraftChanged
from surveys.models import BankDraft
from surveys.operations import drafts as operations
from surveys.queries.drafts import bank_of, draft_by_key
from surveys.questionnaires.launching import all_problems

ABOUT = ("bank", "")
"""What stands for a bank's own title and description where an edit says what it edits."""


@blueprint.route("/add-bank", methods=["GET", "POST"])
def add_bank() -> ResponseReturnValue:
    there = shelf()
    form = BankForm()
    form.offer([shelved.bank for shelved in there.values()])
    if form.validate_on_submit():
        key = authoring.unused_key(form.title.data, there, default="bank")
        source = there[form.source.data].bank if form.source.data else None
        try:
            operations.start_draft(db.session, form.bank(key, source), by=who(), now=now())
        except (AlreadyThere, BankError) as refused:
            db.session.rollback()
            form.title.errors = [str(refused)]
        else:
            db.session.commit()
            flash("The bank is begun. Nobody is asked anything until it is published.", "success")
            return redirect(url_for(".draft", key=key), 303)
    return render_template("officers/banks/add.html", form=form), 422 if form.errors else 200


@blueprint.post("/banks/<key>/draft")
def start_draft(key: str) -> ResponseReturnValue:
    shelved = find_shelved(key)
    said = documents.from_dict(shelved.version.document) if shelved.version else shelved.bank
    try:
        operations.start_draft(db.session, said, by=who(), now=now())
        db.session.commit()
    except AlreadyThere:
        # Somebody else has begun it: then this person goes on with that one.
        db.session.rollback()
    return redirect(url_for(".draft", key=key), 303)


@blueprint.get("/banks/<key>/draft")
def draft(key: str) -> ResponseReturnValue:
    """The questions under their objectives, with what is wrong with each, as far as they are looked for."""
    draft = draft_by_key(db.session, key)
    bank = bank_of(draft)
    flags = {name: [flag.title for flag in told] for name, told in flags_by_question(key).items()}
    search = Search.of(bank, request.args, {flag for some in flags.values() for flag in some})
    found, published = all_problems(bank), published_text(draft)
    return render_template(
        "officers/banks/draft.html",
        bank=bank,
        draft=draft,
        problems=found,
        elsewhere=[problem for problem in found if problem.noun != "question"],
        sections=sections(bank, found, flags, search, published),
        search=search,
        counts=Counts.of(bank, found),
        published=published.questions,
        saved=request.args.get("saved", ""),
        form=FlaskForm(),
    )


@blueprint.route("/banks/<key>/draft/about", methods=["GET", "POST"])
def edit_bank(key: str) -> ResponseReturnValue:
    """The bank's own title, description and language."""
    draft = draft_by_key(db.session, key)
    bank = bank_of(draft)
    seen = operations.noun_digest(bank, ABOUT)
    form = AboutForm(obj=bank, data={"seen": seen})
    form.offer_language(bank)
    theirs = None
    if form.validate_on_submit():
        try:
            operations.edit_draft(
                db.session, draft, form.changed, noun=ABOUT, seen=form.seen.data, by=who(), now=now()
            )
        except DraftChanged as changed:
            db.session.rollback()
            theirs, form.seen.data = changed, seen
        else:
            db.session.commit()
            flash("It is saved.", "success")
            return redirect(url_for(".draft", key=key), 303)
    status = 409 if theirs else 422 if form.errors else 200
    return render_template("officers/banks/about.html", bank=bank, form=form, theirs=theirs), status


@blueprint.post("/banks/<key>/draft/questions/<question>/<any(up, down):direction>")
def shift_question(key: str, question: str, direction: str) -> ResponseReturnValue:
    """Before or after its neighbour in the list."""

    def shifted(bank: Bank) -> Bank:
        place = neighbour(bank, question, up=direction == "up")
        return bank if place is None else authoring.move_question(bank, question, place)

    return _do(key, question, shifted)


@blueprint.post("/banks/<key>/draft/questions/<question>/<any(duplicate, parallel):how>")
def duplicate_question(key: str, question: str, how: str) -> ResponseReturnValue:
    """A copy right after it, opened to be made into another question."""
    made: list[str] = []

    def duplicated(bank: Bank) -> Bank:
        made.append(authoring.unused_key(question, bank.questions_by_key, default="question"))
        return authoring.duplicate_question(bank, question, new_key=made[-1], parallel=how == "parallel")

    answer = _do(key, question, duplicated)
    if not made:
        return answer
    flash("This is the copy. It is kept as a draft until you say that it is ready.")
    return redirect(url_for(".edit_question", key=key, question=made[-1]), 303)


@blueprint.post("/banks/<key>/draft/questions/<question>/<any(retire, revive):what>")
def retire_question(key: str, question: str, what: str) -> ResponseReturnValue:
    """No longer asked, or asked again."""
    status = Status.RETIRED if what == "retire" else Status.READY
    return _do(key, question, lambda bank: authoring.set_status(bank, question, status))


@blueprint.route("/banks/<key>/draft/questions/<question>/remove", methods=["GET", "POST"])
def remove_question(key: str, question: str) -> ResponseReturnValue:
    """A question that was never published leaves nothing behind; one that was can only be retired."""
    draft, form = draft_by_key(db.session, key), FlaskForm()
    bank = bank_of(draft)
    if question in published_text(draft).questions or question not in bank.questions_by_key:
        return redirect(url_for(".draft", key=key), 303)
    if form.validate_on_submit():
        return _do(key, question, lambda bank: authoring.remove_question(bank, question))
    shown = bank.questions_by_key[question]
    return render_template("officers/banks/questions/remove.html", bank=bank, question=shown, form=form)


def _do(key: str, question: str, change: Callable[[Bank], Bank]) -> ResponseReturnValue:
    """Make a change that holds whatever else was edited meanwhile, and go back to where the question stands."""
    draft = draft_by_key(db.session, key)
    try:
        operations.edit_draft(db.session, draft, change, noun=None, seen="", by=who(), now=now())
        db.session.commit()
    except BankError as refused:
        db.session.rollback()
        flash(str(refused))
    shown = same_search(request.form.get("shown", ""))
    return redirect(url_for(".draft", key=key, _anchor=f"question-{question}", **shown), 303)


def published_text(draft: BankDraft) -> Published:
    """The questions of the version that the draft began as."""
    if draft.based_on is None:
        return Published()
    return Published(draft.based_on.number, documents.from_dict(draft.based_on.document).questions_by_key)

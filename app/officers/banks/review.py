"""From a draft to a version: it is sent for review, read by a second officer, approved or given back, and published."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from app.access import may
from app.clock import now
from app.extensions import db
from app.officers.banks.comparing import Compared, compared
from app.officers.banks.shelf import find_shelved
from app.officers.blueprint import blueprint, who
from question_banks import documents
from question_banks.model import Bank
from surveys.enums import Approval, DraftState
from surveys.errors import DraftChanged, NotFound, SurveyError
from surveys.models import BankDraft, BankVersion
from surveys.operations import drafts as operations
from surveys.operations.banks import publish_bank as publish
from surveys.operations.drafts import LONGEST_NOTE
from surveys.queries.banks import find_bank
from surveys.queries.drafts import bank_of, draft_by_key, find_draft
from surveys.queries.programme import courses_of_bank
from surveys.questionnaires.launching import all_problems

LENGTH = Length(max=LONGEST_NOTE, message=f"Use at most {LONGEST_NOTE:,} characters.")


class SendForm(FlaskForm):
    note = TextAreaField("What should they look at? (optional)", [LENGTH])


class JudgeForm(FlaskForm):
    """What a second officer says. ``seen`` is the revision of the draft that they have read."""

    note = TextAreaField(
        "Your note to those who write it",
        [LENGTH],
        description="When you send it back, say what should be changed. When you approve it, you may leave this empty.",
    )
    seen = HiddenField()


@blueprint.get("/banks/<key>/review")
def review_draft(key: str) -> ResponseReturnValue:
    return _review(draft_by_key(db.session, key), SendForm(), JudgeForm())


def _review(draft: BankDraft, send: SendForm, judge: JudgeForm) -> ResponseReturnValue:
    bank = bank_of(draft)
    judge.seen.data = str(draft.revision)
    found = all_problems(bank)
    page = render_template(
        "officers/banks/review/review.html",
        draft=draft,
        bank=bank,
        compared=_since_the_version(draft, bank),
        serious=[problem for problem in found if problem.serious],
        advice=[problem for problem in found if not problem.serious],
        newer=operations.version_since(db.session, draft),
        needs_approval=_approval() is Approval.SECOND_OFFICER,
        wrote_it=not operations.may_approve(draft, who()),
        may_judge=may("officers.approve_draft") and operations.may_approve(draft, who()),
        send=send,
        judge=judge,
    )
    return page, 422 if send.errors or judge.errors else 200


@blueprint.post("/banks/<key>/review/send")
def send_draft(key: str) -> ResponseReturnValue:
    draft, form = draft_by_key(db.session, key), SendForm()
    if not form.validate():
        return _review(draft, form, JudgeForm(formdata=None))
    note = form.note.data or ""
    return _do(
        draft,
        lambda: operations.send_for_review(db.session, draft, note=note, by=who(), now=now()),
        "It is sent for review. Tell another officer: they find it under Question banks.",
    )


@blueprint.post("/banks/<key>/review/return")
def return_draft(key: str) -> ResponseReturnValue:
    draft, form = draft_by_key(db.session, key), JudgeForm()
    note = (form.note.data or "").strip()
    if form.validate() and not note:
        form.note.errors = ["Say what should be changed."]
    if form.note.errors:
        return _review(draft, SendForm(formdata=None), form)
    return _do(
        draft,
        lambda: operations.return_draft(db.session, draft, note=note, by=who(), now=now()),
        "It is sent back to be changed. Your note stands with the draft.",
    )


@blueprint.post("/banks/<key>/review/approve")
def approve_draft(key: str) -> ResponseReturnValue:
    draft, form = draft_by_key(db.session, key), JudgeForm()
    if not form.validate():
        return _review(draft, SendForm(formdata=None), form)
    seen = int(form.seen.data) if (form.seen.data or "").isdecimal() else 0
    note = form.note.data or ""
    return _do(
        draft,
        lambda: operations.approve_draft(db.session, draft, seen=seen, note=note, by=who(), now=now()),
        "You have approved it. It can be published now.",
    )


@blueprint.post("/banks/<key>/review/go-on")
def rebase_draft(key: str) -> ResponseReturnValue:
    draft = draft_by_key(db.session, key)
    return _do(
        draft,
        lambda: operations.go_on_from_latest(db.session, draft, by=who(), now=now()),
        "The draft now follows the newest version. Look at what differs before you publish it.",
    )


@blueprint.route("/banks/<key>/draft/discard", methods=["GET", "POST"])
def discard_draft(key: str) -> ResponseReturnValue:
    draft, form = draft_by_key(db.session, key), FlaskForm()
    bank = bank_of(draft)
    if form.validate_on_submit():
        operations.discard_draft(db.session, draft, by=who(), now=now())
        db.session.commit()
        flash(f"The draft of “{bank.title}” is thrown away.", "success")
        return redirect(url_for(".banks"), 303)
    return render_template(
        "officers/banks/review/discard.html",
        draft=draft,
        bank=bank,
        compared=_since_the_version(draft, bank),
        form=form,
    )


@blueprint.route("/banks/<key>/publish", methods=["GET", "POST"])
def publish_bank(key: str) -> ResponseReturnValue:
    """The draft, when there is one; else a bank that comes with the product."""
    draft = find_draft(db.session, key)
    return _publish_draft(draft) if draft else _publish_shipped(key)


def _publish_draft(draft: BankDraft) -> ResponseReturnValue:
    form, bank = FlaskForm(), bank_of(draft)
    if form.validate_on_submit():
        return _published(draft, bank)
    row = find_bank(db.session, draft.key)
    return render_template(
        "officers/banks/review/publish.html",
        draft=draft,
        bank=bank,
        compared=_since_the_version(draft, bank),
        obstacles=list(_obstacles(draft, bank)),
        advice=[problem for problem in all_problems(bank) if not problem.serious],
        courses=courses_of_bank(db.session, row.id) if row else [],
        form=form,
    )


def _published(draft: BankDraft, bank: Bank) -> ResponseReturnValue:
    key, since = draft.key, _since_the_version(draft, bank)
    try:
        version = operations.publish_draft(db.session, draft, approval=_approval(), by=who(), now=now())
    except SurveyError as refused:
        db.session.rollback()
        flash(str(refused))
        return redirect(url_for(".review_draft", key=key), 303)
    db.session.commit()
    flash(_is_published(bank, version), "success")
    if since and since.found.rekeyed:
        flash(
            "Right answers have changed. “Mark answers again” below says which earlier answers that touches."
        )
    return redirect(url_for(".versions", key=key), 303)


def _publish_shipped(key: str) -> ResponseReturnValue:
    shelved, form = find_shelved(key), FlaskForm()
    if not shelved.fresh:
        raise NotFound("There is nothing to publish.")
    if form.validate_on_submit():
        try:
            version = publish(db.session, shelved.bank, by=who(), now=now())
        except SurveyError as refused:
            db.session.rollback()
            flash(str(refused))
            return redirect(url_for(".bank", key=key), 303)
        db.session.commit()
        flash(_is_published(shelved.bank, version), "success")
        return redirect(url_for(".banks"), 303)
    return render_template("officers/banks/publish.html", shelved=shelved, form=form)


def _is_published(bank: Bank, version: BankVersion) -> str:
    return f"“{bank.title}” is published as version {version.number}."


def _obstacles(draft: BankDraft, bank: Bank) -> Iterator[str]:
    """What stands in the way of publishing, in words."""
    if _approval() is Approval.SECOND_OFFICER and draft.state is not DraftState.APPROVED:
        yield "A second officer has not approved it yet."
    serious = sum(problem.serious for problem in all_problems(bank))
    if serious:
        yield f"The checks have found {serious} thing{'' if serious == 1 else 's'} to put right first."
    newer = operations.version_since(db.session, draft)
    if newer:
        yield f"Version {newer.number} was published after this draft was begun."
    since = _since_the_version(draft, bank)
    if since and since.found.nothing:
        yield f"It says exactly what version {draft.based_on.number} says."  # type: ignore[union-attr]


def _since_the_version(draft: BankDraft, bank: Bank) -> Compared | None:
    """What the draft changes; None when it is the first text of a bank."""
    if draft.based_on is None:
        return None
    before = documents.from_dict(draft.based_on.document)
    return compared(before, bank, before_words=f"Version {draft.based_on.number}", after_words="The draft")


def _approval() -> Approval:
    return Approval(current_app.config["BANK_APPROVAL"])


def _do(draft: BankDraft, act: Callable[[], None], done: str) -> ResponseReturnValue:
    """Do it and say so, or say why not; either way the page shows how the draft stands now."""
    key = draft.key
    try:
        act()
        db.session.commit()
        flash(done, "success")
    except DraftChanged:
        db.session.rollback()
        flash("The draft was changed while you were reading it. Read what is new, then decide.")
    except SurveyError as refused:
        db.session.rollback()
        flash(str(refused))
    return redirect(url_for(".review_draft", key=key), 303)

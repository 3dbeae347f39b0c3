"""Review: a draft is sent for review, read by a second officer, and approved or given back."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from app.access import may
from app.clock import now
from app.extensions import db
from app.filters import local_moment
from app.officers.banks.judged import approval, placed, since_the_version
from app.officers.banks.people import people
from app.officers.banks.shelf import by_objective
from app.officers.banks.wording import told
from app.officers.blueprint import blueprint, who
from question_banks import documents
from surveys.enums import Approval
from surveys.errors import DraftChanged, NotFound, SurveyError
from surveys.models import BankDraft
from surveys.operations import drafts as operations
from surveys.operations.drafts import LONGEST_NOTE
from surveys.queries.banks import bank_by_key, version_by_number
from surveys.queries.drafts import bank_of, draft_by_key, find_draft, publications, sent_back, steps_of

LENGTH = Length(max=LONGEST_NOTE, message=f"Use at most {LONGEST_NOTE:,} characters.")


class SendForm(FlaskForm):
    note = TextAreaField("What should they look at? (optional)", [LENGTH])


class JudgeForm(FlaskForm):
    """What a second officer says. ``seen`` is the digest of the draft that they have read."""

    note = TextAreaField(
        "Your note to those who write it",
        [LENGTH],
        description="When you send it back, say what should be changed. When you approve it, you may leave this empty.",
    )
    seen = HiddenField()


@blueprint.get("/banks/<key>/review")
def review_draft(key: str) -> ResponseReturnValue:
    draft = find_draft(db.session, key)
    return _review(draft, SendForm(), JudgeForm()) if draft else _after_the_draft(key)


def _after_the_draft(key: str) -> ResponseReturnValue:
    """Lead whoever comes back to a draft that was published to the versions. ``NotFound``: there never was one."""
    published = publications(db.session, key)
    if not published:
        raise NotFound("There is no draft of this question bank.")
    version = version_by_number(db.session, bank_by_key(db.session, key).id, max(published))
    flash(
        f"There is no draft now. It was published as version {version.number} on {local_moment(version.published_at)}."
    )
    return redirect(url_for(".versions", key=key), 303)


def _review(draft: BankDraft, send: SendForm, judge: JudgeForm) -> ResponseReturnValue:
    bank = bank_of(draft)
    judge.seen.data = documents.digest(bank)
    found = list(placed(bank))
    page = render_template(
        "officers/banks/review/review.html",
        draft=draft,
        bank=bank,
        compared=since_the_version(draft, bank),
        serious=[one for one in found if one.problem.serious],
        advice=[one for one in found if not one.problem.serious],
        newer=operations.version_since(db.session, draft),
        needs_approval=approval() is Approval.SECOND_OFFICER,
        people=people(),
        steps=steps_of(draft),
        wrote_it=not operations.may_approve(draft, who()),
        may_judge=may("officers.approve_draft") and operations.may_approve(draft, who()),
        send=send,
        judge=judge,
    )
    return page, 422 if send.errors or judge.errors else 200


@blueprint.get("/banks/<key>/review/read")
def read_draft(key: str) -> ResponseReturnValue:
    """All of the draft with its right answers, for whoever is to approve it."""
    draft = draft_by_key(db.session, key)
    bank = bank_of(draft)
    return render_template(
        "officers/banks/review/read.html",
        draft=draft,
        bank=bank,
        people=people(),
        sections=by_objective(bank, bank.questions),
        told={question.key: told(bank, question) for question in bank.questions},
    )


@blueprint.post("/banks/<key>/review/send")
def send_draft(key: str) -> ResponseReturnValue:
    draft, form = draft_by_key(db.session, key), SendForm()
    if not form.validate():
        return _review(draft, form, JudgeForm(formdata=None))
    note = form.note.data or ""
    return _do(
        draft,
        lambda: operations.send_for_review(db.session, draft, note=note, by=who(), now=now()),
        "It is sent for review. Whoever can approve it finds it on their page Today.",
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
        "It is sent back to be changed. Those who wrote it find your note on their page Today.",
    )


@blueprint.post("/banks/<key>/review/approve")
def approve_draft(key: str) -> ResponseReturnValue:
    draft, form = draft_by_key(db.session, key), JudgeForm()
    if not form.validate():
        return _review(draft, SendForm(formdata=None), form)
    seen, note = form.seen.data or "", form.note.data or ""
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
    if form.is_submitted():
        operations.hold_draft(db.session, draft)
    bank, allowed = bank_of(draft), _may_discard(draft)
    if allowed and form.validate_on_submit():
        operations.discard_draft(db.session, draft, by=who(), now=now())
        db.session.commit()
        flash(f"The draft of “{bank.title}” is thrown away.", "success")
        return redirect(url_for(".banks"), 303)
    page = render_template(
        "officers/banks/review/discard.html",
        draft=draft,
        people=people(),
        others=_others(draft),
        allowed=allowed,
        bank=bank,
        compared=since_the_version(draft, bank),
        form=form,
    )
    return page, 422 if form.is_submitted() else 200


def _others(draft: BankDraft) -> list[str]:
    """Who else has written the draft."""
    return [address for address in draft.edited_by if address != who()]


def _may_discard(draft: BankDraft) -> bool:
    """What others wrote is thrown away by officers only."""
    return not _others(draft) or may("officers.publish_bank")


def is_sent_back(draft: BankDraft) -> bool:
    return sent_back(draft) is not None


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


blueprint.add_app_template_test(is_sent_back, "sent_back")

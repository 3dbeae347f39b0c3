"""Publishing: a draft becomes the bank's next version, or a bank that comes with the product its first."""

from __future__ import annotations

from collections.abc import Iterator

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.clock import now
from app.extensions import db
from app.officers.banks.judged import approval, placed, since_the_version
from app.officers.banks.shelf import find_shelved
from app.officers.blueprint import blueprint, who
from question_banks.model import Bank
from surveys.enums import Approval, DraftState
from surveys.errors import NotFound, SurveyError
from surveys.models import BankDraft, BankVersion
from surveys.operations import drafts as operations
from surveys.operations.banks import publish_bank as publish
from surveys.queries.banks import find_bank
from surveys.queries.drafts import bank_of, find_draft
from surveys.queries.programme import courses_of_bank


@blueprint.route("/banks/<key>/publish", methods=["GET", "POST"])
def publish_bank(key: str) -> ResponseReturnValue:
    """The draft, when there is one; else a bank that comes with the product."""
    draft = find_draft(db.session, key)
    return _publish_draft(draft) if draft else _publish_shipped(key)


def _publish_draft(draft: BankDraft) -> ResponseReturnValue:
    form, bank = FlaskForm(), bank_of(draft)
    if form.validate_on_submit():
        return _published(draft, bank)
    row, found = find_bank(db.session, draft.key), list(placed(bank))
    return render_template(
        "officers/banks/review/publish.html",
        draft=draft,
        bank=bank,
        compared=since_the_version(draft, bank),
        obstacles=list(_obstacles(draft, bank, sum(one.problem.serious for one in found))),
        advice=[one for one in found if not one.problem.serious],
        courses=courses_of_bank(db.session, row.id) if row else [],
        form=form,
    )


def _published(draft: BankDraft, bank: Bank) -> ResponseReturnValue:
    key, since = draft.key, since_the_version(draft, bank)
    try:
        version = operations.publish_draft(db.session, draft, approval=approval(), by=who(), now=now())
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


def _obstacles(draft: BankDraft, bank: Bank, serious: int) -> Iterator[str]:
    """What stands in the way of publishing, in words; ``serious`` is how many such things the checks have found."""
    if approval() is Approval.SECOND_OFFICER and draft.state is not DraftState.APPROVED:
        yield "A second officer has not approved it yet."
    if serious:
        yield f"The checks have found {serious} thing{'' if serious == 1 else 's'} to put right first."
    newer = operations.version_since(db.session, draft)
    if newer:
        yield f"Version {newer.number} was published after this draft was begun."
    since = since_the_version(draft, bank)
    if since and since.found.nothing:
        yield f"It says exactly what version {draft.based_on.number} says."  # type: ignore[union-attr]

"""Question banks: those that come with the product and those published, and publishing one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.clock import now
from app.extensions import db
from app.officers.blueprint import blueprint, who
from question_banks import documents
from question_banks.model import Bank, Family
from question_banks.shipped import shipped_banks
from surveys.errors import NotFound, SurveyError
from surveys.models import BankVersion
from surveys.operations.banks import publish_bank as publish
from surveys.queries.banks import latest_versions, published_digests


@dataclass(frozen=True)
class Shelved:
    """A bank as officers see it. ``shipped`` says that it comes with the product, ``fresh`` that this text of it is
    not published: never, or not since the product brought a newer one.
    """

    bank: Bank
    shipped: bool
    version: BankVersion | None
    fresh: bool

    @property
    def counts(self) -> dict[Family, int]:
        """How many questions each family has, in the order of the families."""
        found = Counter(question.family for question in self.bank.questions)
        return {family: found[family] for family in Family if found[family]}


@blueprint.get("/banks")
def banks() -> ResponseReturnValue:
    return render_template("officers/banks/list.html", shelf=list(_shelf().values()))


@blueprint.get("/banks/<key>")
def bank(key: str) -> ResponseReturnValue:
    return render_template("officers/banks/bank.html", shelved=_shelved(key))


@blueprint.route("/banks/<key>/publish", methods=["GET", "POST"])
def publish_bank(key: str) -> ResponseReturnValue:
    shelved, form = _shelved(key), FlaskForm()
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
        flash(f"“{shelved.bank.title}” is published as version {version.number}.", "success")
        return redirect(url_for(".banks"), 303)
    return render_template("officers/banks/publish.html", shelved=shelved, form=form)


def _shelf() -> dict[str, Shelved]:
    """Every bank by its key, in the order of titles. Of a shipped bank the text that we ship now."""
    published = {version.bank.key: version for version in latest_versions(db.session)}
    digests = published_digests(db.session)
    shelf = {
        key: Shelved(bank, True, published.get(key), documents.digest(bank) not in digests)
        for key, bank in shipped_banks().items()
    }
    for key, version in published.items():
        shelf.setdefault(key, Shelved(documents.from_dict(version.document), False, version, False))
    return dict(sorted(shelf.items(), key=lambda item: item[1].bank.title))


def _shelved(key: str) -> Shelved:
    found = _shelf().get(key)
    if found is None:
        raise NotFound("There is no such question bank.")
    return found

"""Publishing a question bank."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.clock import now
from app.extensions import db
from app.officers.banks.shelf import find_shelved
from app.officers.blueprint import blueprint, who
from surveys.errors import NotFound, SurveyError
from surveys.operations.banks import publish_bank as publish


@blueprint.route("/banks/<key>/publish", methods=["GET", "POST"])
def publish_bank(key: str) -> ResponseReturnValue:
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
        flash(f"“{shelved.bank.title}” is published as version {version.number}.", "success")
        return redirect(url_for(".banks"), 303)
    return render_template("officers/banks/publish.html", shelved=shelved, form=form)

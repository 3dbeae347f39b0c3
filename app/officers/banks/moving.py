"""Moving a question: under another objective, or to another place."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import SelectField

from app.clock import now
from app.extensions import db
from app.officers.banks.question_forms import opening
from app.officers.banks.question_forms.rows import choices
from app.officers.blueprint import blueprint, who
from question_banks import authoring
from question_banks.errors import BankError
from question_banks.model import Bank, Question
from surveys.errors import NotFound
from surveys.operations.drafts import edit_draft
from surveys.queries.drafts import bank_of, draft_by_key


class MoveForm(FlaskForm):
    objective = SelectField("Objective")
    after = SelectField("Where in the bank", description="People are asked in this order.")

    def offer(self, bank: Bank, question: Question) -> None:
        self.objective.choices = choices([("", "None"), *((one.key, one.title) for one in bank.objectives)])
        others = [one for one in bank.questions if one.key != question.key]
        self.after.choices = choices(
            [
                ("", "Where it is now"),
                ("first", "Before all others"),
                *((f"after {one.key}", f"After “{opening(one.stem)}”") for one in others),
            ]
        )

    def moved(self, bank: Bank, key: str) -> Bank:
        """The bank with the question where the form says; a neighbour that is gone leaves it where it is."""
        question = bank.questions_by_key.get(key)
        if question is None:
            raise BankError("The bank does not have this question.")
        bank = authoring.replace_question(bank, key, replace(question, objective=self.objective.data))
        if not self.after.data:
            return bank
        others = [one.key for one in bank.questions if one.key != key]
        neighbour = self.after.data.removeprefix("after ")
        if self.after.data == "first":
            return authoring.move_question(bank, key, 0)
        return (
            authoring.move_question(bank, key, others.index(neighbour) + 1) if neighbour in others else bank
        )


@blueprint.route("/banks/<key>/draft/questions/<question>/move", methods=["GET", "POST"])
def move_question(key: str, question: str) -> ResponseReturnValue:
    draft = draft_by_key(db.session, key)
    bank = bank_of(draft)
    shown = bank.questions_by_key.get(question)
    if shown is None:
        raise NotFound("This question is not in the draft (any more).")
    form = MoveForm(data={"objective": shown.objective})
    form.offer(bank, shown)
    if form.validate_on_submit():
        try:
            edit_draft(
                db.session,
                draft,
                lambda bank: form.moved(bank, question),
                noun=None,
                seen="",
                by=who(),
                now=now(),
            )
        except BankError as refused:
            db.session.rollback()
            flash(str(refused))
        else:
            db.session.commit()
            return redirect(url_for(".draft", key=key, saved=question, _anchor=f"question-{question}"), 303)
        return redirect(url_for(".draft", key=key, _anchor=f"question-{question}"), 303)
    page = render_template("officers/banks/questions/move.html", bank=bank, question=shown, form=form)
    return page, 422 if form.errors else 200

"""When a draft is published or thrown away while somebody writes at it: what they typed is shown to be copied."""

from __future__ import annotations

from collections.abc import Iterator

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms import Field, Form, HiddenField, StringField

from app.extensions import db
from app.officers.banks.question_forms import RowList
from surveys.errors import NotFound
from surveys.models import BankDraft
from surveys.queries.drafts import draft_by_key


def draft_written_at(key: str) -> BankDraft | None:
    """The bank's draft; None when it is gone and somebody has just sent what they wrote for it.

    Raises:
        NotFound: there is no draft, and nothing was sent.
    """
    try:
        return draft_by_key(db.session, key)
    except NotFound:
        if request.method == "POST":
            return None
        raise


def what_was_typed(key: str, form: Form) -> ResponseReturnValue:
    """The texts of the form with their labels. Nothing of them is kept anywhere."""
    return render_template("officers/banks/gone.html", key=key, typed=list(_texts(form))), 409


def _texts(form: Form) -> Iterator[tuple[str, str]]:
    for field in form:
        if isinstance(field, RowList):
            for number, row in enumerate(field.rows, start=1):
                yield from ((f"{label} {number}", text) for label, text in _texts(row))
        elif _is_text(field) and (field.data or "").strip():
            yield field.label.text, field.data


def _is_text(field: Field) -> bool:
    return isinstance(field, StringField) and not isinstance(field, HiddenField)

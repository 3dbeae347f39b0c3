"""Draws staff forms: any WTForms field as one accessible form group, with label, hint, error and control.

In a template: ``{{ govuk_errors(form) }}`` at the top and ``{{ govuk_field(form.title) }}`` for each field. A
field's ``description`` becomes its hint. Respondents' pages do not use this: see ``app.widgets``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup
from wtforms import Field, Form, FormField, ValidationError
from wtforms.fields import (
    BooleanField,
    FieldList,
    FileField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    SubmitField,
    TextAreaField,
)

from app.clock import YEARS

HIDDEN = ("CSRFTokenField", "HiddenField")


class DayField(Field):
    """A date typed as day, month and year. The three boxes share the field's name, in that order."""

    def process_data(self, value: date | None) -> None:
        self.data = value
        self.typed = [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = [part.strip() for part in (*valuelist, "", "", "")][:3]
        self.data = None
        # "Required" looks at the first thing sent: a missing day must not hide that the year is there.
        self.raw_data = [part for part in self.typed if part]
        if not any(self.typed):
            return
        missing = [name for name, part in zip(("day", "month", "year"), self.typed, strict=True) if not part]
        if missing:
            raise ValidationError(f"{self.label.text} must include a {' and a '.join(missing)}.")
        try:
            day, month, year = (int(part) for part in self.typed)
            typed = date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(f"{self.label.text} must be a real date, such as 27 3 2027.") from None
        if year not in YEARS:
            raise ValidationError(f"{self.label.text} must be in the years from {YEARS[0]} to {YEARS[-1]}.")
        self.data = typed


# The first class that fits draws the field, so the narrower ones stand before the wider ones.
MACROS: tuple[tuple[type[Field], str], ...] = (
    (DayField, "day"),
    (SubmitField, "button"),
    (BooleanField, "tick"),
    (RadioField, "radios"),
    (SelectMultipleField, "checkboxes"),
    (SelectField, "select"),
    (TextAreaField, "textarea"),
    (MultipleFileField, "upload"),
    (FileField, "upload"),
    (PasswordField, "password"),
    (Field, "text"),
)


def init_form_widgets(app: Flask) -> None:
    app.jinja_env.globals["govuk_field"] = govuk_field
    app.jinja_env.globals["govuk_errors"] = govuk_errors


def govuk_field(field: Field, **params: Any) -> Markup:
    """The field as HTML. ``params`` go to the GOV.UK macro and win over what the field says."""
    if field.type in HIDDEN:
        return field()  # WTForms gives Markup.
    macro = next(name for kind, name in MACROS if isinstance(field, kind))
    return _draw(macro, field, params)


def govuk_errors(form: Form) -> Markup:
    """The summary of what is wrong, each line leading to its field; nothing when all is well."""
    errors = list(_lines(form))
    return _draw("errors", errors, {}) if errors else Markup("")


def _lines(form: Form) -> Iterator[Mapping[str, str]]:
    """A problem of no field that one can see, such as a page left open too long, leads to the page's top."""
    for message in form.form_errors:
        yield {"text": str(message), "href": "#main-content"}
    for field in form:
        if isinstance(field, FormField):
            yield from _lines(field.form)
        elif isinstance(field, FieldList):
            yield from _lines_of_list(field)
        else:
            target = "main-content" if field.type in HIDDEN else field.id
            yield from ({"text": str(text), "href": f"#{target}"} for text in field.errors)


def _lines_of_list(field: FieldList) -> Iterator[Mapping[str, str]]:
    """A problem of the whole list leads to the list, one of an entry to the entry."""
    yield from ({"text": text, "href": f"#{field.id}"} for text in field.errors if isinstance(text, str))
    for entry in field:
        if isinstance(entry, FormField):
            yield from _lines(entry.form)
        else:
            yield from ({"text": str(text), "href": f"#{entry.id}"} for text in entry.errors)


def _draw(macro: str, subject: Any, params: Mapping[str, Any]) -> Markup:
    module = current_app.jinja_env.get_template("macros/fields.html").module
    return Markup(getattr(module, macro)(subject, params))  # noqa: S704 - the macro has escaped its parts

"""Staff forms: each kind of field is drawn with its label and error, and a half-typed date is no accident."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask, render_template_string
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    Form,
    FormField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app import form_widgets
from app.form_widgets import DayField, init_form_widgets
from tests.strict_html import parse, text_of

BOARDS = [SelectChoice("city", "City"), SelectChoice("county", "County")]

PAGE = """<!DOCTYPE html><html lang="en"><head><title>t</title></head><body><main id="main-content"><h1>t</h1>
{{ govuk_errors(form) }}{% for field in form %}{{ govuk_field(field) }}{% endfor %}</main></body></html>"""


class EventForm(Form):
    title = StringField("Title", [InputRequired("Enter a title.")], description="As people know it")
    starts_on = DayField("The first day", [InputRequired("Enter the first day.")])
    board = RadioField("Board", choices=BOARDS)
    boards = SelectMultipleField("Boards", choices=BOARDS)
    lead = SelectField("Lead", choices=BOARDS)
    notes = TextAreaField("Notes")
    attendees = FileField("Attendees")
    password = PasswordField("Password")
    notify = BooleanField("Tell the provider")
    save = SubmitField("Save")


@pytest.fixture
def draw():
    site = Flask(__name__, template_folder=str(Path(form_widgets.__file__).parent / "templates"))
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    site.jinja_loader = ChoiceLoader([site.jinja_loader, govuk])
    init_form_widgets(site)

    def drawn(form):
        with site.test_request_context():
            return parse(render_template_string(PAGE, form=form))

    return drawn


def sent(**fields):
    form = EventForm(MultiDict([(name, value) for name, values in fields.items() for value in values]))
    return form, form.validate()


def test_every_kind_of_field_is_drawn_with_its_label(draw):
    page = draw(EventForm())
    labels = [text_of(e) for e in page.iter() if e.tag in {"label", "legend", "button"}]
    assert labels == [
        "Title", "The first day", "Day", "Month", "Year", "Board", "City", "County", "Boards", "City",
        "County", "Lead", "Notes", "Attendees", "Password", "Tell the provider", "Save",
    ]  # fmt: skip


def test_what_sends_the_form_is_a_button(draw):
    assert [(e.get("name"), text_of(e)) for e in draw(EventForm()).iter("button")] == [("save", "Save")]


def test_what_was_typed_is_shown_again_except_a_password(draw):
    form, _ = sent(title=['<b>"Neglect"</b>'], board=["county"], notes=["\nline\n  two"], password=["secret"])
    page = draw(form)
    value = {e.get("name"): e.get("value") for e in page.iter("input")}
    assert (value["title"], value["password"]) == ('<b>"Neglect"</b>', "")
    assert [e.get("value") for e in page.iter("input") if "checked" in e.attrib] == ["county"]
    assert page.find(".//textarea").text == "line\n  two"


def test_each_error_leads_to_its_field(draw):
    form, valid = sent(title=[""], starts_on=["", "", ""], board=["city"], lead=["city"])
    assert not valid
    links = [(a.get("href"), text_of(a)) for a in draw(form).iter("a")]
    assert links == [("#title", "Enter a title."), ("#starts_on", "Enter the first day.")]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (["7", "", "2027"], "The first day must include a month."),
        (["", "", "2027"], "The first day must include a day and a month."),
        (["31", "2", "2027"], "The first day must be a real date, such as 27 3 2027."),
        (["x", "2", "2027"], "The first day must be a real date, such as 27 3 2027."),
        (["7", "2", "9" * 5000], "The first day must be a real date, such as 27 3 2027."),
        (["7", "2", "1999"], "The first day must be in the years from 2000 to 2199."),
        (["31", "12", "9999"], "The first day must be in the years from 2000 to 2199."),
        (["7"], "The first day must include a month and a year."),
    ],
)
def test_a_date_that_is_none_is_said_to_be_none(draw, typed, error):
    form, _ = sent(title=["T"], starts_on=typed, board=["city"], lead=["city"])
    assert list(form.starts_on.errors) == [error]
    boxes = [e.get("value") or "" for e in draw(form).iter("input") if e.get("name") == "starts_on"]
    assert boxes == [*typed, "", ""][:3]


def test_a_date_is_read_and_a_kept_one_is_shown(draw):
    form, valid = sent(title=["T"], starts_on=[" 7", "3", "2027"], board=["city"], lead=["city"])
    assert (valid, form.starts_on.data) == (True, date(2027, 3, 7))
    kept = EventForm(obj=SimpleNamespace(starts_on=date(2027, 12, 1)))
    boxes = [e.get("value") for e in draw(kept).iter("input") if e.get("name") == "starts_on"]
    assert boxes == ["1", "12", "2027"]


class PartForm(Form):
    name = StringField("Name", [InputRequired("Enter a name.")])


class PartsForm(Form):
    parts = FieldList(FormField(PartForm), "Parts")

    def validate_parts(self, field):
        raise ValidationError("Two parts are the same.")


def test_a_problem_of_a_row_leads_to_the_row_and_one_of_the_list_to_the_list():
    form = PartsForm(MultiDict({"parts-0-name": "One", "parts-1-name": ""}))
    assert not form.validate()
    lines = list(form_widgets._lines(form))
    assert lines == [
        {"text": "Two parts are the same.", "href": "#parts"},
        {"text": "Enter a name.", "href": "#parts-1-name"},
    ]

"""Whatever a form holds is read or refused with a sentence, and the page can be drawn again with it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.widgets import TAKE_BACK, page_fields, page_submitted
from question_banks.model import Audience
from surveys.enums import TimePoint
from surveys.questionnaires import Page, Questionnaire, read_all, read_page
from tests.every_kind import RIGHT, pages_of
from tests.strict_html import parse

ASKED = tuple(asked for page in pages_of(1) for asked in page.asked)
PAGE = Page("", "", ASKED)
WHOLE = Questionnaire("", "", Audience.DELEGATE, TimePoint.PRE, (PAGE,), 5)

NAMES = [*RIGHT, TAKE_BACK, *(asked.name for asked in ASKED), "every.since.", "every..", ""]
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"))
"""What a page may hold. Of the others the form's own tests speak."""

VALUES = st.one_of(
    st.sampled_from(sorted({value for values in RIGHT.values() for value in values})),
    st.sampled_from(["1", "99", "-1", ":", "a:b", "--", "2027-2-30", "every.form", "1e9", "٣", "\0"]),
    st.text(LETTERS, max_size=12),
)
FORMS = st.dictionaries(st.sampled_from(NAMES), st.lists(VALUES, max_size=3), max_size=len(NAMES))
QUIET = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(form=FORMS)
def test_it_is_read_or_refused_by_a_field_of_the_page(form):
    kept, problems = read_page(PAGE, page_submitted(PAGE, form, {}))
    fields = [control for f in page_fields(WHOLE, 0, invitation_id=1, draft={}) for control in f.controls]
    names = {field.name for field in fields}
    assert set(kept) | set(problems) <= names
    assert all(problem.endswith(".") for problem in problems.values())


@QUIET
@given(form=FORMS)
def test_what_was_kept_is_kept_again_and_sends_the_same_answers(form):
    kept, _ = read_page(PAGE, page_submitted(PAGE, {**RIGHT, **form}, {}))
    again, problems = read_page(PAGE, kept)
    assert {name: again[name] for name in kept} == kept
    assert read_all(WHOLE, kept)[1].keys() == problems.keys()


@pytest.fixture
def draw(site):
    """The page's fields as HTML, read strictly."""

    def drawn(fields):
        with site.app_context():
            html = site.jinja_env.get_template("widgets/fields.html").module.draw_fields(fields)
        return parse(f"<!DOCTYPE html><title>x</title><h1>x</h1>{html}")

    return drawn


@settings(parent=QUIET, max_examples=25)
@given(form=FORMS, draft=st.booleans())
def test_it_is_drawn_again_with_whatever_was_typed(draw, form, draft):
    held = read_page(PAGE, page_submitted(PAGE, RIGHT, {}))[0] if draft else {}
    problems = read_page(PAGE, page_submitted(PAGE, form, held))[1]
    tree = draw(list(page_fields(WHOLE, 0, invitation_id=1, draft=held, typed=form, problems=problems)))
    errors = [e for e in tree.iter("p") if e.get("class") == "govuk-error-message"]
    assert {e.get("id") for e in errors} == {f"{name}:error" for name in problems}

"""Every kind and status has its words, every kind its form, and no kind becomes one that would lose something."""

from __future__ import annotations

import pytest

from app.officers.banks import wording
from app.officers.banks.listing import Search
from app.officers.banks.question_forms import CHANGES, FORMS, blank_question
from app.officers.banks.question_forms.common import FAMILY_CHOICES, STATUS_CHOICES
from question_banks.model import USUAL_STEPS, Audience, Family, Kind, Status
from surveys.enums import DraftState


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (wording.KIND_WORDS, Kind),
        (FORMS, Kind),
        (wording.TESTING + wording.ASKING, Kind),
        (wording.STATUS_WORDS, Status),
        (wording.STATUS_COLOURS, Status),
        (wording.AUDIENCE_WORDS, Audience),
        (wording.DRAFT_STATES, DraftState),
        (USUAL_STEPS, Family),
        (dict(FAMILY_CHOICES), Family),
        (dict(STATUS_CHOICES), Status),
    ],
)
def test_none_is_missing(words, kind):
    assert set(words) == set(kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_form_is_of_its_kind_and_begins_with_a_question_of_it(kind):
    assert FORMS[kind].KIND is kind
    assert blank_question(kind).kind is kind


def test_only_kinds_with_the_same_fields_become_each_other():
    lists = {kind: {name for name in ("options", "rows", "accepted", "numbers", "pairs", "answer")
                    if hasattr(FORMS[kind], name)} for kind in Kind}  # fmt: skip
    lost = [(old, new) for old, others in CHANGES.items() for new in others if not lists[old] <= lists[new]]
    assert lost == []


def test_what_tests_knowledge_is_what_can_have_a_key():
    assert {kind for kind in Kind if hasattr(FORMS[kind], "certainty")} == set(wording.TESTING)


def test_the_search_asks_for_nothing_that_is_not_offered():
    assert not Search().is_on

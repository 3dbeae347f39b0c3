"""What a respondent would see, page by page, in frames: of the draft where there is one."""

from __future__ import annotations

import pytest

from question_banks.model import Audience
from surveys.enums import TimePoint
from surveys.questionnaires import compose
from tests.app.officers.banks.drafts import path
from tests.forms import page, press, words
from tests.strict_html import parse, text_of

KEY = "information-sharing"


def frames(answer):
    """The pages in the frames, as trees."""
    return [parse(frame.get("srcdoc")) for frame in page(answer).iter("iframe")]


@pytest.mark.parametrize(
    ("point", "audience"),
    [
        ("pre", "delegate"),
        ("post", "delegate"),
        ("month3", "manager"),
        ("month6", "delegate"),
        ("month6", "manager"),
    ],
)
def test_it_is_what_the_bank_alone_would_ask(officer, bank, partnership, point, audience):
    questionnaire = compose([(0, bank)], TimePoint(point), Audience(audience))
    answer = officer.get(f"/banks/{KEY}/preview/{point}/{audience}")
    count = len(list(questionnaire.asked))
    assert f"{count} questions on {len(questionnaire.pages)} pages" in words(answer).replace(
        "1 pages", "1 page"
    )
    for number, asked in enumerate(questionnaire.pages, start=1):
        shown = frames(officer.get(f"/banks/{KEY}/preview/{point}/{audience}?page={number}"))
        assert len(shown) == 2
        for tree in shown:
            text = text_of(tree.find(".//main"))
            assert f"Page {number} of {len(questionnaire.pages)} {asked.title}" in text
            assert [one.name for one in asked.asked if " ".join(one.stem.split()) not in text] == []


def test_a_draft_is_shown_as_it_is_written(officer, bank, draft):
    first = next(one for one in bank.questions if one.objective)
    press(officer, officer.get(path(KEY, f"questions/{first.key}")), "Save", stem="Is this new?")
    shown = [
        text_of(tree)
        for number in (1, 2, 3)
        for tree in frames(officer.get(f"/banks/{KEY}/preview/pre/delegate?page={number}"))
    ]
    assert any("Is this new?" in text for text in shown)


def test_the_frame_has_no_menu_of_ours(officer, bank, partnership):
    tree = frames(officer.get(f"/banks/{KEY}/preview/pre/delegate"))[0]
    assert [e.get("class") for e in tree.iter("nav")] == []
    assert "Sign out" not in text_of(tree)


@pytest.mark.parametrize("number", ["0", "99", "-3", "x"])
def test_a_page_that_there_is_not_is_the_nearest(officer, bank, partnership, number):
    assert len(frames(officer.get(f"/banks/{KEY}/preview/pre/delegate?page={number}"))) == 2


@pytest.mark.parametrize("turn", ["pre/manager", "never/delegate", "pre/nobody"])
def test_who_is_not_asked_then_is_not_found(officer, partnership, turn):
    assert officer.get(f"/banks/{KEY}/preview/{turn}").status_code == 404


def test_nothing_to_ask_is_said(officer, partnership):
    press(officer, officer.get("/add-bank"), "Begin", title="Empty")
    shown = officer.get("/banks/empty/preview/post/delegate")
    assert "Nobody is asked anything then" in words(shown)


def test_parallel_forms_are_shown_for_each_half_of_the_people(officer, session, bank, draft):
    question = next(one for one in bank.questions if one.family == "knowledge" and one.core)
    form = officer.get(path(KEY, "add-question/single"))
    more = {"stem": "The other form?", "core": "y", "objective": question.objective}
    texts = {"options-0-text": "P", "options-1-text": "Q", "right": "options-0"}
    press(
        officer,
        form,
        "Save",
        equivalent_to=next(o.key for o in bank.questions if o.kind == "single"),
        **more,
        **texts,
    )
    asked = [
        any(
            "The other form?" in text_of(tree)
            for number in range(1, 5)
            for tree in frames(officer.get(f"/banks/{KEY}/preview/pre/delegate?page={number}&form={half}"))
        )
        for half in (0, 1)
    ]
    assert asked == [False, True]

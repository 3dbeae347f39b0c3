"""Each kind of question has a widget; a page shows and reads back what draft and question say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.widgets import TAKE_BACK, WIDGETS, in_words, page_fields, page_submitted
from question_banks.items import REGISTRY
from question_banks.model import Family, Kind, Option, OutsideCode, Point, Question, Scale, Scenario
from surveys.enums import Audience, TimePoint
from surveys.questionnaires import Asked, Page, Questionnaire

DELEGATE = (Audience.DELEGATE,)
OPTIONS = tuple(
    Option(key, text)
    for key, text in zip("abcdef", ("Ask", "Tell", "Wait", "Write", "Listen", "Look"), strict=True)
)
OFTEN = Scale(
    "often", "Often", (Point(0, "Never"), Point(1, "Always")), (OutsideCode("no-chance", "No chance yet"),)
)
NOOR = Scenario("noor", "Noor, 7, opens the door.")


def asked(key, kind, *, scenario=None, scale=None, **more):
    named = scale.key if scale else ""
    question = Question(key, kind, f"About {key}?", Family.KNOWLEDGE, 2, DELEGATE, scale=named, **more)
    return Asked(f"neglect.{key}", 1, question, question.stem, scale, scenario)


FIRST = asked("first", Kind.SINGLE, options=OPTIONS, shuffle=True, scenario=NOOR)
WHICH = asked("which", Kind.SEVERAL, options=OPTIONS, scenario=NOOR, choose=2)
OFTEN_DONE = asked("often", Kind.SCALE, scale=OFTEN)
TRUE = asked("true", Kind.TRUE_FALSE, answer=True)
SURE = asked("sure", Kind.CONFIDENCE)
STORY = asked("story", Kind.LONG_TEXT, required=False, help="Name nobody.")
PAGES = (Page("Knowing", "", (FIRST, WHICH)), Page("Doing", "", (OFTEN_DONE, TRUE, STORY)))
WHOLE = Questionnaire("Neglect", "", Audience.DELEGATE, TimePoint.PRE, PAGES, 4)


def fields(index, *, invitation_id=1, draft=None, **more):
    return list(page_fields(WHOLE, index, invitation_id=invitation_id, draft=draft or {}, **more))


def test_there_is_a_widget_for_each_item_type_and_no_other():
    assert set(WIDGETS) == set(REGISTRY)


def test_questions_are_numbered_through_all_pages():
    assert [field.number for index in (0, 1) for field in fields(index)] == [1, 2, 3, 4, 5]


def test_a_shared_scenario_stands_before_its_first_question_only():
    assert [field.scenario for field in fields(0)] == ["Noor, 7, opens the door.", ""]


def test_the_hint_says_how_many_unless_the_question_does():
    assert [field.hint for field in fields(0) + fields(1)] == ["", "Tick two.", "", "", "Name nobody."]
    said = replace(WHICH, stem="Which two? Choose two.")
    whole = replace(WHOLE, pages=(Page("", "", (said,)),))
    assert [field.hint for field in page_fields(whole, 0, invitation_id=1, draft={})] == [""]


def test_choices_off_the_scale_are_told_apart():
    assert [(c.value, c.text, c.outside) for c in fields(1)[0].choices] == [
        ("0", "Never", False),
        ("1", "Always", False),
        ("no-chance", "No chance yet", True),
    ]


def test_shuffled_options_keep_their_order_for_one_person_and_differ_between_people():
    orders = {n: tuple(c.value for c in fields(0, invitation_id=n)[0].choices) for n in range(20)}
    assert orders == {n: tuple(c.value for c in fields(0, invitation_id=n)[0].choices) for n in range(20)}
    assert len(set(orders.values())) > 10
    assert {tuple(sorted(order)) for order in orders.values()} == {tuple("abcdef")}


def test_options_are_left_alone_where_the_question_does_not_ask_for_shuffling():
    assert {tuple(c.value for c in fields(0, invitation_id=n)[1].choices) for n in range(20)} == {
        tuple("abcdef")
    }


def test_a_draft_is_shown_again_except_for_its_text():
    draft = {"neglect.often": ["no-chance"], "neglect.story": ["Noor told me."]}
    often, _, story = fields(1, draft=draft)
    assert (often.values, story.values, story.kept) == (("no-chance",), (), True)


def test_what_was_typed_just_now_wins_over_the_draft():
    draft = {"neglect.often": ["0"], "neglect.story": ["Noor told me."]}
    often, _, story = fields(1, draft=draft, typed={"neglect.story": ["It helped."]})
    assert (often.values, story.values, story.kept) == ((), ("It helped.",), False)


@pytest.mark.parametrize(
    ("form", "story"),
    [
        ({"neglect.story": [""]}, ["Noor told me."]),
        ({"neglect.story": [" \r\n"]}, ["Noor told me."]),
        ({}, ["Noor told me."]),
        ({"neglect.story": ["Anew."]}, ["Anew."]),
        ({"neglect.story": [""], TAKE_BACK: ["neglect.story"]}, [""]),
        ({"neglect.story": ["Anew."], TAKE_BACK: ["neglect.story"]}, ["Anew."]),
    ],
)
def test_an_empty_box_keeps_the_text_unless_it_is_taken_back(form, story):
    submitted = page_submitted(PAGES[1], form, {"neglect.story": ["Noor told me."], "neglect.often": ["1"]})
    assert submitted == {"neglect.often": [], "neglect.true": [], "neglect.story": story}


def test_fields_of_other_pages_and_other_surveys_are_not_read():
    form = {"neglect.true": ["true", "false"], "neglect.first": ["a"], "other.true": ["true"]}
    assert page_submitted(PAGES[1], form, {}) == {
        "neglect.often": [],
        "neglect.true": ["true", "false"],
        "neglect.story": [],
    }


def words_of(field, values):
    return tuple(map(str, in_words(field, values)))


def test_answers_in_words():
    which, often = fields(0)[1], fields(1)[0]
    assert words_of(which, ["c", "a", "unheard-of"]) == ("Ask", "Wait")
    assert words_of(often, ["no-chance"]) == ("No chance yet",)
    assert words_of(often, []) == ()


def test_a_text_is_said_to_be_there_and_not_shown():
    story = fields(1)[2]
    assert (words_of(story, ["Noor told me."]), words_of(story, [" "])) == (("Written",), ())


def test_confidence_goes_from_0_to_10_and_says_what_the_ends_mean():
    [sure] = page_fields(replace(WHOLE, pages=(Page("", "", (SURE,)),)), 0, invitation_id=1, draft={})
    assert [choice.value for choice in sure.choices] == [str(number) for number in range(11)]
    assert sure.hint == "From 0 (not at all) to 10 (completely)."
    assert words_of(sure, ["7"]) == ("7 out of 10",)

"""The tiny banks are the manual of what a bank can be: whatever a bank can hold is shown by one of them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from question_banks.documents import to_dict
from question_banks.items import faults, is_keyed
from question_banks.model import (
    Accepted,
    Audience,
    Bank,
    Family,
    Kind,
    NumberKey,
    Objective,
    Option,
    OutsideCode,
    Point,
    Question,
    Row,
    Scale,
    Scenario,
    Status,
    Theme,
)
from tests.question_banks.tiny import NAMES, tiny_bank, tiny_text


@pytest.mark.parametrize("name", NAMES)
def test_each_tiny_bank_says_on_its_first_line_what_it_shows(name):
    assert tiny_text(name).startswith("# ")


def test_each_field_of_a_question_is_shown_by_a_tiny_bank():
    shown = {
        name
        for tiny in NAMES
        for question in to_dict(tiny_bank(tiny)).get("questions", ())
        for name in question
    }
    assert shown == {field.name for field in fields(Question)}


@pytest.mark.parametrize(
    ("noun", "place"),
    [
        (Scale, lambda bank: bank["scales"]),
        (Point, lambda bank: [point for scale in bank["scales"] for point in scale["points"]]),
        (OutsideCode, lambda bank: [code for scale in bank["scales"] for code in scale.get("outside", ())]),
        *[
            (
                noun,
                lambda bank, name=name: [one for asked in bank["questions"] for one in asked.get(name, ())],
            )
            for noun, name in (
                (Option, "options"),
                (Row, "rows"),
                (Accepted, "accepted"),
                (NumberKey, "numbers"),
            )
        ],
    ],
)
def test_each_field_of_what_a_question_holds_is_shown_by_a_tiny_bank(noun, place):
    documents = [{"scales": (), "questions": (), **to_dict(tiny_bank(name))} for name in NAMES]
    shown = {name for document in documents for entry in place(document) for name in entry}
    assert shown == {field.name for field in fields(noun)}


@pytest.mark.parametrize("enum", [Kind, Family, Status, Audience])
def test_each_choice_that_a_question_can_make_is_shown_by_a_tiny_bank(enum):
    made = {
        value
        for tiny in NAMES
        for question in tiny_bank(tiny).questions
        for value in (question.kind, question.family, question.status, *question.audiences)
        if isinstance(value, enum)
    }
    assert made == set(enum)


def test_each_field_of_a_bank_and_of_its_nouns_is_shown_by_a_tiny_bank():
    documents = [to_dict(tiny_bank(name)) for name in NAMES]
    assert {name for document in documents for name in document} == {
        "format",
        *(field.name for field in fields(Bank)),
    }
    for nouns, noun in (("objectives", Objective), ("themes", Theme), ("scenarios", Scenario)):
        shown = {name for document in documents for entry in document.get(nouns, ()) for name in entry}
        assert shown == {field.name for field in fields(noun)}


@pytest.mark.parametrize("name", NAMES)
def test_no_question_of_a_tiny_bank_lacks_what_its_kind_needs(name):
    assert [fault for question in tiny_bank(name).questions for fault in faults(question)] == []


def test_an_answer_off_the_scale_is_offered_to_those_it_is_for():
    [scale] = tiny_bank("outside-codes").scales
    assert {
        audience: [code.code for code in scale.for_audience(audience).outside] for audience in Audience
    } == {Audience.DELEGATE: ["no-opportunity"], Audience.MANAGER: ["not-observed"]}


def test_the_statements_of_a_list_keep_what_the_list_is_tied_to():
    bank = tiny_bank("statements")
    [question] = bank.questions
    assert [(part.key, part.kind, part.stem, part.rows) for part in question.parts] == [
        ("the-course.useful", Kind.SCALE, "How far do you agree? It was useful.", ()),
        ("the-course.pace", Kind.SCALE, "How far do you agree? The pace was right.", ()),
        ("the-course.safe", Kind.SCALE, "How far do you agree? I felt safe to speak.", ()),
    ]
    assert {(part.scale, part.family, part.step, part.audiences) for part in question.parts} == {
        (question.scale, question.family, question.step, question.audiences)
    }


@pytest.mark.parametrize("name", [name for name in NAMES if name != "statements"])
def test_every_other_question_is_its_own_only_part(name):
    assert [question.parts for question in tiny_bank(name).questions] == [
        (question,) for question in tiny_bank(name).questions
    ]


def test_of_parallel_forms_the_one_that_others_are_equivalent_to_stands_first():
    bank = tiny_bank("parallel-forms")
    forms = {key: [question.key for question in together] for key, together in bank.parallel_forms.items()}
    assert forms == {"form-a": ["form-a", "form-b"], "not-taught": ["not-taught"]}


def test_the_page_on_the_types_has_each_of_them_and_says_which_are_marked():
    page = (Path(__file__).parents[2] / "docs" / "question-types.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    told = {
        kind.strip("`"): is_marked
        for _, kind, _, is_marked in rows
        if kind.startswith("`") and kind != "`kind`"
    }
    assert set(told) == set(Kind)
    can_be_keyed = {
        question.kind for name in NAMES for question in tiny_bank(name).questions if is_keyed(question)
    }
    assert {kind for kind, is_marked in told.items() if is_marked != "never"} == can_be_keyed

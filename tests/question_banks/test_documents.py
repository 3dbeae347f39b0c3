"""A bank goes into TOML and JSON and comes back the same; its digest tells banks apart and stays for ever."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from question_banks.documents import (
    checked,
    digest,
    from_dict,
    read_json,
    read_toml,
    to_dict,
    write_json,
    write_toml,
)
from question_banks.errors import Refusal
from question_banks.model import (
    Accepted,
    Audience,
    Bank,
    Family,
    Kind,
    NumberKey,
    Objective,
    Option,
    Point,
    Question,
    Row,
    Scale,
    Status,
    Theme,
)
from tests.question_banks.generating import BANKS
from tests.question_banks.tiny import NAMES, tiny_bank, tiny_text


@settings(max_examples=150, deadline=None)
@given(bank=BANKS)
def test_any_bank_comes_back_the_same_from_both_forms(bank):
    toml, json_text = write_toml(bank), write_json(bank)
    assert read_toml(toml) == read_json(json_text) == from_dict(to_dict(bank)) == checked(bank) == bank
    assert write_toml(read_json(json_text)) == toml
    assert write_json(read_toml(toml)) == json_text
    assert tomllib.loads(toml) == json.loads(json_text) == to_dict(bank)
    assert digest(read_toml(toml)) == digest(read_json(json_text)) == digest(bank)


@pytest.mark.parametrize("name", NAMES)
def test_each_tiny_bank_comes_back_the_same_from_both_forms(name):
    bank = tiny_bank(name)
    assert bank.key == name
    assert read_toml(write_toml(bank)) == read_json(write_json(bank)) == bank


def test_odd_characters_come_back_exactly():
    bank = tiny_bank("odd-characters")
    assert bank.title == "\"Quoted\", \\slashed\\ and 'single'"
    assert bank.description == 'First line\n\tafter a tab, and "three quotes in a row: """"\n\n'
    assert [theme.title for theme in bank.themes] == [
        "Llais y plentyn: ŵ, ŷ",
        "no-break\u00a0space, joiner\u200d, right-to-left \u202eoverride",
        "👧🏽 ע العربية 한국어",
        "<b>{{ 7 * 7 }}</b> {0} %s '; DROP TABLE",
        "carriage return\r, line feed\n, feed\f, back\b, delete\x7f",
    ]


def test_what_cannot_be_seen_on_a_page_is_spelled_out_in_the_file():
    written = write_toml(tiny_bank("odd-characters"))
    assert all(character.isprintable() or character == "\n" for character in written)
    assert r"right-to-left \u202Eoverride" in written
    assert "Llais y plentyn: ŵ, ŷ" in written


def test_the_file_is_laid_out_for_people():
    assert write_toml(tiny_bank("scale")) == tiny_text("scale").partition("\n")[2]
    assert write_toml(tiny_bank("single")) == tiny_text("single").partition("\n")[2]


def test_json_is_laid_out_for_people_too():
    bank = Bank("dail", "Dŵr", themes=(Theme("welsh", "Llais y plentyn"),))
    assert write_json(bank) == (
        '{\n  "format": "foursteps-bank/1",\n  "key": "dail",\n  "title": "Dŵr",\n'
        '  "themes": [\n    {\n      "key": "welsh",\n      "title": "Llais y plentyn"\n    }\n  ]\n}\n'
    )


def test_paragraphs_are_written_as_paragraphs():
    text = 'text = """\nEarly one evening a housing officer calls about a repair.\nNoor, 7, opens the door.'
    assert text in write_toml(tiny_bank("scenario"))


def test_defaults_are_left_out_of_a_document():
    assert to_dict(tiny_bank("confidence"))["questions"] == [
        {
            "key": "confident",
            "kind": "confidence",
            "stem": "How confident are you to challenge a colleague?",
            "family": "self-rating",
            "step": 2,
            "audiences": ["delegate"],
            "objective": "challenge",
        }
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("single", "c2134bb4d7c5664e4ef918e23e15fc7b35323ad94f74296bbfdd7198de5e67b9"),
        ("odd-characters", "d376c107a30b50a86ec8aa945f0b43a6f3646d3e08ba882156b4c1340b51c756"),
    ],
)
def test_the_digest_of_a_document_stays_for_ever(name, expected):
    """Published versions are known by it: when this changes, every one of them would look like another bank."""
    assert digest(tiny_bank(name)) == expected


def test_the_digest_does_not_look_at_the_layout():
    laid_out = tiny_text("true-false")
    order_turned = laid_out.replace('key = "true-false"\n', "", 1).replace(
        'title = "True or false"', 'title = "True or false" # turned\nkey = "true-false"\nlanguage = "en"'
    )
    assert order_turned != laid_out
    assert digest(read_toml(order_turned)) == digest(read_toml(laid_out))


def test_equal_numbers_are_equal_texts():
    """Else the digest would tell apart what nobody can: a tolerance of 1 and one of 1.0."""
    whole, decimal = (
        Bank("b", "B", questions=(replace(QUESTION, numbers=(NumberKey(value, tolerance),)),))
        for value, tolerance in ((48, 1), (48.0, 1.0))
    )
    assert write_toml(whole) == write_toml(decimal)
    assert digest(whole) == digest(decimal)
    assert "value = 48\n" in write_toml(whole)


@pytest.mark.parametrize("number", [0.1, -33.33333, 1e-9, 999_999_999_999.123, -0.0, 5e-324])
def test_a_number_comes_back_exactly(number):
    bank = Bank("b", "B", questions=(replace(QUESTION, numbers=(NumberKey(number),)),))
    for back in (read_toml(write_toml(bank)), read_json(write_json(bank))):
        assert back.questions[0].numbers[0].value == number


QUESTION = Question("q", Kind.SINGLE, "Stem?", Family.KNOWLEDGE, 2, (Audience.DELEGATE,))
OTHER_QUESTION = Question(
    key="r",
    kind=Kind.SEVERAL,
    stem="Other?",
    family=Family.BEHAVIOUR,
    step=3,
    audiences=(Audience.MANAGER,),
    objective="o",
    themes=("t",),
    manager_stem="Theirs?",
    scenario="s",
    scale="w",
    options=(Option("a", "A"),),
    answer=False,
    marks=2,
    choose=1,
    required=False,
    shuffle=True,
    core=True,
    help="Help",
    feedback="Feedback",
    source="Source",
    notes="Notes",
    status=Status.RETIRED,
    rows=(Row("x", "X", "a"),),
    accepted=(Accepted("yes", 33.33333, "Nearly"),),
    case_matters=True,
    numbers=(NumberKey(0.1, 0.02, -50, "Far off"),),
    certainty=True,
    comment=True,
    then_of="t",
    control=True,
    equivalent_to="e",
)


@pytest.mark.parametrize("name", [field.name for field in fields(Question)])
def test_every_field_of_a_question_is_kept_and_counts(name):
    before = Bank("b", "B", questions=(QUESTION,))
    after = Bank("b", "B", questions=(replace(QUESTION, **{name: getattr(OTHER_QUESTION, name)}),))
    assert after != before
    assert read_toml(write_toml(after)) == read_json(write_json(after)) == after
    assert digest(after) != digest(before)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("key", "c"),
        ("title", "C"),
        ("description", "D"),
        ("language", "cy"),
        ("objectives", (Objective("o", "O", "Of"),)),
        ("scales", (Scale("s", "S", (Point(1, "One"),)),)),
        ("questions", (QUESTION, OTHER_QUESTION)),
    ],
)
def test_every_field_of_a_bank_is_kept_and_counts(name, value):
    before = Bank("b", "B", questions=(QUESTION,))
    after = replace(before, **{name: value})
    assert read_toml(write_toml(after)) == read_json(write_json(after)) == after
    assert digest(after) != digest(before)


def test_the_order_of_questions_counts():
    there = Bank("b", "B", questions=(QUESTION, OTHER_QUESTION))
    back = Bank("b", "B", questions=(OTHER_QUESTION, QUESTION))
    assert digest(there) != digest(back)


def test_a_bank_that_could_not_be_read_again_is_stopped_at_the_door():
    with pytest.raises(Refusal) as refusal:
        checked(Bank("b", "B", questions=(QUESTION, QUESTION)))
    assert str(refusal.value) == 'questions[2] "q": key is used twice in questions.'

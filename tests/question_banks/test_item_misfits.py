"""A value or a question that does not fit its kind is named as that, and never quietly taken for something else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.errors import BankError
from question_banks.items import faults, from_json, mark, read, words
from question_banks.model import Option
from tests.question_banks.tiny import asked


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("single", "d"),
        ("single", ["b"]),
        ("single", None),
        ("several", "child"),
        ("several", []),
        ("several", {"child": True}),
        ("several", ["aunt"]),
        ("several", ["child", "child"]),
        ("several", [["child"]]),
        ("true-false", "false"),
        ("true-false", 0),
        ("scale", True),
        ("scale", 1.0),
        ("scale", ["1"]),
        ("confidence", True),
        ("confidence", 11),
        ("confidence", -1),
        ("confidence", "5"),
        ("long-text", 5),
        ("long-text", None),
    ],
)
def test_a_stored_answer_that_cannot_be_one_is_never_taken_for_one(name, stored):
    _, question = asked(name)
    with pytest.raises(BankError) as error:
        from_json(question, stored)
    assert str(error.value) == f'A stored answer does not fit question "{question.key}" ({question.kind}).'


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("single", "d"),
        ("several", ("aunt",)),
        ("several", ()),
        ("true-false", "false"),
        ("scale", 7),
        ("scale", True),
        ("scale", "seldom"),
        ("confidence", 11),
        ("long-text", 5),
    ],
)
def test_a_value_of_another_question_is_not_put_in_words(name, value):
    with pytest.raises(BankError, match="does not fit question"):
        words(*asked(name), value)


@pytest.mark.parametrize(
    ("name", "value"), [("single", "d"), ("several", ("child", "child")), ("true-false", 1)]
)
def test_a_value_of_another_question_is_not_marked(name, value):
    with pytest.raises(BankError, match="does not fit question"):
        mark(asked(name)[1], value)


def test_a_scale_that_the_bank_does_not_have_is_named_as_the_fault():
    bank, question = asked("scale")
    with pytest.raises(BankError) as error:
        read(replace(bank, scales=()), question, ["1"])
    assert str(error.value) == 'Question "asks-the-child" names no scale of bank "scale".'


@pytest.mark.parametrize(
    ("name", "change", "found"),
    [
        ("single", {}, []),
        ("single", {"options": (Option("a", "Yes", right=True),)}, ["needs at least two options"]),
        (
            "single",
            {"options": (Option("a", "Yes", right=True), Option("b", " ", right=True))},
            ['needs a text for option "b"', "needs exactly one right answer"],
        ),
        ("several", {}, []),
        ("several", {"options": ()}, ["needs at least two options"]),
        ("several", {"choose": 3}, []),
        ("several", {"choose": 1}, ["asks for one answer but has 3 right, so nobody can earn full marks"]),
        ("several", {"choose": 5}, ["asks for five answers but has 3 right, so nobody can earn full marks"]),
        ("several", {"choose": 6}, ["asks for six answers but lists 5"]),
        ("several", {"choose": 11}, ["asks for 11 answers but lists 5"]),
        ("unkeyed-choices", {"choose": 2}, []),
        ("true-false", {}, []),
        ("scale", {}, []),
        ("scale", {"scale": ""}, ["needs a scale"]),
        ("confidence", {}, []),
        ("long-text", {}, []),
    ],
)
def test_each_kind_says_what_its_question_lacks(name, change, found):
    _, question = asked(name)
    assert list(faults(replace(question, **change))) == found

"""A value or a question that does not fit its kind is named as that, and never quietly taken for something else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.errors import BankError
from question_banks.items import faults, from_json, mark, read, words
from question_banks.model import Accepted, NumberKey, Option, Row
from tests.question_banks.tiny import asked

ONLY_WRONG = (Option("a", "A", credit=50), Option("b", "B", credit=-50))
EITHER = (*(Option(key, key, right=True, credit=100) for key in "ab"), Option("c", "C"))
THIRDS = (*(Option(key, key, right=True, credit=33.33) for key in "abc"), Option("d", "D", credit=-100))


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
        ("short-text", 5),
        ("short-text", None),
        ("number", 48.5),
        ("number", "48.50"),
        ("number", "048"),
        ("number", "-0"),
        ("number", "1e3"),
        ("number", "NaN"),
        ("number", ""),
        ("number", "٤"),
        ("date", "2026-3-7"),
        ("date", "20260307"),
        ("date", "2026-W10-6"),
        ("date", "2026-02-30"),
        ("date", 20260307),
        ("yes-no", "maybe"),
        ("yes-no", True),
        ("yes-no", ["yes"]),
        ("ordering", "ask"),
        ("ordering", []),
        ("ordering", ["ask", "note", "lead"]),
        ("ordering", ["ask", "note", "lead", "lead"]),
        ("ordering", ["ask", "note", "lead", "home"]),
        ("ordering", ["ask", "note", "lead", 4]),
        ("ordering", ["ask:1", "note:2", "lead:3", "refer:4"]),
        ("matching", {"plan": "court"}),
        ("matching", []),
        ("matching", ["plan"]),
        ("matching", ["plan:"]),
        ("matching", ["plan:jury"]),
        ("matching", ["adoption:court"]),
        ("matching", ["plan:court", "plan:nobody"]),
        ("matching", ["order:court", "plan:court"]),
        ("matching", [["plan", "court"]]),
        ("statements", "useful:1"),
        ("statements", []),
        ("statements", ["useful:"]),
        ("statements", ["price:1"]),
        ("statements", ["pace:1", "useful:1"]),
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
        ("short-text", 5),
        ("number", 5),
        ("date", "today"),
        ("yes-no", "true"),
        ("ordering", ("ask", "note")),
        ("ordering", "ask"),
        ("matching", ("plan:jury",)),
        ("matching", "plan:court"),
        ("statements", ("useful:7",)),
        ("statements", ("useful:",)),
        ("statements", (1,)),
    ],
)
def test_a_value_of_another_question_is_not_put_in_words(name, value):
    with pytest.raises(BankError, match="does not fit question"):
        words(*asked(name), value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("single", "d"),
        ("several", ("child", "child")),
        ("true-false", 1),
        ("number", "forty"),
        ("number", 48),
        ("short-text", ("section 47",)),
        ("ordering", ("ask", "note", "lead")),
        ("matching", ("court:plan",)),
    ],
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
        ("single", {"options": ONLY_WRONG}, ["gives credit for its options, so it needs a right one"]),
        ("single-credit", {}, []),
        (
            "single-credit",
            {"options": (Option("a", "A", right=True, credit=90), Option("b", "B", credit=100))},
            [
                'gives less than full credit for its right option "a"',
                'gives full credit for option "b", which is not right',
            ],
        ),
        ("several-credit", {}, []),
        ("several", {"options": ONLY_WRONG}, ["gives credit for its options, so it needs a right one"]),
        (
            "several-credit",
            {"options": (Option("a", "A", right=True, credit=0), Option("b", "B", credit=20))},
            [
                'gives no credit for its right option "a"',
                'gives credit for option "b", which is not right',
                "gives less than full credit for all its right options, so nobody can earn full marks",
            ],
        ),
        ("several-credit", {"options": THIRDS}, []),
        ("several-credit", {"options": THIRDS, "choose": 3}, []),
        (
            "several-credit",
            {"options": THIRDS, "choose": 2},
            ["gives less than full credit for the best two answers, so nobody can earn full marks"],
        ),
        (
            "several-credit",
            {"options": THIRDS, "choose": 4},
            ["gives less than full credit for the best four answers, so nobody can earn full marks"],
        ),
        # Either of two is enough, and a third tick costs nothing.
        ("several-credit", {"options": EITHER, "choose": 1}, []),
        ("several-credit", {"options": EITHER, "choose": 3}, []),
        ("ordering", {}, []),
        ("ordering", {"options": (Option("a", "A"),)}, ["needs at least two options"]),
        (
            "ordering",
            {"options": (Option("a", "A", right=True), Option("b", "B", credit=50), Option("c", ""))},
            [
                'needs a text for option "c"',
                'says what option "a" earns, but is not marked by options',
                'says what option "b" earns, but is not marked by options',
            ],
        ),
        ("matching", {}, []),
        ("matching", {"rows": (Row("a", "A", "court"),)}, ["needs at least two lines to match"]),
        (
            "matching",
            {"rows": (Row("a", "A", "jury"), Row("b", " ", "court"), Row("c", "C"))},
            [
                'matches line "a" to an option that it does not have',
                'needs a text for line "b"',
                'needs the right option for line "c"',
            ],
        ),
        ("matching", {"rows": (Row("a", "A"), Row("b", "B"))}, []),
        (
            "matching",
            {"options": (Option("court", "Court", right=True), Option("conference", "Conference"))},
            ['says what option "court" earns, but is not marked by options'],
        ),
        ("statements", {}, []),
        ("statements", {"scale": "", "rows": ()}, ["needs a scale", "needs at least one statement"]),
        (
            "statements",
            {"rows": (Row("a", "", "agree"),)},
            [
                'needs a text for statement "a"',
                'names an option for statement "a", but statements are only rated',
            ],
        ),
        ("number", {}, []),
        ("number", {"numbers": ()}, []),
        (
            "number",
            {"numbers": (NumberKey(1, 0, 99.9), NumberKey(2, 0, -100))},
            ["has no number that earns all the marks, so nobody can earn full marks"],
        ),
        ("short-text", {}, []),
        ("short-text", {"accepted": ()}, []),
        (
            "short-text",
            {"accepted": (Accepted("a", 50), Accepted(" "))},
            ["accepts an empty text, which nobody can give"],
        ),
        (
            "short-text",
            {"accepted": (Accepted("a", 50),)},
            ["has no accepted text that earns all the marks, so nobody can earn full marks"],
        ),
        ("date", {}, []),
        ("yes-no", {}, []),
        ("confidence", {}, []),
        ("long-text", {}, []),
    ],
)
def test_each_kind_says_what_its_question_lacks(name, change, found):
    _, question = asked(name)
    assert list(faults(replace(question, **change))) == found

"""Numbers and words that people write: which ways of writing are the same answer, and which are not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_banks.items import mark, read
from question_banks.items.short_text import is_accepted
from tests.question_banks.generating import DECIMALS
from tests.question_banks.tiny import asked


@settings(max_examples=100, deadline=None)
@given(number=st.decimals(-(10**9), 10**9, places=4), plus=st.booleans(), zeros=st.integers(0, 2))
def test_a_number_is_kept_in_one_way_however_it_is_written(number, plus, zeros):
    bank, question = asked("number")
    plain, grouped = f"{abs(number):f}", f"{abs(number):,f}"
    sign = "-" if number < 0 else "+" * plus
    ways = [
        sign + "0" * zeros + plain,
        sign + plain + "0" * zeros,
        sign + grouped,
        "\u2212" + plain if number < 0 else plain,
    ]
    read_as = {read(bank, question, [way]) for way in ways}
    [value] = read_as
    assert Decimal(value) == number
    assert read(bank, question, [value]) == value


@settings(max_examples=100, deadline=None)
@given(value=DECIMALS, tolerance=DECIMALS.map(abs), said=st.decimals(-1000, 1000, places=3))
def test_a_tolerance_is_reckoned_without_any_rounding(value, tolerance, said):
    bank, question = asked("number")
    question = replace(question, numbers=(replace(question.numbers[0], value=value, tolerance=tolerance),))
    low, high = (Fraction(repr(value)) + sign * Fraction(repr(tolerance)) for sign in (-1, 1))
    earned = mark(question, read(bank, question, [f"{said:f}"])).earned
    assert earned == (2 if low <= Fraction(said) <= high else 0)


FEW = st.text("ab*", max_size=8)


def fits(pattern, said):
    """Stars by the plainest rule there is: one letter at a time."""
    if not pattern:
        return not said
    if pattern[0] == "*":
        return fits(pattern[1:], said) or (bool(said) and fits(pattern, said[1:]))
    return bool(said) and pattern[0] == said[0] and fits(pattern[1:], said[1:])


@settings(max_examples=100, deadline=None)
@given(pattern=FEW, said=st.text("ab", max_size=8))
def test_a_star_stands_for_any_letters(pattern, said):
    assert is_accepted(said, pattern, case_matters=True) == fits(pattern, said)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=30))
def test_any_text_is_accepted_as_itself_when_its_stars_are_meant_as_stars(text):
    assert (
        is_accepted(text, text.replace("\\*", "*").replace("*", "\\*"), case_matters=False) or "\\*" in text
    )


def test_stars_take_no_time_that_could_be_used_against_us():
    assert not is_accepted("a" * 200, "*a" * 99 + "*b", case_matters=False)


@pytest.mark.parametrize(
    ("said", "pattern", "accepted"),
    [
        ("MASH", "mash", True),
        ("  multi  agency\thub ", "Multi agency hub", True),
        ("Section 47.", "section 47", True),
        ("Section 47 .", "section 47", True),
        ("Section 47..", "section 47", False),
        ("Section 47", "section 47.", False),
        ("the child\u2019s plan", "the child's plan", True),
        ("the child's plan", "the child\u2019s plan", True),
        ("\u201cneglect\u201d", '"neglect"', True),
        ("multi\u2011agency", "multi-agency", True),
        ("multi\u2013agency", "multi-agency", True),
        ("caf\u0065\u0301", "caf\u00e9", True),
        ("STRASSE", "stra\u00dfe", True),
        ("cafe", "caf\u00e9", False),
        ("a child", "*child*", True),
        ("children", "*child*", True),
        ("chi ld", "*child*", False),
        ("5 * 3", "5 \\* 3", True),
        ("5 x 3", "5 \\* 3", False),
        ("", "", True),
        ("a\\b", "a\\b", True),
    ],
)
def test_what_phones_and_people_write_differently_is_the_same_answer(said, pattern, accepted):
    assert is_accepted(said, pattern, case_matters=False) is accepted

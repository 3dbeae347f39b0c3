"""A corrected key marks older answers, where what people could choose is the same; what they read stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.corrections import corrected, explains_old_answer, key_of, keyed_as, obstacles
from question_banks.items import mark
from question_banks.model import (
    Accepted,
    Audience,
    Bank,
    Family,
    Kind,
    NumberKey,
    Option,
    Question,
    Row,
)

SINGLE = Question(
    "first",
    Kind.SINGLE,
    "What first?",
    Family.KNOWLEDGE,
    2,
    (Audience.DELEGATE,),
    options=(Option("a", "Ask", right=True, feedback="Yes."), Option("b", "Wait")),
)
SINGLE_NEW = replace(
    SINGLE,
    stem="What do you do first?",
    options=(Option("b", "Wait a day", right=True, feedback="Rightly."), Option("a", "Ask")),
    feedback="Waiting is right here.",
    marks=2,
)
SEVERAL = replace(
    SINGLE,
    kind=Kind.SEVERAL,
    options=(Option("a", "A", right=True), Option("b", "B"), Option("c", "C", right=True)),
)
TRUE_FALSE = replace(SINGLE, kind=Kind.TRUE_FALSE, options=(), answer=True)
ORDERING = replace(SINGLE, kind=Kind.ORDERING, options=tuple(Option(key, key.upper()) for key in "abc"))
MATCHING = replace(
    SINGLE,
    kind=Kind.MATCHING,
    options=(Option("a", "A"), Option("b", "B")),
    rows=(Row("x", "X", "a"), Row("y", "Y", "b")),
)
NUMBER = replace(SINGLE, kind=Kind.NUMBER, options=(), numbers=(NumberKey(16),))
SHORT = replace(SINGLE, kind=Kind.SHORT_TEXT, options=(), accepted=(Accepted("lado"),))

CORRECTED = [
    (SINGLE, SINGLE_NEW, "b", 0, 2),
    (
        SEVERAL,
        replace(SEVERAL, options=(*SEVERAL.options[:2], replace(SEVERAL.options[2], right=False))),
        ("a",),
        0.5,
        1,
    ),
    (TRUE_FALSE, replace(TRUE_FALSE, answer=False), False, 0, 1),
    (ORDERING, replace(ORDERING, options=ORDERING.options[::-1]), ("c", "b", "a"), 0, 1),
    (
        MATCHING,
        replace(MATCHING, rows=(Row("x", "X", "b"), Row("y", "Y", "a"))),
        ("x:b", "y:a"),
        0,
        1,
    ),
    (NUMBER, replace(NUMBER, numbers=(NumberKey(18, tolerance=1),)), "17", 0, 1),
    (SHORT, replace(SHORT, accepted=(Accepted("designated officer"),)), "designated officer", 0, 1),
]


@pytest.mark.parametrize(
    ("older", "newer", "value", "before", "after"), CORRECTED, ids=lambda q: getattr(q, "kind", "")
)
def test_an_answer_is_marked_as_the_newer_version_marks_it(older, newer, value, before, after):
    assert list(obstacles(older, newer)) == []
    again = keyed_as(older, newer)
    assert (mark(older, value).earned, mark(again, value).earned) == (before, after)
    assert mark(again, value) == mark(newer, value)
    assert key_of(again) == key_of(newer) != key_of(older)


def test_what_people_read_stays_and_the_feedback_is_the_corrected_one():
    again = keyed_as(SINGLE, SINGLE_NEW)
    assert (again.stem, [option.text for option in again.options]) == ("What first?", ["Ask", "Wait"])
    assert (again.feedback, [option.feedback for option in again.options]) == (
        "Waiting is right here.",
        ["", "Rightly."],
    )


@pytest.mark.parametrize(
    ("older", "newer", "why"),
    [
        (SINGLE, SEVERAL, "The two versions are different types of question."),
        (
            SINGLE,
            replace(SINGLE, options=SINGLE.options[:1]),
            "The two versions do not have the same choices.",
        ),
        (
            SINGLE,
            replace(SINGLE, options=tuple(replace(option, right=False) for option in SINGLE.options)),
            "One of the two versions has no right answer.",
        ),
        (
            MATCHING,
            replace(MATCHING, rows=MATCHING.rows[:1]),
            "The two versions do not have the same lines to match.",
        ),
        (SEVERAL, replace(SEVERAL, choose=2), "The two versions ask for different numbers of choices."),
        (
            SINGLE,
            replace(SINGLE, family=Family.REACTION),
            "The two versions do not measure the same sort of thing.",
        ),
    ],
)
def test_what_is_another_question_is_not_marked_by_it(older, newer, why):
    assert list(obstacles(older, newer)) == [why]


KEYED_AGAIN = replace(
    SINGLE, options=(replace(SINGLE.options[0], right=False), replace(SINGLE.options[1], right=True))
)


class TestAnExplanationThatStayed:
    """The right answer is another, and what is shown afterwards still explains the old one."""

    @pytest.mark.parametrize(
        ("older", "newer"),
        [
            (SINGLE, KEYED_AGAIN),
            (replace(TRUE_FALSE, feedback="It is."), replace(TRUE_FALSE, feedback="It is.", answer=False)),
            (
                replace(NUMBER, feedback="Working days count."),
                replace(NUMBER, feedback="Working days count.", numbers=(NumberKey(18),)),
            ),
            (
                replace(SHORT, feedback="See part 2."),
                replace(SHORT, feedback="See part 2.", accepted=(Accepted("lead"),)),
            ),
        ],
    )
    def test_is_noticed(self, older, newer):
        assert explains_old_answer(older, newer)

    @pytest.mark.parametrize(
        ("older", "newer"),
        [
            (SINGLE, SINGLE),
            (SINGLE, SINGLE_NEW),
            (SINGLE, replace(SINGLE, stem="What now?")),
            (SINGLE, replace(SINGLE, marks=3)),
            (TRUE_FALSE, replace(TRUE_FALSE, answer=False)),
            (SINGLE, replace(KEYED_AGAIN, feedback="Wait first.")),
            (
                SHORT,
                replace(SHORT, accepted=(Accepted("lead", feedback="The lead decides."),)),
            ),
        ],
        ids=["same", "both", "stem", "marks", "none", "added", "said with the new one"],
    )
    def test_is_not_asked_about_otherwise(self, older, newer):
        assert not explains_old_answer(older, newer)


def test_a_bank_is_corrected_question_by_question():
    other = replace(SINGLE, key="other")
    bank = Bank("b", "B", questions=(SINGLE, other))
    assert corrected(bank, {"first": SINGLE_NEW}).questions == (keyed_as(SINGLE, SINGLE_NEW), other)
    assert corrected(bank, {}) is bank

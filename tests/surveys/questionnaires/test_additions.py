"""What is asked beside a question: kept with its answer, never without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.errors import Unreadable
from question_banks.model import Audience
from surveys.questionnaires import asked_of
from surveys.questionnaires.additions import (
    CERTAINTIES,
    asks_certainty,
    asks_comment,
    certainty_of,
    comment_of,
    names_beside,
    problems_beside,
)
from tests.every_kind import EVERY_KIND

NAME, SURE, COMMENT = "every.first", "every.first.certainty", "every.first.comment"


def asked(key="first", **more):
    question = replace(EVERY_KIND.questions_by_key[key], **more)
    return asked_of(1, EVERY_KIND, question, Audience.DELEGATE)


def test_how_sure_one_is_has_four_steps_upwards():
    assert list(CERTAINTIES.items()) == [
        (1, "Very unsure"),
        (2, "Unsure"),
        (3, "Fairly sure"),
        (4, "Certain"),
    ]
    assert [certainty_of(asked(), {SURE: [str(step)]}) for step in CERTAINTIES] == [1, 2, 3, 4]


def test_it_is_asked_only_where_something_can_be_right():
    assert asks_certainty(asked("first"))
    assert not asks_certainty(asked("first", certainty=False))
    assert not asks_certainty(asked("policy", certainty=True))
    assert not asks_certainty(asked("form", accepted=(), certainty=True))


def test_both_have_names_of_their_own_where_they_are_asked():
    assert names_beside(asked("first")) == (SURE, COMMENT)
    assert names_beside(asked("signs")) == ("every.signs.certainty",)
    assert names_beside(asked("agree")) == ()


@pytest.mark.parametrize("odd", ["0", "5", "1.0", "+1", " 1", "١", "very unsure", "\0"])
def test_nothing_else_is_a_certainty(odd):
    with pytest.raises(Unreadable, match="listed"):
        certainty_of(asked(), {SURE: [odd]})


def test_two_certainties_are_none():
    with pytest.raises(Unreadable, match="only one"):
        certainty_of(asked(), {SURE: ["1", "2"]})


def test_a_comment_is_kept_as_it_was_written_with_plain_line_breaks():
    assert comment_of(asked(), {COMMENT: [" First.\r\nThen. "]}) == " First.\nThen. "
    assert [comment_of(asked(), {COMMENT: values}) for values in ([" \r\n"], [])] == [None, None]


def test_what_was_not_asked_is_passed_over():
    form = {"every.agree.certainty": ["9"], "every.agree.comment": ["\0"]}
    assert (certainty_of(asked("agree"), form), comment_of(asked("agree"), form)) == (None, None)
    assert problems_beside(asked("agree"), form, answered=True) == {}


def test_each_problem_is_told_by_its_field():
    form = {SURE: ["9"], COMMENT: ["a\0b"]}
    assert list(problems_beside(asked(), form, answered=True)) == [SURE, COMMENT]
    assert not asks_comment(asked("signs"))


def test_a_comment_on_a_question_that_was_left_out_is_not_lost_silently():
    told = problems_beside(asked(), {COMMENT: ["I do not know."]}, answered=False)
    assert told == {COMMENT: "Answer the question as well, so that your comment can be kept with it."}
    assert problems_beside(asked(), {COMMENT: ["I do not know."]}, answered=True) == {}
    assert problems_beside(asked(), {COMMENT: [" "], SURE: ["1"]}, answered=False) == {}

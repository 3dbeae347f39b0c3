"""The time that a questionnaire needs, worked by hand: four words a second, and a moment for each answer."""

from __future__ import annotations

import pytest

from question_banks.model import Family, Kind, Option, Question, Row, Scale, Scenario
from surveys.enums import Audience
from surveys.questionnaires import Asked, Page, minutes_for
from surveys.questionnaires.timing import seconds_for

SCALE = Scale("often", "How often", ())
SAM = Scenario("sam", " ".join(["Sam"] * 40))


def asked(kind, words, *, scenario=None, **more):
    question = Question("key", kind, "stem", Family.KNOWLEDGE, 2, (Audience.DELEGATE,), **more)
    return Asked("bank.key", 1, question, " ".join(["word"] * words), SCALE, scenario)


OPTIONS = (Option("a", "two words"), Option("b", "and three more"), Option("c", "three words more"))


@pytest.mark.parametrize(
    ("questions", "minutes"),
    [
        ([asked(Kind.SCALE, 20)] * 6, 1),  # 6 x (5 s + 4 s) = 54 s
        ([asked(Kind.SCALE, 20)] * 7, 2),  # 63 s
        ([asked(Kind.SINGLE, 12, options=OPTIONS)] * 6, 1),  # 6 x (20 / 4 s + 4 s) = 54 s
        ([asked(Kind.SINGLE, 12, options=OPTIONS)] * 7, 2),
        ([asked(Kind.SCALE, 8, scenario=SAM)] * 8, 1),  # 10 s once + 8 x (2 s + 4 s) = 58 s
        ([asked(Kind.SCALE, 8, scenario=SAM)] * 9, 2),
        ([asked(Kind.LONG_TEXT, 12, help="And eight words of help before one writes")] * 2, 1),  # 2 x 30 s
        ([asked(Kind.LONG_TEXT, 12, help="And eight words of help before one writes")] * 3, 2),
        ([], 1),
    ],
)
def test_minutes_are_rounded_up(questions, minutes):
    assert minutes_for([Page("Title", "", tuple(questions))]) == minutes


def test_the_words_before_the_questions_are_read_too():
    questions = (asked(Kind.SCALE, 20),) * 6  # 54 s
    assert minutes_for([Page("", "", questions)]) == 1
    assert minutes_for([Page("", " ".join(["read"] * 28), questions)]) == 2


def test_a_scenario_is_read_again_on_another_page():
    page = Page("", "", (asked(Kind.SCALE, 8, scenario=SAM),) * 4)  # 10 s + 4 x 6 s = 34 s
    assert (minutes_for([page]), minutes_for([page, page])) == (1, 2)


ROWS = (Row("x", "four words of text"), Row("y", "eight words of text for the second row"))


@pytest.mark.parametrize(
    ("question", "seconds"),
    [
        (asked(Kind.SINGLE, 12, options=OPTIONS), 20 / 4 + 4),
        (asked(Kind.YES_NO, 8), 8 / 4 + 4),
        (asked(Kind.LONG_TEXT, 8), 8 / 4 + 25),
        (asked(Kind.SHORT_TEXT, 8), 8 / 4 + 10),
        (asked(Kind.NUMBER, 8), 8 / 4 + 8),
        (asked(Kind.DATE, 8), 8 / 4 + 10),
        # Each line is read, and is a choice of its own.
        (asked(Kind.ORDERING, 12, options=OPTIONS), 20 / 4 + 3 * 4),
        (asked(Kind.MATCHING, 8, options=OPTIONS, rows=ROWS), 28 / 4 + 2 * 4),
        (asked(Kind.STATEMENTS, 8, rows=ROWS), 20 / 4 + 2 * 4),
        (asked(Kind.ORDERING, 8), 8 / 4 + 4),
        (asked(Kind.SCALE, 8, certainty=True), 8 / 4 + 4 + 2),
        (asked(Kind.SCALE, 8, comment=True), 8 / 4 + 4 + 4),
        # A scenario belongs to its page: it may be shared.
        (asked(Kind.SCALE, 8, scenario=SAM), 8 / 4 + 4),
    ],
)
def test_a_question_takes_its_words_and_its_choices(question, seconds):
    assert seconds_for(question) == seconds


def test_a_page_takes_what_its_questions_and_its_words_before_them_take():
    questions = (asked(Kind.STATEMENTS, 8, rows=ROWS),) * 4  # 52 s
    assert minutes_for([Page("", " ".join(["read"] * 32), questions)]) == 1
    assert minutes_for([Page("", " ".join(["read"] * 33), questions)]) == 2

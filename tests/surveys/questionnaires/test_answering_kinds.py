"""What a form says to the kinds that take more than one choice: gaps within them, and what is asked beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.items import Mark
from question_banks.model import Kind
from surveys.enums import Audience, TimePoint
from surveys.questionnaires import Page, Questionnaire, asked_of, read_all, read_page
from surveys.questionnaires.answering import MISSING
from tests.question_banks.tiny import asked as first_of
from tests.question_banks.tiny import tiny_bank


def page_of(name, **change):
    """A page with the first question of a tiny bank, changed as told."""
    bank, question = first_of(name)
    return Page("", "", (asked_of(1, bank, replace(question, **change), Audience.DELEGATE),))


def whole(page):
    return Questionnaire("", "", Audience.DELEGATE, TimePoint.PRE, (page,), 1)


def name_of(page):
    return page.asked[0].name


def submitted_to(page, values, **beside):
    """What the page's form says: to the question itself, and to what is asked beside it."""
    name = name_of(page)
    return {name: values, **{f"{name}.{field}": [text] for field, text in beside.items()}}


def test_every_kind_has_words_for_a_gap():
    assert set(MISSING) == set(Kind)


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("short-text", [" "], "Write an answer."),
        ("number", [""], "Write a number."),
        ("date", ["--"], "Write the day, month and year."),
        ("date", ["2026--7"], "Write the month too."),
        ("yes-no", [], "Choose yes, no or not applicable."),
        ("ordering", ["ask:", "note:", "lead:", "refer:"], "Give every line a place."),
        ("ordering", ["ask:1", "note:2", "lead:", "refer:"], "Give every line a place."),
        ("matching", [], "Choose an answer for each line."),
        ("matching", ["plan:", "order:", "contact:"], "Choose an answer for each line."),
        (
            "matching",
            ["plan:court", "order:", "contact:"],
            "Choose an answer for each line. 2 are still empty.",
        ),
        ("matching", ["plan:court", "order:court"], "Choose an answer for each line. 1 is still empty."),
        ("statements", [], "Choose an answer for each statement."),
        ("statements", ["useful:1"], "Choose an answer for each statement. 2 are still empty."),
    ],
)
def test_a_gap_is_named_when_it_must_be_filled(name, values, says):
    page = page_of(name, required=True, shuffle=False)
    form = submitted_to(page, values)
    assert read_page(page, form)[1] == read_all(whole(page), form)[1] == {name_of(page): says}
    assert read_all(whole(page), form)[0] == []


@pytest.mark.parametrize(
    ("name", "values", "kept"),
    [
        ("date", ["--"], [""]),
        ("statements", ["useful:", "pace:"], [""]),
        ("matching", [], []),
        # What was given in part is not lost because the rest is missing.
        ("statements", ["useful:1"], ["useful:1"]),
        ("matching", ["plan:court", "plan:court", ""], ["plan:court"]),
    ],
)
def test_a_gap_is_kept_as_a_gap_and_what_is_there_as_it_is(name, values, kept):
    page = page_of(name, required=True)
    assert read_page(page, submitted_to(page, values))[0] == {name_of(page): kept}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("ordering", ["ask:1", "note:1", "lead:2", "refer:3"]),
        ("matching", ["plan:jury"]),
        ("statements", ["useful:5"]),
        ("number", ["forty"]),
        ("date", ["2026-2-31"]),
    ],
)
def test_what_the_question_does_not_allow_is_not_kept(name, values):
    page = page_of(name)
    kept, problems = read_page(page, submitted_to(page, values))
    assert (kept, set(problems)) == ({}, {name_of(page)})


class TestLists:
    def test_each_statement_is_an_answer_of_its_own(self):
        page = page_of("statements")
        given, problems = read_all(
            whole(page), submitted_to(page, ["useful:1", "pace:-1", "safe:cannot-say"])
        )
        assert problems == {}
        assert [(one.key, one.value, one.outside, one.mark) for one in given] == [
            ("the-course.useful", 1, False, None),
            ("the-course.pace", -1, False, None),
            ("the-course.safe", "cannot-say", True, None),
        ]
        assert {one.asked for one in given} == set(page.asked)

    def test_statements_that_may_be_left_empty_are_no_answers(self):
        page = page_of("statements", required=False)
        given, problems = read_all(whole(page), submitted_to(page, ["pace:0"]))
        assert ([one.key for one in given], problems) == (["the-course.pace"], {})

    def test_a_code_that_this_audience_is_not_offered_is_refused(self):
        bank, question = first_of("statements")
        [scale] = bank.scales
        for_managers = replace(scale.outside[0], audiences=(Audience.MANAGER,))
        bank = replace(bank, scales=(replace(scale, outside=(for_managers,)),))
        page = Page("", "", (asked_of(1, bank, question, Audience.DELEGATE),))
        assert read_page(page, submitted_to(page, ["useful:cannot-say"]))[1] == {
            name_of(page): "Choose one of the answers that are listed."
        }


@pytest.mark.parametrize(
    ("name", "values", "value", "mark"),
    [
        ("ordering", ["refer:4", "lead:3", "note:1", "ask:2"], ("note", "ask", "lead", "refer"), Mark(1, 3)),
        ("matching", ["plan:conference", "order:court", "contact:nobody"],
         ("plan:conference", "order:court", "contact:nobody"), Mark(2, 3)),
        ("number", ["52"], "52", Mark(1, 2)),
        ("short-text", ["S 47"], "S 47", Mark(3, 4)),
        ("date", ["2026-3-7"], "2026-03-07", None),
        ("yes-no", ["no"], "no", None),
    ],
)  # fmt: skip
def test_an_answer_has_its_value_and_its_mark(name, values, value, mark):
    page = page_of(name)
    [one] = read_all(whole(page), submitted_to(page, values))[0]
    assert (one.key, one.value, one.outside, one.mark) == (page.asked[0].question.key, value, False, mark)
    assert (one.certainty, one.comment) == (None, None)


def test_that_it_does_not_apply_is_kept_as_off_the_scale():
    page = page_of("yes-no")
    [one] = read_all(whole(page), submitted_to(page, ["not-applicable"]))[0]
    assert one.outside


def test_a_match_that_may_be_left_empty_in_part_is_marked_as_it_is():
    page = page_of("matching", required=False)
    [one] = read_all(whole(page), submitted_to(page, ["plan:conference"]))[0]
    assert one.mark == Mark(1, 3)


class TestWhatIsAskedBeside:
    """A certainty of a keyed answer and a comment stand in fields of their own, and with the answer they are about."""

    def test_both_are_kept_with_the_answer(self):
        page = page_of("certainty", comment=True)
        form = submitted_to(page, ["false"], certainty="4", comment="It is\r\nthe law.")
        assert read_page(page, form) == (form, {})
        [one] = read_all(whole(page), form)[0]
        assert (one.value, one.certainty, one.comment) == (False, 4, "It is\nthe law.")

    def test_both_may_be_left_empty(self):
        page = page_of("certainty", comment=True)
        given, problems = read_all(whole(page), submitted_to(page, ["true"], certainty="", comment=" "))
        assert problems == {}
        assert [(one.certainty, one.comment) for one in given] == [(None, None)]

    @pytest.mark.parametrize("sure", ["0", "5", "sure", "٣", "\0"])
    def test_a_certainty_that_was_not_offered_is_refused_and_the_answer_is_kept(self, sure):
        page = page_of("certainty")
        name = name_of(page)
        kept, problems = read_page(page, submitted_to(page, ["true"], certainty=sure))
        assert kept == {name: ["true"]}
        assert problems == {f"{name}.certainty": "Choose how sure you are from the answers that are listed."}

    def test_a_comment_that_cannot_be_kept_is_refused_and_the_answer_is_kept(self):
        page = page_of("yes-no")
        name = name_of(page)
        kept, problems = read_page(page, submitted_to(page, ["yes"], comment="a\0b"))
        assert (kept, set(problems)) == ({name: ["yes"]}, {f"{name}.comment"})
        assert read_all(whole(page), submitted_to(page, ["yes"], comment="a\0b"))[0] == []

    def test_a_comment_on_what_was_left_empty_would_be_lost_and_is_named(self):
        page = page_of("yes-no", required=False)
        name = name_of(page)
        form = submitted_to(page, [], comment="Later.")
        assert set(read_page(page, form)[1]) == set(read_all(whole(page), form)[1]) == {f"{name}.comment"}

    def test_a_gap_that_must_be_filled_is_named_once_and_the_comment_kept(self):
        page = page_of("yes-no")
        name = name_of(page)
        kept, problems = read_page(page, submitted_to(page, [""], comment="Later."))
        assert problems == {name: "Choose yes, no or not applicable."}
        assert kept == {name: [""], f"{name}.comment": ["Later."]}

    def test_the_comment_on_a_list_stands_with_its_first_answer_alone(self):
        page = page_of("statements", comment=True, required=False)
        given, _ = read_all(whole(page), submitted_to(page, ["pace:0", "safe:1"], comment="Too fast."))
        assert [(one.key, one.comment) for one in given] == [
            ("the-course.pace", "Too fast."), ("the-course.safe", None),
        ]  # fmt: skip

    def test_what_was_not_asked_for_is_passed_over(self):
        page = page_of("true-false")
        name = name_of(page)
        form = submitted_to(page, ["true"], certainty="4", comment="Sure.")
        assert read_page(page, form) == ({name: ["true"]}, {})
        [one] = read_all(whole(page), form)[0]
        assert (one.certainty, one.comment) == (None, None)

    def test_nobody_is_asked_how_sure_they_are_of_what_cannot_be_right(self):
        page = page_of("yes-no", certainty=True)
        assert read_page(page, submitted_to(page, ["yes"], certainty="9"))[1] == {}


def test_two_questions_that_differ_in_their_lines_alone_are_two_questions():
    bank, question = first_of("matching")
    other = replace(question, key="other", rows=question.rows[:2])
    asked = [asked_of(1, bank, one, Audience.DELEGATE) for one in (question, other)]
    assert asked[0].reads_as != asked[1].reads_as


@pytest.mark.parametrize(
    "name", ["ordering", "matching", "statements", "number", "short-text", "date", "yes-no"]
)
def test_fields_of_other_questions_are_passed_over(name):
    page = page_of(name, required=False)
    kept, problems = read_page(page, {"other.question": ["x"], "other.question.comment": ["y"]})
    assert (kept[name_of(page)], any(kept.values()), problems) == ([], False, {})


def test_the_tiny_bank_of_statements_has_no_answer_under_the_lists_own_key():
    assert set(tiny_bank("statements").parts_by_key) == {
        "the-course.useful",
        "the-course.pace",
        "the-course.safe",
    }

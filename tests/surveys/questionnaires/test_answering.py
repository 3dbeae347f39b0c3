"""What a form says: kept, refused or missing, and what each answer earns, as worked examples."""

from __future__ import annotations

from dataclasses import replace

import pytest

from question_banks.items import Mark
from question_banks.items.long_text import LONGEST
from question_banks.shipped import shipped_banks
from surveys.enums import Audience, TimePoint
from surveys.questionnaires import Page, Questionnaire, asked_of, read_all, read_page
from tests.respondents import BANK

PAGE = Page("All", "", tuple(asked_of(1, BANK, question, Audience.DELEGATE) for question in BANK.questions))
WHOLE = Questionnaire("Neglect", "", Audience.DELEGATE, TimePoint.PRE, (PAGE,), 1)

RIGHT = {
    "neglect.first-step": ["a"],
    "neglect.signs": ["a", "b"],
    "neglect.intent": ["false"],
    "neglect.how-often": ["no-opportunity"],
    "neglect.confident": ["4"],
    "neglect.story": [""],
}


def problems(**odd):
    form = {**RIGHT, **{f"neglect.{key.replace('_', '-')}": values for key, values in odd.items()}}
    return read_page(PAGE, form)[1]


class TestReadingAPage:
    def test_what_fits_is_kept_as_it_was_sent(self):
        assert read_page(PAGE, RIGHT) == (RIGHT, {})

    @pytest.mark.parametrize(
        ("key", "values", "says"),
        [
            ("first_step", [], "Choose an answer."),
            ("signs", [], "Choose at least one answer."),
            ("intent", [], "Choose true or false."),
            ("how_often", [" "], "Choose an answer."),
            ("confident", [""], "Choose a number from 0 to 10."),
        ],
    )
    def test_a_gap_is_named_and_kept_as_a_gap(self, key, values, says):
        kept, found = read_page(PAGE, {**RIGHT, f"neglect.{key.replace('_', '-')}": values})
        name = f"neglect.{key.replace('_', '-')}"
        assert (found, kept[name]) == ({name: says}, [""] if values else [])

    @pytest.mark.parametrize(
        ("choose", "says"),
        [(1, "Choose one answer."), (2, "Choose two answers."), (11, "Choose 11 answers.")],
    )
    def test_where_so_many_are_wanted_a_gap_says_how_many(self, choose, says):
        signs = replace(PAGE.asked[1], question=replace(PAGE.asked[1].question, choose=choose))
        assert read_page(replace(PAGE, asked=(signs,)), {})[1] == {"neglect.signs": says}

    @pytest.mark.parametrize(
        ("key", "values", "says"),
        [
            ("first_step", ["z"], "Choose one of the answers that are listed."),
            ("first_step", ["a", "b"], "Give only one answer to this question."),
            ("first_step", ["A"], "Choose one of the answers that are listed."),
            ("signs", ["a", "{{ 7 * 7 }}"], "Choose only from the answers that are listed."),
            ("intent", ["True"], "Choose true or false."),
            ("intent", ["\0"], "Choose true or false."),
            ("how_often", ["NaN"], "Choose one of the answers that are listed."),
            ("how_often", ["+1"], "Choose one of the answers that are listed."),
            ("how_often", ["1.0"], "Choose one of the answers that are listed."),
            ("confident", ["11"], "Choose a whole number from 0 to 10."),
            ("confident", ["-1"], "Choose a whole number from 0 to 10."),
            ("confident", ["١"], "Choose a whole number from 0 to 10."),
            ("story", ["one", "two"], "Give only one answer to this question."),
            ("story", ["a\0b"], "Your answer holds a character that cannot be kept. Please type it again."),
            ("story", ["\ud800"], "Your answer holds a character that cannot be kept. Please type it again."),
            ("story", ["é" * 4001], "Use 4,000 characters or fewer. You have written 4,001."),
            ("story", ["e" + "\u0301" * 5000], "Use 4,000 characters or fewer. You have written 5,001."),
        ],
    )
    def test_what_is_no_answer_is_refused_in_words_and_not_kept(self, key, values, says):
        name = f"neglect.{key.replace('_', '-')}"
        kept, found = read_page(PAGE, {**RIGHT, name: values})
        assert (found, name in kept) == ({name: says}, False)

    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>",
            "{{ config }}",
            "%s %n",
            "\u202eabc",
            "  leading and trailing  \n",
            "'; --",
        ],
    )
    def test_any_other_text_is_kept_exactly(self, text):
        assert read_page(PAGE, {**RIGHT, "neglect.story": [text]})[0]["neglect.story"] == [text]

    def test_the_longest_text_is_kept_whole(self):
        longest = "e" + "\u0301" * (LONGEST - 1)
        assert read_page(PAGE, {**RIGHT, "neglect.story": [longest]}) == (
            {**RIGHT, "neglect.story": [longest]},
            {},
        )

    def test_repetitions_and_blanks_are_evened_out(self):
        odd = {"neglect.signs": ["b", "b", " ", "a"], "neglect.first-step": ["", "a"]}
        kept, found = read_page(PAGE, {**RIGHT, **odd})
        assert (kept["neglect.signs"], kept["neglect.first-step"], found) == (["b", "a"], ["a"], {})

    def test_fields_that_were_not_asked_for_are_passed_over(self):
        more = {"other.first-step": ["a"], "first-step": ["b"], "invitation_id": ["2"]}
        assert read_page(PAGE, {**RIGHT, **more}) == (RIGHT, {})


class TestReadingAll:
    def marks(self, **odd):
        draft = {**RIGHT, **{f"neglect.{key.replace('_', '-')}": values for key, values in odd.items()}}
        return {one.asked.question.key: one.mark for one in read_all(WHOLE, draft)[0]}

    def test_each_answer_has_its_value_and_its_mark(self):
        given, problems = read_all(WHOLE, RIGHT)
        assert problems == {}
        assert [(one.asked.question.key, one.value, one.outside, one.mark) for one in given] == [
            ("first-step", "a", False, Mark(1, 1)),
            ("signs", ("a", "b"), False, Mark(2, 2)),
            ("intent", False, False, Mark(1, 1)),
            ("how-often", "no-opportunity", True, None),
            ("confident", 4, False, None),
        ]

    @pytest.mark.parametrize(
        ("key", "values", "earned"),
        [
            ("first_step", ["b"], 0),
            ("signs", ["a"], 1),  # half of what is right
            ("signs", ["a", "c"], 0),  # one right and one wrong
            ("signs", ["a", "b", "c"], 1),  # two right, less one wrong
            ("signs", ["c"], 0),  # never below nothing
            ("intent", ["true"], 0),
        ],
    )
    def test_marks_as_worked_examples(self, key, values, earned):
        question = key.replace("_", "-")
        assert self.marks(**{key: values})[question].earned == earned

    def test_what_was_left_empty_is_no_answer(self):
        draft = {name: values for name, values in RIGHT.items() if name != "neglect.story"}
        assert "story" not in self.marks()
        assert read_all(WHOLE, draft) == read_all(WHOLE, RIGHT)

    def test_every_gap_and_every_misfit_is_named_and_nothing_else(self):
        draft = {"neglect.first-step": ["z"], "neglect.signs": [], "neglect.intent": ["true"]}
        assert read_all(WHOLE, draft)[1] == {
            "neglect.first-step": "Choose one of the answers that are listed.",
            "neglect.signs": "Choose at least one answer.",
            "neglect.how-often": "Choose an answer.",
            "neglect.confident": "Choose a number from 0 to 10.",
        }


@pytest.mark.parametrize("bank", shipped_banks().values(), ids=shipped_banks())
def test_all_right_answers_of_a_shipped_bank_earn_all_its_marks(bank):
    asked = [asked_of(1, bank, q, Audience.DELEGATE) for q in bank.questions if q.family == "knowledge"]
    whole = Questionnaire("", "", Audience.DELEGATE, TimePoint.PRE, (Page("", "", tuple(asked)),), 1)
    draft = {one.name: right_answer(one.question) for one in asked}
    marks = [one.mark for one in read_all(whole, draft)[0]]
    assert sum(mark.earned for mark in marks) == sum(q.question.marks for q in asked)


def right_answer(question):
    if question.answer is not None:
        return [str(question.answer).lower()]
    return [option.key for option in question.options if option.right]

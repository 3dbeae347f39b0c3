"""Every kind of question on a page: what is offered can be read, what was answered is shown again and said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.widgets import (
    WIDGETS,
    Line,
    beside_in_words,
    in_words,
    page_fields,
    page_submitted,
    plain_fields,
    value_in_words,
)
from app.widgets.lines import ordinal
from question_banks.items import is_outside
from question_banks.model import Audience, Kind, Option
from surveys.enums import TimePoint
from surveys.questionnaires import Page, Questionnaire, asked_of, read_page
from tests.every_kind import EVERY_KIND, RIGHT, pages_of
from tests.strict_html import parse

ASKED = {asked.question.key: asked for page in pages_of(1) for asked in page.asked}
WHOLE = Questionnaire(
    "Every kind", "", Audience.DELEGATE, TimePoint.PRE, (Page("", "", tuple(ASKED.values())),), 5
)
PLAIN = {field.name.split(".")[1]: field for field in plain_fields(WHOLE, 0)}
CHOSEN = [Kind.SINGLE, Kind.SEVERAL, Kind.TRUE_FALSE, Kind.YES_NO, Kind.SCALE, Kind.CONFIDENCE]
ONE_CHOICE = [key for key, field in PLAIN.items() if field.kind in CHOSEN]


def words_of(field, values):
    return tuple(map(str, in_words(field, values)))


def submitted(form, draft=None):
    return page_submitted(WHOLE.pages[0], form, draft or {})


def fields(draft=None, invitation_id=1, **more):
    shown = page_fields(WHOLE, 0, invitation_id=invitation_id, draft=draft or {}, **more)
    return {field.name.split(".")[1]: field for field in shown}


DRAFT = read_page(WHOLE.pages[0], submitted(RIGHT))[0]


def test_the_bank_shows_every_kind_there_is():
    assert {field.kind for field in PLAIN.values()} == set(Kind) == set(WIDGETS)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_template_of_its_name(site, kind):
    field = replace(next(field for field in PLAIN.values() if field.kind is kind), scenario="")
    with site.app_context():
        html = site.jinja_env.get_template(field.template).module.draw(field)
    tree = parse(f"<!DOCTYPE html><title>x</title><h1>x</h1>{html}")
    controls = [e for e in tree.iter() if e.tag in {"input", "select", "textarea"}]
    assert {e.get("name") for e in controls} == ({box.name for box in field.boxes} or {field.name})
    assert controls[0].get("id") == field.name


class TestReadingBack:
    def test_what_a_form_says_is_read_without_a_problem(self):
        assert read_page(WHOLE.pages[0], submitted(RIGHT))[1] == {}

    def test_lines_are_gathered_into_the_strings_that_the_banks_read(self):
        said = submitted(RIGHT)
        assert said["every.steps"] == ["listen:1", "note:2", "lead:3", "refer:4"]
        assert said["every.who"] == ["advise:lead", "assess:social", "comment:nurse"]
        assert said["every.course"] == ["useful:4", "pace:not-for-me", "comment:5"]
        assert said["every.since"] == ["2027-2-27"]

    def test_what_is_asked_beside_a_question_has_a_place_of_its_own(self):
        """Even beside a list that has a line of the same key."""
        said = submitted({**RIGHT, "every.who.comment": ["I looked it up."]})
        assert (said["every.first.certainty"], said["every.who.comment"]) == (["4"], ["I looked it up."])
        assert said["every.who"][-1] == "comment:nurse"
        assert "every.sure.comment" not in said

    def test_an_empty_page_was_seen_and_says_nothing(self):
        names = [
            name for f in PLAIN.values() for name in ([b.name for b in f.boxes] or [f.name]) if "." in name
        ]
        said = submitted({name: [""] for name in names})
        assert {key: said[f"every.{key}"] for key in ("steps", "who", "course", "since", "days")} == {
            "steps": [""],
            "who": [""],
            "course": [""],
            "since": [""],
            "days": [""],
        }
        assert submitted({})["every.since"] == []

    @pytest.mark.parametrize(
        ("form", "says"),
        [
            ({"every.steps.note": ["1"]}, "Give each line a different place."),
            ({"every.steps.note": [""]}, "Give every line a place."),
            ({"every.steps.note": ["5"]}, "Choose only from the answers that are listed."),
            ({"every.steps.note": ["2", "3"]}, "Give only one answer on each line."),
            ({"every.who.assess": ["child"]}, "Choose only from the answers that are listed."),
            ({"every.who.assess": [""]}, "Choose an answer for each line. 1 is still empty."),
            ({"every.course.pace": [""]}, "Choose an answer for each statement. 1 is still empty."),
            ({"every.course.pace": ["6"]}, "Choose one of the answers that are listed."),
            ({"every.since.month": [""]}, "Write the month too."),
            (
                {"every.since.day": ["31"]},
                "There is no such day. Check the day and the month.",
            ),
            ({"every.since.day": ["27", "28"]}, "Give only one answer to this question."),
            ({"every.since.year": ["27"]}, "Write the year with four digits, from 1900 to 2100."),
            ({"every.days": ["soon"]}, "Write a number in figures, such as 12 or 3.5."),
            ({"every.policy": ["maybe"]}, "Choose yes, no or not applicable."),
            ({"every.first.certainty": ["5"]}, "Choose how sure you are from the answers that are listed."),
        ],
    )
    def test_what_is_no_answer_is_told_at_its_question(self, form, says):
        [problem] = read_page(WHOLE.pages[0], submitted({**RIGHT, **form}))[1].items()
        name = next(iter(form))
        assert problem == (name if name.endswith("certainty") else ".".join(name.split(".")[:2]), says)


class TestOffering:
    @pytest.mark.parametrize("key", ONE_CHOICE)
    def test_whatever_is_offered_can_be_read(self, key):
        asked = replace(ASKED[key], question=replace(ASKED[key].question, choose=None))
        for choice in PLAIN[key].choices:
            value = asked.read([choice.value])
            assert (asked.words(value),) == words_of(PLAIN[key], [choice.value])
            assert is_outside(asked._bank, asked.question, value) is choice.outside

    @pytest.mark.parametrize("key", ["who", "course"])
    def test_whatever_is_offered_on_a_line_can_be_read(self, key):
        for box in PLAIN[key].boxes:
            for choice in PLAIN[key].choices:
                said = [f"{box.key}:{choice.value}"]
                words = ASKED[key].words(ASKED[key].read(said))
                [line] = words_of(PLAIN[key], said)
                # On a page a statement keeps its full stop, in one line of text a colon stands for it.
                assert words in (line, line.replace(". ", ": ", 1))

    def test_there_is_a_place_for_each_option_and_no_more(self):
        places = [(choice.value, choice.text) for choice in PLAIN["steps"].choices]
        assert places == [("1", "1st"), ("2", "2nd"), ("3", "3rd"), ("4", "4th")]

    @pytest.mark.parametrize(
        ("number", "word"),
        [(1, "1st"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (102, "102nd")],
    )
    def test_places_as_people_say_them(self, number, word):
        assert ordinal(number) == word

    def test_what_is_to_be_put_in_order_is_not_shown_in_order(self):
        orders = {tuple(b.key for b in fields(invitation_id=n)["steps"].boxes) for n in range(40)}
        assert len(orders) > 10

    def test_options_of_a_match_are_shuffled_and_its_lines_are_not(self):
        shown = [fields(invitation_id=n)["who"] for n in range(40)]
        assert len({tuple(c.value for c in field.choices) for field in shown}) == 6
        assert {tuple(b.key for b in field.boxes) for field in shown} == {("advise", "assess", "comment")}

    def test_statements_are_shuffled_when_the_list_asks_for_it(self):
        listed = replace(ASKED["course"], question=replace(ASKED["course"].question, shuffle=True))
        whole = replace(WHOLE, pages=(Page("", "", (listed,)),))
        orders = {
            tuple(b.key for b in field.boxes)
            for n in range(40)
            for field in page_fields(whole, 0, invitation_id=n, draft={})
        }
        assert len(orders) == 6

    def test_a_scale_is_never_shuffled(self):
        rated = replace(ASKED["agree"], question=replace(ASKED["agree"].question, shuffle=True))
        whole = replace(WHOLE, pages=(Page("", "", (rated,)),))
        assert {
            tuple(c.value for c in field.choices)
            for n in range(10)
            for field in page_fields(whole, 0, invitation_id=n, draft={})
        } == {("1", "2", "3", "4", "5", "not-for-me")}


class TestShowingAgain:
    def test_lines_are_shown_as_they_were_answered(self):
        shown = fields(DRAFT)
        assert {box.key: box.values for box in shown["steps"].boxes} == {
            "listen": ("1",),
            "note": ("2",),
            "lead": ("3",),
            "refer": ("4",),
        }
        assert [box.values for box in shown["since"].boxes] == [("27",), ("2",), ("2027",)]
        assert [box.values for box in shown["course"].boxes] == [("4",), ("not-for-me",), ("5",)]
        assert (shown["days"].values, shown["policy"].values) == (("45",), ("not-applicable",))

    def test_texts_are_not_shown_again_wherever_they_stand(self):
        shown = fields(DRAFT)
        assert [(shown[key].values, shown[key].kept) for key in ("form", "story")] == [
            ((), True),
            ((), False),
        ]
        beside = [shown[key].comment for key in ("first", "policy", "course", "who")]
        assert [(c.values, c.kept) for c in beside] == [((), True), ((), True), ((), True), ((), False)]
        assert shown["first"].certainty.values == ("4",)

    def test_what_was_typed_just_now_is_shown_even_when_it_is_no_answer(self):
        typed = {
            "every.since.day": ["31"],
            "every.since.month": ["2"],
            "every.since.year": [""],
            "every.who.assess": ["lead"],
            "every.days": ["so\0on"],
            "every.first.comment": ["Well."],
        }
        shown = fields(DRAFT, typed=typed, problems={"every.since": "No."})
        assert [box.values for box in shown["since"].boxes] == [("31",), ("2",), ()]
        assert [box.values for box in shown["who"].boxes] == [(), ("lead",), ()]
        assert (shown["days"].values, shown["first"].comment.values) == (("so\ufffdon",), ("Well.",))
        assert (shown["since"].problem, shown["first"].values) == ("No.", ())

    def test_an_error_leads_to_the_first_line_that_is_still_empty(self):
        typed = {"every.who.advise": ["lead"], "every.who.assess": [""]}
        assert fields(typed=typed)["who"].first_open == "every.who.assess"
        assert fields(DRAFT)["who"].first_open == "every.who.advise"

    def test_texts_are_kept_when_their_box_is_left_empty_and_taken_back_on_request(self):
        form = {**RIGHT, "every.form": [""], "every.policy.comment": [" "], "every.course.comment": ["Anew."]}
        said = submitted(form, DRAFT)
        assert (said["every.form"], said["every.policy.comment"], said["every.course.comment"]) == (
            ["Child protection plan"],
            ["We are writing one."],
            ["Anew."],
        )
        said = submitted({**form, "take-back": ["every.form", "every.policy.comment"]}, DRAFT)
        assert (said["every.form"], said["every.policy.comment"]) == ([""], [" "])


class TestInWords:
    @pytest.mark.parametrize(
        ("key", "says"),
        [
            (
                "steps",
                (
                    "1st: Listen to the child",
                    "2nd: Write down what was said",
                    "3rd: Tell the safeguarding lead",
                    "4th: Make a referral",
                ),
            ),
            (
                "who",
                (
                    "Advises staff in the school: Safeguarding lead",
                    "Assesses the family’s needs: Social worker",
                    "Looks at the child’s health: School nurse",
                ),
            ),
            ("days", ("45",)),
            ("form", ("Written",)),
            ("policy", ("Not applicable",)),
            ("since", ("27 February 2027",)),
            ("sure", ("7 out of 10",)),
            ("story", ()),
        ],
    )
    def test_an_answer_as_it_was_read(self, key, says):
        assert words_of(fields(DRAFT)[key], DRAFT[f"every.{key}"]) == says

    @pytest.mark.parametrize("key", [key for key in PLAIN if key not in ("since", "story")])
    def test_a_value_that_was_read_is_said_like_the_form_that_it_came_from(self, key):
        value = ASKED[key].read(DRAFT[f"every.{key}"])
        assert value_in_words(ASKED[key], value) == in_words(fields(DRAFT)[key], DRAFT[f"every.{key}"])

    def test_what_a_line_is_about_ends_in_one_mark(self):
        about = ["1st", "Who?", "I agree.", ""]
        assert [str(Line("Yes", one)) for one in about] == ["1st: Yes", "Who? Yes", "I agree. Yes", "Yes"]

    def test_what_stands_beside_it(self):
        shown = fields(DRAFT)
        assert [beside_in_words(shown[key]) for key in ("first", "signs", "course", "agree")] == [
            ("Certain", "With a comment"),
            ("Unsure",),
            ("With a comment",),
            (),
        ]


def test_a_preview_for_nobody_draws_every_kind():
    """Officers look at a question before anybody is asked."""
    assert [field.problem for field in fields(invitation_id=0).values()] == [""] * len(ASKED)


def test_two_lines_of_one_text_are_two_lines():
    twins = replace(
        EVERY_KIND.questions_by_key["steps"], options=(Option("a", "Listen"), Option("b", "Listen"))
    )
    asked = asked_of(1, EVERY_KIND, twins, Audience.DELEGATE)
    whole = replace(WHOLE, pages=(Page("", "", (asked,)),))
    [field] = page_fields(whole, 0, invitation_id=1, draft={asked.name: ["a:2", "b:1"]})
    assert words_of(field, ["a:2", "b:1"]) == ("1st: Listen", "2nd: Listen")

"""What each kind of question means: how an answer is read, marked, said and stored, worked through on tiny banks."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from question_banks.errors import Unreadable
from question_banks.items import (
    REGISTRY,
    Mark,
    from_json,
    is_keyed,
    is_outside,
    mark,
    read,
    to_json,
    words,
)
from question_banks.model import Kind
from tests.question_banks.tiny import asked, tiny_bank

NAMES = (
    *("single", "several", "several-choose", "true-false", "scale", "confidence", "long-text", "short-text"),
    *("number", "date", "yes-no", "ordering", "matching", "statements", "single-credit", "several-credit"),
)
SOURCES = ("child", "file", "school", "rumour", "father")
EMPTY = ([], [""], ["", " \t\r\n"])

# bank, what the form sends, the value read, the marks earned of those possible, the answer in words
MARKED = [
    ("single", ["b"], "b", (2, 2), "Put what is known together"),
    ("single", ["a"], "a", (0, 2), "Wait for the next incident"),
    ("single", ["", "c"], "c", (0, 2), "Give him breakfast and leave it there"),
    ("true-false", ["false"], False, (1, 1), "False"),
    ("true-false", ["true"], True, (0, 1), "True"),
    # Three are right and worth three marks: each right tick earns one, each wrong tick takes one back.
    ("several", ["child", "school", "father"], ("child", "school", "father"), (3, 3), "Child; School; Father"),
    ("several", ["child", "school"], ("child", "school"), (2, 3), "Child; School"),
    ("several", ["father"], ("father",), (1, 3), "Father"),
    ("several", ["child", "school", "rumour"], ("child", "school", "rumour"), (1, 3), "Child; School; Rumour"),
    ("several", ["child", "rumour"], ("child", "rumour"), (0, 3), "Child; Rumour"),
    ("several", ["file", "rumour"], ("file", "rumour"), (0, 3), "File; Rumour"),
    ("several", ["rumour", "school", "child"], ("child", "school", "rumour"), (1, 3), "Child; School; Rumour"),
    ("several", ["child", "child", ""], ("child",), (1, 3), "Child"),
    ("several-choose", ["court", "harm"], ("harm", "court"), (1, 1), "To prevent harm; A court orders it"),
    ("several-choose", ["harm", "asked"], ("harm", "asked"), (0, 1), "To prevent harm; A neighbour asked"),
    ("several-choose", ["interest", "asked"], ("interest", "asked"), (0, 1), "It is interesting; A neighbour asked"),
    # The second best earns a third, what would take marks away earns none.
    ("single-credit", ["talk"], "talk", (3, 3), "Talk with the child"),
    ("single-credit", ["lead"], "lead", (1, 3), "Tell the safeguarding lead"),
    ("single-credit", ["parents"], "parents", (0, 3), "Ring the parents"),
    ("single-credit", ["wait"], "wait", (0, 3), "Wait"),
    # 50 + 50 (one of two right ones, without a credit of its own) - 25 - 100 + 0 per cent of four marks.
    ("several-credit", ["hungry", "alone"], ("hungry", "alone"), (4, 4), "Always hungry; Left alone at night"),
    ("several-credit", ["alone"], ("alone",), (2, 4), "Left alone at night"),
    ("several-credit", ["hungry", "untidy"], ("hungry", "untidy"), (1, 4), "Always hungry; An untidy home"),
    ("several-credit", ["hungry", "alone", "untidy", "shy"], ("hungry", "alone", "untidy", "shy"), (3, 4),
     "Always hungry; Left alone at night; An untidy home; Shy"),
    ("several-credit", ["hungry", "poor"], ("hungry", "poor"), (0, 4), "Always hungry; A poor home"),
    ("several-credit", ["shy"], ("shy",), (0, 4), "Shy"),
    # Three joins: ask-note, note-lead, lead-refer. Each that is there earns one of three marks.
    ("ordering", ["ask:1", "note:2", "lead:3", "refer:4"], ("ask", "note", "lead", "refer"), (3, 3),
     "1. Ask how it happened; 2. Write down what was said; 3. Tell the safeguarding lead; 4. Refer to social care"),
    ("ordering", ["refer:1", "lead:4", "note:3", "ask:2"], ("refer", "ask", "note", "lead"), (2, 3),
     "1. Refer to social care; 2. Ask how it happened; 3. Write down what was said; 4. Tell the safeguarding lead"),
    ("ordering", ["ask:2", "note:1", "lead:3", "refer:4"], ("note", "ask", "lead", "refer"), (1, 3),
     "1. Write down what was said; 2. Ask how it happened; 3. Tell the safeguarding lead; 4. Refer to social care"),
    ("ordering", ["ask:4", "note:3", "lead:2", "refer:1"], ("refer", "lead", "note", "ask"), (0, 3),
     "1. Refer to social care; 2. Tell the safeguarding lead; 3. Write down what was said; 4. Ask how it happened"),
    ("matching", ["order:court", "plan:conference", "contact:court"],
     ("plan:conference", "order:court", "contact:court"), (3, 3),
     "A child protection plan: The conference; A care order: The family court; "
     "Contact under the order: The family court"),
    ("matching", ["plan:court", "order:court", "contact:nobody"],
     ("plan:court", "order:court", "contact:nobody"), (1, 3),
     "A child protection plan: The family court; A care order: The family court; Contact under the order: Nobody"),
    ("matching", ["plan:conference", "order:", "contact: "], ("plan:conference",), (1, 3),
     "A child protection plan: The conference"),
    ("matching", ["contact:nobody"], ("contact:nobody",), (0, 3), "Contact under the order: Nobody"),
    # 47 to 50 is right, 40 to 60 half right.
    ("number", ["48.5"], "48.5", (2, 2), "48.5"),
    ("number", ["47"], "47", (2, 2), "47"),
    ("number", [" +50.0 "], "50", (2, 2), "50"),
    ("number", ["50.01"], "50.01", (1, 2), "50.01"),
    ("number", ["40"], "40", (1, 2), "40"),
    ("number", ["60"], "60", (1, 2), "60"),
    ("number", ["39.999"], "39.999", (0, 2), "39.999"),
    ("number", ["-48.5"], "-48.5", (0, 2), "-48.5"),
    ("number", ["1,234"], "1234", (0, 2), "1234"),
    ("short-text", ["section 47"], "section 47", (4, 4), "section 47"),
    ("short-text", [" SECTION   47 "], "SECTION   47", (4, 4), "SECTION   47"),
    ("short-text", ["s47"], "s47", (3, 4), "s47"),
    ("short-text", ["S. 47 enquiry"], "S. 47 enquiry", (3, 4), "S. 47 enquiry"),
    ("short-text", ["Children\u2019s Act"], "Children\u2019s Act", (1, 4), "Children\u2019s Act"),
    ("short-text", ["47"], "47", (0, 4), "47"),
    ("short-text", ["section 4"], "section 4", (0, 4), "section 4"),
    ("case-matters", ["CP*"], "CP*", (1, 1), "CP*"),
    ("case-matters", ["cp*"], "cp*", (0, 1), "cp*"),
    ("case-matters", ["CPP"], "CPP", (0, 1), "CPP"),
]  # fmt: skip

UNMARKED = [
    ("unkeyed-choices", ["nothing", "time"], ("time", "nothing"), "Not enough time; Nothing"),
    ("scale", ["0"], 0, "Never"),
    ("scale", ["2"], 2, "Every time"),
    ("scale", ["not-observed"], "not-observed", "Not able to observe"),
    ("confidence", ["0"], 0, "0 out of 10"),
    ("confidence", ["10"], 10, "10 out of 10"),
    ("yes-no", ["yes"], "yes", "Yes"),
    ("yes-no", ["no"], "no", "No"),
    ("yes-no", ["not-applicable"], "not-applicable", "Not applicable"),
    ("date", ["2026-3-7"], "2026-03-07", "7 March 2026"),
    ("date", [" 2028 - 02 - 29 "], "2028-02-29", "29 February 2028"),
    (
        "statements",
        ["safe:cannot-say", "useful:1", "pace:-1"],
        ("useful:1", "pace:-1", "safe:cannot-say"),
        "It was useful.: Agree; The pace was right.: Disagree; I felt safe to speak.: Cannot say",
    ),
    ("statements", ["useful:", "pace:0", "safe: "], ("pace:0",), "The pace was right.: Neither"),
    ("long-text", [" More time, please. "], " More time, please. ", " More time, please. "),
    ("long-text", ["one\r\ntwo\rthree\nfour"], "one\ntwo\nthree\nfour", "one\ntwo\nthree\nfour"),
    ("long-text", ["<b>{{ 7 * 7 }}</b>\u202e"], "<b>{{ 7 * 7 }}</b>\u202e", "<b>{{ 7 * 7 }}</b>\u202e"),
]

ONLY_ONE = "Give only one answer to this question."
LISTED = "Choose one of the answers that are listed."
FROM_LIST = "Choose only from the answers that are listed."
IN_FIGURES = "Write a number in figures, such as 12 or 3.5."
WRITE_DAY = "Write the day, month and year in numbers, such as 27 3 2026."
UNKEEPABLE = "Your answer holds a character that cannot be kept. Please type it again."

REFUSED = [
    ("single", ["a", "b"], ONLY_ONE),
    ("single", ["d"], LISTED),
    ("single", ["B"], LISTED),
    ("single", [" b"], LISTED),
    ("single", ["\0"], LISTED),
    ("several", ["child", "aunt"], "Choose only from the answers that are listed."),
    ("several-choose", ["harm"], "Choose exactly two answers."),
    ("several-choose", ["harm", "court", "asked"], "Choose exactly two answers."),
    ("true-false", ["true", "false"], ONLY_ONE),
    ("true-false", ["True"], "Choose true or false."),
    ("true-false", ["1"], "Choose true or false."),
    ("scale", ["0", "1"], ONLY_ONE),
    ("scale", ["3"], LISTED),
    ("scale", ["-1"], LISTED),
    ("scale", ["+1"], LISTED),
    ("scale", ["1.0"], LISTED),
    ("scale", ["١"], LISTED),
    ("scale", ["NaN"], LISTED),
    ("scale", ["No opportunity so far"], LISTED),
    ("confidence", ["4", "5"], ONLY_ONE),
    ("confidence", ["11"], "Choose a whole number from 0 to 10."),
    ("confidence", ["-1"], "Choose a whole number from 0 to 10."),
    ("confidence", ["1_0"], "Choose a whole number from 0 to 10."),
    ("confidence", ["٥"], "Choose a whole number from 0 to 10."),
    ("ordering", ["ask:1", "note:2", "lead:3"], "Give every line a place."),
    ("ordering", ["ask:1", "note:2", "lead:3", "refer:"], "Give every line a place."),
    ("ordering", ["ask:1", "note:2", "lead:3", "refer:3"], "Give each line a different place."),
    ("ordering", ["ask:1", "ask:2", "note:3", "lead:4"], "Give only one answer on each line."),
    ("ordering", ["ask:1", "note:2", "lead:3", "refer:5"], FROM_LIST),
    ("ordering", ["ask:1", "note:2", "lead:3", "refer:0"], FROM_LIST),
    ("ordering", ["ask:1", "note:2", "lead:3", "refer:\u0664"], FROM_LIST),
    ("ordering", ["ask:1", "note:2", "lead:3", "school:4"], FROM_LIST),
    ("ordering", ["ask"], FROM_LIST),
    ("matching", ["plan:jury"], FROM_LIST),
    ("matching", ["adoption:court"], FROM_LIST),
    ("matching", ["plan:court", "plan:nobody"], "Give only one answer on each line."),
    ("statements", ["useful:2"], LISTED),
    ("statements", ["useful:+1"], LISTED),
    ("statements", ["useful:1:1"], LISTED),
    ("statements", ["price:1"], FROM_LIST),
    ("statements", ["useful:1", "useful:0"], "Give only one answer on each line."),
    ("number", ["1", "2"], ONLY_ONE),
    ("number", ["forty"], IN_FIGURES),
    ("number", ["48,5"], IN_FIGURES),
    ("number", ["1,23,456"], IN_FIGURES),
    ("number", ["48%"], IN_FIGURES),
    ("number", ["1e3"], IN_FIGURES),
    ("number", ["NaN"], IN_FIGURES),
    ("number", ["Infinity"], IN_FIGURES),
    ("number", ["-"], IN_FIGURES),
    ("number", ["."], IN_FIGURES),
    ("number", ["\u0664\u0668"], IN_FIGURES),
    ("number", ["1_0"], IN_FIGURES),
    ("number", ["1234567890.123456"], "Write a number of at most 15 digits."),
    ("short-text", ["one", "two"], ONLY_ONE),
    ("short-text", ["x" * 201], "Use 200 characters or fewer. You have written 201."),
    ("short-text", ["a\0b"], UNKEEPABLE),
    ("date", ["2026-3-7", "2026-3-8"], ONLY_ONE),
    ("date", ["2026-03"], WRITE_DAY),
    ("date", ["yesterday"], WRITE_DAY),
    ("date", ["2026-March-7"], WRITE_DAY),
    ("date", ["2026-\u0663-7"], WRITE_DAY),
    ("date", ["2026-3-"], "Write the day too."),
    ("date", ["2026--"], "Write the day and the month too."),
    ("date", ["-3-7"], "Write the year too."),
    ("date", ["26-3-7"], "Write the year with four digits, from 1900 to 2100."),
    ("date", ["2101-3-7"], "Write the year with four digits, from 1900 to 2100."),
    ("date", ["2026-2-29"], "There is no such day. Check the day and the month."),
    ("date", ["2026-13-1"], "There is no such day. Check the day and the month."),
    ("yes-no", ["Yes"], "Choose yes, no or not applicable."),
    ("yes-no", ["yes", "no"], ONLY_ONE),
    ("long-text", ["one", "two"], ONLY_ONE),
    ("long-text", ["x" * 4_001], "Use 4,000 characters or fewer. You have written 4,001."),
    ("long-text", ["a\0b"], UNKEEPABLE),
    ("long-text", ["\ud800"], UNKEEPABLE),
]


def test_every_kind_has_a_meaning():
    assert set(REGISTRY) == set(Kind)


def test_every_kind_is_worked_through_here():
    assert {asked(name)[1].kind for name, *_ in MARKED + UNMARKED} == set(Kind)
    assert {asked(name)[1].kind for name, *_ in REFUSED} == set(Kind)


@pytest.mark.parametrize(("name", "submitted", "value", "marks", "said"), MARKED)
def test_a_keyed_answer_is_read_marked_and_said(name, submitted, value, marks, said):
    bank, question = asked(name)
    assert is_keyed(question)
    assert read(bank, question, submitted) == value
    assert mark(question, value) == Mark(*marks)
    assert words(bank, question, value) == said


@pytest.mark.parametrize(("name", "submitted", "value", "said"), UNMARKED)
def test_an_answer_without_a_key_is_read_and_said_but_never_marked(name, submitted, value, said):
    bank, question = asked(name)
    assert not is_keyed(question)
    assert read(bank, question, submitted) == value
    assert mark(question, value) is None
    assert words(bank, question, value) == said


@pytest.mark.parametrize(("name", "submitted", "value"), [row[:3] for row in MARKED + UNMARKED])
def test_what_is_stored_comes_back_as_the_same_value(name, submitted, value):
    _, question = asked(name)
    stored = to_json(value)
    assert stored == (list(value) if isinstance(value, tuple) else value)
    assert from_json(question, stored) == value
    assert type(from_json(question, stored)) is type(value)


@pytest.mark.parametrize("submitted", EMPTY)
@pytest.mark.parametrize("name", NAMES)
def test_white_space_is_no_answer_of_any_kind(name, submitted):
    assert read(*asked(name), submitted) is None


@pytest.mark.parametrize(("name", "submitted", "sentence"), REFUSED)
def test_what_the_question_does_not_allow_is_refused_in_words_for_the_respondent(name, submitted, sentence):
    with pytest.raises(Unreadable) as refusal:
        read(*asked(name), submitted)
    assert str(refusal.value) == sentence


def test_a_line_break_counts_as_one_character():
    bank, question = asked("long-text")
    assert read(bank, question, ["x" * 3_999 + "\r\n"]) == "x" * 3_999 + "\n"


def test_a_choice_without_a_key_is_not_marked_whatever_is_chosen():
    question = tiny_bank("unkeyed-choices").questions_by_key["heard-of-it"]
    assert not is_keyed(question)
    assert mark(question, "manager") is None


def test_only_a_code_is_off_the_scale():
    bank, question = asked("scale")
    assert [is_outside(bank, question, value) for value in ("no-opportunity", "not-observed", 0, 2)] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["single", "several", "true-false", "confidence", "long-text"])
def test_other_kinds_have_no_answer_off_a_scale(name):
    assert not is_outside(*asked(name), "not-observed")


@settings(deadline=None)
@given(ticked=st.sets(st.sampled_from(SOURCES), min_size=1), another=st.sampled_from(SOURCES))
def test_a_right_tick_never_costs_and_a_wrong_tick_never_pays(ticked, another):
    assume(another not in ticked)
    bank, question = asked("several")
    before, after = (
        mark(question, read(bank, question, sorted(ticks))) for ticks in (ticked, ticked | {another})
    )
    assert 0 <= before.earned <= before.possible == 3
    assert 0 <= after.earned <= after.possible == 3
    if another in {"child", "school", "father"}:
        assert after.earned >= before.earned
    else:
        assert after.earned <= before.earned


@settings(deadline=None)
@given(
    name=st.sampled_from(NAMES),
    submitted=st.lists(
        st.text() | st.sampled_from(["a", "child", "true", "1", "not-observed", "\0", "\ud800"])
    ),
)
def test_whatever_is_sent_is_read_or_refused_and_then_can_be_stored_and_said(name, submitted):
    bank, question = asked(name)
    try:
        value = read(bank, question, submitted)
    except Unreadable:
        return
    if value is not None:
        assert from_json(question, to_json(value)) == value
        assert words(bank, question, value)


@pytest.mark.parametrize("name", NAMES)
def test_a_refusal_never_repeats_what_was_sent(name):
    with pytest.raises(Unreadable) as refusal:
        read(*asked(name), ["<script>", "<script>\0"])
    assert "script" not in str(refusal.value)

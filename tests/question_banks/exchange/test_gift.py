"""GIFT: every form of answer is read for what it means, and what we write is read back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from question_banks.errors import Refusal
from question_banks.exchange import convert, read_report, take, write_bank
from question_banks.exchange.gift import GIFT
from question_banks.model import Accepted, Kind, NumberKey, Option, Row
from tests.question_banks.exchange.plain_banks import (
    THEMES,
    banks,
    choices,
    long_texts,
    matches,
    numbers,
    orders,
    short_texts,
    truths,
)
from tests.question_banks.tiny import NAMES, tiny_bank

CORPUS = Path(__file__).parent / "files" / "gift"
GOOD = (CORPUS / "every-form.gift").read_bytes()


def only(text):
    """The one question of a GIFT text, and the report."""
    bank, report = read_report(text.encode())
    assert (report["format"], report["taken"], report["left_out"]) == ("gift", 1, [])
    return bank.questions[0], report


def options(*entries):
    return tuple(Option("abcdefgh"[index], *entry) for index, entry in enumerate(entries))


def notes(report):
    return [note["what"] for note in report["notes"]]


def test_one_choice():
    question, report = only(
        "::Tomb:: Who lies here? {~Grant =no one#Well done. ~%25%Jefferson # Nearly. ~%-10%You}"
    )
    assert (question.key, question.kind, question.stem) == ("tomb", Kind.SINGLE, "Who lies here?")
    assert question.options == options(
        ("Grant",),
        ("no one", True, "Well done."),
        ("Jefferson", False, "Nearly.", 25.0),
        ("You", False, "", -10.0),
    )
    assert report["notes"] == []


def test_several_choices_keep_their_weights():
    question, _ = only("Which? {~%33.33333%a ~%33,33333%b ~%33.33333%c ~%-100%d ~e ~%0%f}")
    assert question.kind is Kind.SEVERAL
    third = 33.33333
    assert [(option.text, option.right, option.credit) for option in question.options] == [
        ("a", True, third), ("b", True, third), ("c", True, third), ("d", False, -100.0), ("e", False, None),
        ("f", False, None),
    ]  # fmt: skip


def test_a_gap_within_the_text_is_shown_as_a_line():
    question, _ = only("A child is {~always =sometimes} afraid to speak.")
    assert (question.stem, question.options[1].right) == ("A child is _____ afraid to speak.", True)


@pytest.mark.parametrize(
    ("answers", "answer", "feedback"),
    [
        ("{T}", True, ""),
        ("{ FALSE }", False, ""),
        ("{true}", True, ""),
        ("{F#It is not.}", False, "To those who answered true: It is not."),
        ("{T#No.#Yes.}", True, "To those who answered true: Yes.\n\nTo those who answered false: No."),
        ("{TRUE####So it is.}", True, "So it is."),
        ("{F#no#yes####G}", False, "G\n\nTo those who answered true: no\n\nTo those who answered false: yes"),
    ],
)
def test_true_or_false(answers, answer, feedback):
    question, _ = only(f"It rains. {answers}")
    assert (question.kind, question.answer, question.feedback) == (Kind.TRUE_FALSE, answer, feedback)


@pytest.mark.parametrize(
    ("answers", "keys"),
    [
        ("{#1822}", [NumberKey(1822)]),
        ("{#3.1415:0.0005}", [NumberKey(3.1415, 0.0005)]),
        ("{#3.141..3.142}", [NumberKey(3.1415, 0.0005)]),
        ("{#-5..-1}", [NumberKey(-3, 2)]),
        (
            "{#=1822:0#Yes. =%50%1822:2#Nearly.}",
            [NumberKey(1822, 0, 100, "Yes."), NumberKey(1822, 2, 50, "Nearly.")],
        ),
        ("{#1e3:.5}", [NumberKey(1000, 0.5)]),
        ("{#2,5}", [NumberKey(2.5)]),
        ("{#=1 =1}", [NumberKey(1)]),
    ],
)
def test_numbers_with_tolerances_and_ranges(answers, keys):
    question, _ = only(f"How many? {answers}")
    assert (question.kind, list(question.numbers)) == (Kind.NUMBER, keys)


@pytest.mark.parametrize("wrong", ["~#No.", "=*#No.", "=%0%*#No."])
def test_what_is_said_to_any_other_number_is_named_as_lost(wrong):
    question, report = only(f"How many? {{#=24:1 {wrong}}}")
    assert question.numbers == (NumberKey(24, 1),)
    assert notes(report) == [
        "What it says to any other number is left off: a question here says that only to a known one."
    ]


def test_short_texts():
    question, _ = only("Two and two? {=four =4#In figures. =%50%fo* # Go on. =%0%*#No.}")
    assert question.accepted == (
        Accepted("four"), Accepted("4", 100, "In figures."), Accepted("fo*", 50, "Go on."), Accepted("*", 0, "No."),
    )  # fmt: skip


def test_a_short_text_needs_no_sign_before_it():
    bank, _ = read_report(b"Two and two? {four}\n\nThree? {=3}")
    assert bank.questions[0].accepted == (Accepted("four"),)


def test_pairs_share_their_answers_and_may_mislead():
    question, _ = only("Match.{=Ottawa -> Canada =Montreal->Canada =Rome -> Italy = -> France}")
    assert question.kind is Kind.MATCHING
    assert question.options == options(("Canada",), ("Italy",), ("France",))
    assert question.rows == (Row("a", "Ottawa", "a"), Row("b", "Montreal", "a"), Row("c", "Rome", "b"))


def test_an_order():
    assert [
        option.text for option in only("Order.{>3 ALL VERTICAL RELATIVE\nfirst\nsecond\n}")[0].options
    ] == [
        "first",
        "second",
    ]


def test_an_essay():
    question, _ = only("::Own words::What did you see?{####Thank you.}")
    assert (question.kind, question.feedback) == (Kind.LONG_TEXT, "Thank you.")


def test_escapes_are_undone_exactly_once():
    question, _ = only(r"Is \{x\} \= \\n or \\\\ \~ \# \: a\nb \q? {=\=\\= ~\\\~}")
    assert question.stem == "Is {x} = \\n or \\\\ ~ # : a\nb \\q?"


def test_escaped_signs_in_answers():
    question, _ = only(r"Which? {=\= \# 2 ~\~ \\ 3#a \# b}")
    assert question.options == options(("= # 2", True), ("~ \\ 3", False, "a # b"))


def test_html_becomes_plain_text_and_pictures_are_named():
    question, report = only(
        r'::Q::[html]<p>See <b>this</b> &amp;amp; that<img src\="x.png" alt\="a map"></p>'
        r"{=[plain]<b> ~<i>one</i> &lt;2}"
    )
    assert question.stem == "See this &amp; that [a map]"
    assert question.options == options(("<b>", True), ("one <2",))
    assert notes(report) == ["It held a picture, which a question here cannot."]


def test_text_without_a_format_may_hold_html_and_keeps_its_lines():
    assert only("One<br>two\nthree &eacute; {T}")[0].stem == "One\ntwo\nthree é"
    assert only("1 < 2 & 3 > 2\nindeed {T}")[0].stem == "1 < 2 & 3 > 2\nindeed"


def test_markdown_is_kept_as_typed_and_told():
    question, report = only("[markdown]Is **this** so? {T}")
    assert question.stem == "Is **this** so?"
    assert notes(report) == ["Its words are in Markdown: the marks stand as they were typed."]


def test_categories_become_objectives_and_tags_themes():
    text = (
        "$CATEGORY: $course$/top/Neglect/Fire//water\n\n// [id:a-1] [tag:Voice [of\\] child]\nQ{T}\n\n"
        "$CATEGORY: top\n\nR{F}"
    )
    bank, _ = read_report(text.encode())
    assert [(objective.key, objective.title) for objective in bank.objectives] == [
        ("neglect-fire-water", "Neglect / Fire/water")
    ]
    assert [(theme.key, theme.title) for theme in bank.themes] == [("voice-of-child", "Voice [of] child")]
    assert [(q.key, q.objective, q.themes) for q in bank.questions] == [
        ("a-1", "neglect-fire-water", ("voice-of-child",)),
        ("r", "", ()),
    ]


def test_every_question_of_the_corpus_is_taken_or_named_with_its_line():
    bank, report = read_report(GOOD)
    assert (report["taken"], sum(report["by_type"].values())) == (len(bank.questions), len(bank.questions))
    assert report["by_type"] == {
        "single": 5, "several": 2, "true_false": 4, "short_text": 2, "number": 4, "matching": 1, "long_text": 1,
        "ordering": 1,
    }  # fmt: skip
    assert [(one["where"], one["why"]) for one in report["left_out"]] == [
        ("line 72", "It asks nothing: it has no answers."),
        ("line 74", "It has several gaps, and a question here has one answer."),
        ("line 76", "One of the braces around its answers is missing."),
        ("line 80", "It has fewer than two answers to choose from."),
        ("line 82", "One of its answers is not a number, as its sort of question wants."),
        ("line 84", "It has its answers within its text (Cloze), which a question here cannot have."),
        (
            "line 86",
            "There is a brace within its answers; one that is meant as such needs a backslash before it.",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("One{T}\nTwo{F}\nThree{T}", ["One", "Two", "Three"]),
        ("::a::One{T}\n::b::Two{F}", ["One", "Two"]),
        ("One\n\n{T}\n\nTwo{F}", ["One", "Two"]),
        ("One {=a\n\n~b\n}\n\nTwo{F}", ["One", "Two"]),
        ("One{T}.\n// Two\nTwo{F}", ["One_____.", "Two"]),
        ("\ufeffOne{T}\r\n\r\nTwo{F}\r\n", ["One", "Two"]),
        ("One{T}\r\rTwo{F}", ["One", "Two"]),
        ("{=One} is first.\n\n[html]<i>Two</i> is next.{T}", ["_____ is first.", "Two is next."]),
        ("<p>One</p>{T}\n\n[plain]<p>{T}", ["One", "<p>"]),
    ],
)
def test_questions_are_told_apart_however_they_are_laid_out(text, stems):
    bank, report = read_report(text.encode())
    assert [question.stem for question in bank.questions] == stems
    assert report["left_out"] == []


def test_a_missing_brace_costs_one_question_only():
    bank, report = read_report(b"::a::One {=x ~y\n\n::b::Two {T}\n\nThree {=x ~y\n\nFour {F}")
    assert [question.stem for question in bank.questions] == ["Two", "Four"]
    assert [one["where"] for one in report["left_out"]] == ["line 1", "line 5"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_twice_is_the_same_from_the_second_time(name):
    written = write_bank_or_none(tiny_bank(name))
    if written is None:
        return
    name_told, taken = take(written)
    assert name_told == "gift"
    again = write_bank(taken.bank, GIFT).data
    assert write_bank(take(again)[1].bank, GIFT).data == again


def write_bank_or_none(bank):
    try:
        return write_bank(bank, GIFT).data if bank.questions else None
    except Refusal:
        return None


QUESTIONS = st.one_of(
    choices(Kind.SINGLE),
    choices(Kind.SEVERAL),
    truths(),
    numbers(),
    short_texts(),
    long_texts(),
    orders(),
    matches(),
)


@settings(max_examples=100, deadline=None)
@given(bank=banks(QUESTIONS, themes=THEMES))
def test_each_bank_within_its_power_comes_back_as_it_was(bank):
    written = GIFT.write(bank)
    assume(not written.left_out)
    told, taken = take(written.data)
    assert told == "gift"
    assert taken.bank == bank
    assert taken.left_out == ()
    assert GIFT.write(taken.bank).data == written.data


@settings(max_examples=100, deadline=None)
@given(
    start=st.integers(0, len(GOOD)),
    cut=st.integers(0, 30),
    put=st.binary(max_size=20) | st.sampled_from([b"{", b"}"]),
)
def test_mutated_files_are_read_or_refused_and_nothing_else(start, cut, put):
    try:
        _, report = convert(GOOD[:start] + put + GOOD[start + cut :], "a.json")
    except Refusal:
        return
    assert report["taken"] == sum(report["by_type"].values())

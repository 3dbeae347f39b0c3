"""Aiken: read as people type it, written as Moodle reads it, and each question accounted for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from question_banks.errors import Refusal
from question_banks.exchange import convert, read_report, take
from question_banks.exchange.aiken import AIKEN
from question_banks.model import Bank, Kind, Option
from tests.question_banks.exchange.plain_banks import LINES, banks, choices
from tests.question_banks.tiny import tiny_bank

GOOD = (Path(__file__).parent / "files" / "aiken" / "harm.txt").read_bytes()


def only(text):
    bank, report = read_report(text.encode())
    assert (report["format"], report["taken"], report["left_out"]) == ("aiken", 1, [])
    return bank.questions[0], report


def right(question):
    return [option.text for option in question.options if option.right]


@pytest.mark.parametrize(
    "text",
    [
        "Who?\nA) Ann\nB) Bob\nANSWER: B",
        "Who?\nA. Ann\nB. Bob\nANSWER: B\n",
        "Who?\r\nA)Ann\r\nB)Bob\r\nANSWER:B\r\n",
        "Who?\n\nA. Ann\n\nB. Bob\n\nANSWER: B",
        "  Who?\n\ta) Ann\n\tb) Bob\n  Answer : b) Bob",
        "\ufeffWho?\rA) Ann\rB) Bob\rANSWER: B.",
        "Who?\nA) Ann\nB) Bob\nCorrect answer: B",
    ],
)
def test_one_right_option(text):
    question, report = only(text)
    assert (question.key, question.kind, question.stem) == ("who", Kind.SINGLE, "Who?")
    assert question.options == (Option("a", "Ann"), Option("b", "Bob", True))
    assert report["notes"] == []


def test_several_lines_belong_to_the_text_above_them():
    question, _ = only("Read this.\nWho came?\nA) Ann,\nwho lives here\nB) Bob\nANSWER: A")
    assert question.stem == "Read this.\nWho came?"
    assert right(question) == ["Ann, who lives here"]


def test_letters_without_end_name_no_option():
    text = "Which?\nA) x\nB) y\nC) z\nANSWER: {}\n"
    question, _ = only(text.format("A and " * 150 + "C"))
    assert right(question) == ["x", "z"]
    _bank, report = read_report((text.format("A, C") + "\n" + text.format("A," * 2_000 + "C")).encode())
    assert [(one["where"], one["why"]) for one in report["left_out"]] == [
        ("line 7", "Its line ANSWER: names none of its options.")
    ]


@pytest.mark.parametrize("answer", ["A, C", "AC", "a and c", "A;C", "C & A"])
def test_several_right_letters(answer):
    question, _ = only(f"Which?\nA) x\nB) y\nC) z\nANSWER: {answer}")
    assert (question.kind, right(question)) == (Kind.SEVERAL, ["x", "z"])


def test_a_stem_may_look_like_an_option():
    question, _ = only("A. Einstein said so\nof course?\nA. yes\nB. no\nANSWER: B")
    assert (question.stem, right(question)) == ("A. Einstein said so\nof course?", ["no"])


def test_markup_and_signs_are_nothing_but_text():
    question, _ = only("Is <b>1 &lt; 2</b> \\n {=x}?\nA) <i>yes</i>\nB) A) no\nANSWER: A")
    assert (question.stem, question.options[0].text) == ("Is <b>1 &lt; 2</b> \\n {=x}?", "<i>yes</i>")
    assert question.options[1].text == "A) no"


def test_what_chamilo_adds_is_kept():
    text = "Who?\nA) Ann\nB) Bob\nANSWER: B\nANSWER_EXPLANATION: He said\nso himself.\n"
    text += "SCORE: 3\nTAGS: ['one', \"two\"]\n"
    bank, report = read_report((text + "\nWho else?\nA) x\nB) y\nANSWER: A").encode())
    first = bank.questions[0]
    assert (first.feedback, first.marks, first.themes) == ("He said\nso himself.", 3, ("one", "two"))
    assert (report["taken"], report["left_out"]) == (2, [])


def test_every_question_of_the_corpus_is_taken_or_named_with_its_line():
    _, report = read_report(GOOD)
    assert (report["taken"], report["by_type"]) == (4, {"single": 3, "several": 1})
    assert [(one["where"], one["why"]) for one in report["left_out"]] == [
        ("line 25", "It has fewer than two options."),
        ("line 29", "There are no words before its options."),
        ("line 33", "It has no line that begins with ANSWER:, which ends a question in Aiken."),
        ("line 37", "Its line ANSWER: names none of its options."),
        ("line 42", "It has no line that begins with ANSWER:, which ends a question in Aiken."),
    ]


def test_what_aiken_cannot_hold_is_named():
    data, report = convert(_toml("sound"), "a.aiken")
    assert report["by_type"] == {"single": 3, "true_false": 1}
    assert {one["where"] for one in report["left_out"]} == {
        f'question "{question.key}"'
        for question in tiny_bank("sound").questions
        if question.kind not in (Kind.SINGLE, Kind.TRUE_FALSE)
    }
    assert any("Aiken has no place for its objective" in note["what"] for note in report["notes"])
    assert convert(data, "a.aiken")[0] == data


def _toml(name):
    return (Path(__file__).parent.parent / "banks" / f"{name}.toml").read_bytes()


@settings(max_examples=100, deadline=None)
@given(bank=banks(choices(Kind.SINGLE, LINES, st.just(""), LINES, credits=False), objectives=()))
def test_each_bank_within_its_power_comes_back_as_it_was(bank):
    bank = _without_feedback(bank)
    written = AIKEN.write(bank)
    assume(not written.left_out)
    told, taken = take(written.data)
    assert told == "aiken"
    assert [(one.kind, one.stem, one.options) for one in taken.bank.questions] == [
        (one.kind, one.stem, one.options) for one in bank.questions
    ]
    assert taken.left_out == ()
    assert AIKEN.write(taken.bank).data == written.data


def _without_feedback(bank):
    return Bank(bank.key, bank.title, (), tuple(replace(one, feedback="") for one in bank.questions))


@settings(max_examples=100, deadline=None)
@given(start=st.integers(0, len(GOOD)), cut=st.integers(0, 30), put=st.binary(max_size=20))
def test_mutated_files_are_read_or_refused_and_nothing_else(start, cut, put):
    try:
        _, report = convert(GOOD[:start] + put + GOOD[start + cut :], "a.json")
    except Refusal:
        return
    assert report["taken"] == sum(report["by_type"].values())

"""QTI and Moodle XML hold whatever a bank holds: by themselves what they have a form for, carried along the rest."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from question_banks.exchange import Source
from question_banks.exchange.moodle_xml import MOODLE_XML
from question_banks.exchange.qti2 import QTI2, QTI21
from question_banks.exchange.qti3 import QTI3
from question_banks.model import Kind
from question_banks.shipped import shipped_banks
from tests.question_banks.exchange.plain_banks import (
    LINES,
    TEXTS,
    banks,
    choices,
    long_texts,
    matches,
    numbers,
    orders,
    short_texts,
    truths,
)
from tests.question_banks.generating import BANKS
from tests.question_banks.tiny import NAMES, tiny_bank

FORMATS = {form.name: form for form in (QTI3, QTI2, QTI21, MOODLE_XML)}
CARRIED = re.compile(r"<(ns\d+:)carried[^>]*>[^<]*</\1carried>")
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def held(form, bank):
    """The bank without the questions that the format has no form for, and the file."""
    written = form.write(bank)
    kept = tuple(question for question in bank.questions if question.key not in written.left_out)
    return replace(bank, questions=kept), written.data


def comes_back(form, bank):
    kept, data = held(form, bank)
    if not kept.questions:
        return
    taken = form.read(Source(data))
    assert (taken.left_out, taken.notes) == ((), ())
    assert taken.bank == kept
    assert form.write(taken.bank).data == form.write(kept).data


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("key", shipped_banks())
def test_shipped_banks_come_back_as_they_were(name, key):
    comes_back(FORMATS[name], shipped_banks()[key])


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("tiny", [name for name in NAMES if tiny_bank(name).questions])
def test_every_feature_of_a_bank_comes_back_or_is_left_out_by_name(name, tiny):
    form, bank = FORMATS[name], tiny_bank(tiny)
    kept, data = held(form, bank)
    if kept.questions:
        assert form.read(Source(data)).bank == kept


@pytest.mark.parametrize("tiny", [name for name in NAMES if tiny_bank(name).questions])
def test_qti_has_a_form_for_every_kind(tiny):
    assert QTI3.write(tiny_bank(tiny)).left_out == {}


@SLOW
@given(bank=BANKS)
def test_any_bank_comes_back_from_qti_3(bank):
    comes_back(QTI3, bank)


@SLOW
@given(bank=BANKS)
def test_any_bank_comes_back_from_qti_2(bank):
    comes_back(QTI2, bank)


@SLOW
@given(bank=BANKS)
def test_any_bank_comes_back_from_moodle_xml(bank):
    comes_back(MOODLE_XML, bank)


def without_what_is_carried(data):
    """The file as another program would hand it on, which knows nothing of us."""
    if not data.startswith(b"PK"):
        return CARRIED.sub("", data.decode()).encode()
    other = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(other, "w") as stripped:
        for name in package.namelist():
            stripped.writestr(name, CARRIED.sub("", package.read(name).decode()))
    return other.getvalue()


def content(question):
    """What the format itself must say of a question."""
    return (
        *(question.kind, question.stem, question.answer, question.feedback, question.case_matters),
        *([(option.text, option.right, option.feedback, option.credit) for option in question.options],),
        *([(row.text, row.answer) for row in question.rows], question.accepted, question.numbers),
    )


def by_itself(form, bank):
    kept, data = held(form, bank)
    stripped = without_what_is_carried(data)
    assert b"carried" not in stripped
    taken = form.read(Source(stripped))
    assert list(map(content, taken.bank.questions)) == list(map(content, kept.questions))
    titles = {objective.key: objective.title for objective in kept.objectives}
    found = {objective.key: objective.title for objective in taken.bank.objectives}
    assert [found.get(question.objective) for question in taken.bank.questions] == [
        titles.get(question.objective) for question in kept.questions
    ]
    assert taken.left_out == ()


def plain_questions(texts, said, kinds=tuple(Kind)):
    """Questions of the kinds that both formats have a form for, within what they can say by themselves."""
    mades = {
        Kind.SINGLE: choices(Kind.SINGLE, texts, said, texts),
        Kind.TRUE_FALSE: truths(texts),
        Kind.LONG_TEXT: long_texts(texts),
        Kind.ORDERING: orders(texts, texts),
        Kind.MATCHING: matches(texts, texts, texts),
    }
    return st.one_of([made for kind, made in mades.items() if kind in kinds])


HTML_LINES = LINES.filter(
    lambda text: "____" not in text and not text.startswith(("If ", "To ")) and "\xa0" not in text
)
NOT_MARKED = ("true", "false", "true.", "false.")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    bank=banks(
        plain_questions(HTML_LINES.filter(lambda text: text.casefold() not in NOT_MARKED), st.just(""))
    )
)
def test_qti_says_the_content_of_plain_questions_by_itself(bank):
    by_itself(QTI3, replace(bank, questions=tuple(replace(one, feedback="") for one in bank.questions)))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    bank=banks(
        plain_questions(TEXTS, TEXTS | st.just("")) | choices(Kind.SEVERAL) | numbers() | short_texts(LINES)
    )
)
def test_moodle_xml_says_the_content_of_plain_questions_by_itself(bank):
    questions = tuple(question for question in bank.questions if _is_as_moodle_reads(question))
    assume(questions)
    by_itself(MOODLE_XML, replace(bank, questions=questions))


def _is_as_moodle_reads(question):
    """Without what Moodle would say in another way: weights that say nothing new, our own words in feedback."""
    rights = sum(option.right for option in question.options)
    if question.kind is Kind.SEVERAL and (
        not rights or all(option.credit is None for option in question.options)
    ):
        return False
    return "To those who" not in question.feedback


@pytest.mark.parametrize("name", ["qti3", "qti2"])
def test_feedback_weights_and_tolerances_are_said_by_qti_itself(name):
    form = FORMATS[name]
    for tiny in (
        "single",
        "single-credit",
        "several",
        "short-text",
        "true-false",
        "scenario",
    ):
        bank = tiny_bank(tiny)
        taken = form.read(Source(without_what_is_carried(form.write(bank).data))).bank
        asked = [
            question
            for question in bank.questions
            if "*" not in "".join(one.text for one in question.accepted)
        ]
        found = [
            question
            for question in taken.questions
            if "*" not in "".join(one.text for one in question.accepted)
        ]
        assert list(map(content, found)) == list(map(content, asked)), tiny
        assert [scenario.text for scenario in taken.scenarios] == [
            scenario.text for scenario in bank.scenarios
        ]


def test_the_same_bank_gives_the_same_bytes():
    bank = tiny_bank("sound")
    for form in FORMATS.values():
        assert form.write(bank).data == form.write(bank).data


def test_moodle_names_what_it_has_no_form_for():
    assert MOODLE_XML.write(tiny_bank("scale")).left_out == {
        question.key: "A Moodle quiz asks only what can be right or wrong, and has no scales."
        for question in tiny_bank("scale").questions
        if question.kind is Kind.SCALE
    }

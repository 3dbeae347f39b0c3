"""Whatever is sent to whatever question is read or refused, and what is read is marked, said and found again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_banks.errors import Unreadable
from question_banks.items import (
    answers,
    faults,
    feedback,
    from_json,
    gaps,
    is_keyed,
    is_outside,
    mark,
    mark_step,
    read,
    right_words,
    to_json,
    words,
)
from question_banks.model import Bank, Kind, OutsideCode, Point, Row, Scale
from tests.question_banks.generating import KEYS, OPTIONS, QUESTIONS, TEXTS

JUNK = st.text(max_size=12) | st.sampled_from(
    ["", " ", ":", "a:", ":1", "a:1:1", "-", "--", "1", "true", "yes", "\0", "\ud800", "2026-3-7", "9" * 300]
)


def at_least(size, entries, identity=lambda entry: entry.key):
    return st.lists(entries, min_size=size, max_size=4, unique_by=identity).map(tuple)


SCALES = st.builds(
    Scale,
    KEYS,
    TEXTS,
    at_least(2, st.builds(Point, st.integers(-20, 20), TEXTS), lambda point: point.value),
    at_least(0, st.builds(OutsideCode, KEYS, TEXTS), lambda code: code.code),
)


def likely(bank, question):
    """What somebody might send to the question who means to answer it, for each kind."""
    keys = [option.key for option in question.options]
    rows = [row.key for row in question.rows]
    [scale] = bank.scales
    points = [str(point.value) for point in scale.points] + [code.code for code in scale.outside]
    near = [key.value + sign * key.tolerance for key in question.numbers for sign in (-1, 0, 1)] or [7]
    texts = [accepted.text.replace("*", "some ") for accepted in question.accepted] or ["some"]

    def one_of(choices):
        return st.sampled_from(list(choices)).map(lambda choice: [choice])

    def by_line(choices):
        chosen = st.lists(st.sampled_from(choices), min_size=len(rows), max_size=len(rows))
        return chosen.map(lambda said: [f"{row}:{choice}" for row, choice in zip(rows, said, strict=True)])

    return {
        Kind.SINGLE: one_of(keys),
        Kind.SEVERAL: st.lists(st.sampled_from(keys), min_size=1),
        Kind.TRUE_FALSE: one_of(["true", "false"]),
        Kind.SCALE: one_of(points),
        Kind.CONFIDENCE: one_of(map(str, range(11))),
        Kind.LONG_TEXT: TEXTS.map(lambda text: [text]),
        Kind.SHORT_TEXT: one_of(texts) | TEXTS.map(lambda text: [text]),
        Kind.NUMBER: one_of(f"{number:f}" for number in near),
        Kind.DATE: st.dates(date(1899, 1, 1), date(2102, 1, 1)).map(lambda day: [f"{day.year}-{day.month}-{day.day}"]),
        Kind.YES_NO: one_of(["yes", "no", "not-applicable"]),
        Kind.ORDERING: st.permutations(keys).map(
            lambda order: [f"{key}:{place}" for place, key in enumerate(order, 1)]
        ),
        Kind.MATCHING: by_line([*keys, ""]),
        Kind.STATEMENTS: by_line([*points, ""]),
    }[question.kind]  # fmt: skip


@st.composite
def sendings(draw, kind):
    """A bank of one question, whatever it holds, and what a form sends: whole, in part, mixed up or junk."""
    scale = draw(SCALES)
    question = replace(
        draw(QUESTIONS),
        kind=kind,
        scale=scale.key,
        options=draw(at_least(2, OPTIONS)),
        rows=draw(at_least(2, st.builds(Row, KEYS, TEXTS, KEYS | st.just("")))),
        choose=None,
    )
    bank = Bank("any", "Any", questions=(question,), scales=(scale,))
    said = draw(likely(bank, question))
    if draw(st.integers(0, 4)) == 0:
        said = draw(st.lists(st.sampled_from(said) | JUNK, max_size=4)) if said else [draw(JUNK)]
    return bank, question, said


def read_or_none(bank, question, said):
    try:
        return read(bank, question, said)
    except Unreadable:
        return None


@pytest.mark.parametrize("kind", Kind)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_what_is_read_can_be_marked_said_kept_and_found_again(kind, data):
    bank, question, said = data.draw(sendings(kind))
    value = read_or_none(bank, question, said)
    if value is None:
        return
    is_found_again(bank, question, value)
    left_empty = gaps(question, value)
    assert left_empty == () or set(left_empty) < {row.key for row in question.rows}
    assert all(feedback(question, value))
    parts = answers(bank, question, value)
    assert 0 < len(parts) == (len(question.rows) - len(left_empty) if kind is Kind.STATEMENTS else 1)
    for part in parts:
        asked_of = bank.parts_by_key[part.key]
        is_found_again(bank, asked_of, part.value)
        assert part.outside == is_outside(bank, asked_of, part.value)
        assert part.mark == mark(asked_of, part.value)


def is_found_again(bank, question, value):
    assert from_json(question, json.loads(json.dumps(to_json(value)))) == value
    assert isinstance(words(bank, question, value), str)


@pytest.mark.parametrize("kind", Kind)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_a_mark_lies_between_nothing_and_all_and_is_so_many_steps(kind, data):
    bank, question, said = data.draw(sendings(kind))
    assert 0 < mark_step(question) <= question.marks
    value = read_or_none(bank, question, said)
    if value is None:
        return
    earned = mark(question, value)
    assert (earned is not None) == is_keyed(question)
    if earned is not None:
        assert 0 <= earned.earned <= earned.possible == question.marks
        steps = earned.earned / float(mark_step(question))
        assert steps == pytest.approx(round(steps), abs=1e-6 * max(1, steps))


@pytest.mark.parametrize("kind", Kind)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_what_is_lacking_and_what_is_right_can_be_told_of_any_question(kind, data):
    bank, question, _said = data.draw(sendings(kind))
    assert all(fault.strip() for fault in faults(question))
    assert isinstance(right_words(bank, question), str)
    unfinished = replace(question, options=(), rows=(), scale="")
    assert all(fault.strip() for fault in faults(unfinished))
    assert isinstance(right_words(bank, unfinished), str)
    assert 0 < mark_step(unfinished) <= question.marks

"""Survey programs' files, changed at random or written to do harm: read, or refused in one sentence."""

from __future__ import annotations

import json
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_banks.errors import Refusal
from question_banks.exchange import take
from tests.question_banks.exchange.lime import LimeQuestion, survey
from tests.question_banks.exchange.test_limesurvey import ANSWERS, LEFT_OUT, LINES, TAKEN
from tests.question_banks.exchange.test_surveyjs import TAKEN as JS_TAKEN
from tests.question_banks.exchange.test_surveyjs import document, question
from tests.question_banks.exchange.test_xlsform import CHOICES, form

LETTERS = [*TAKEN, *LEFT_OUT]
FILES = {
    "limesurvey": survey(
        *(LimeQuestion(letter, code=letter, lines=LINES, answers=ANSWERS) for letter in LETTERS)
    ),
    "older limesurvey": survey(
        *(LimeQuestion(letter, code=letter, lines=LINES, answers=ANSWERS) for letter in LETTERS), newer=False
    ),
    "surveyjs": document(*(question(kind, **more) for kind, (_ours, more) in JS_TAKEN.items())),
    "xlsform": form(
        [
            ("type", "name", "label", "relevant"),
            ("select_one often", "a", "How often?", ""),
            ("range", "b", "How?", "x"),
        ],
        CHOICES,
    ),
}
BYTES = st.one_of(
    st.binary(max_size=4), st.sampled_from([b"<", b"]]>", b"{", b"[", b'"', b"\0", b",", b"\\ud800"])
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
NAMES = (
    *(
        "type",
        "name",
        "title",
        "choices",
        "columns",
        "rows",
        "correctAnswer",
        "elements",
        "templateElements",
        "items",
    ),
    *(
        "rateValues",
        "rateMin",
        "rateMax",
        "rateStep",
        "inputType",
        "labelTrue",
        "choicesMin",
        "choicesMax",
        "pages",
    ),
)


def read_or_refused(data):
    """What was taken, or the sentence of the refusal; anything else that is raised fails the test."""
    try:
        return take(data)[1]
    except Refusal as refusal:
        return str(refusal)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_file_changed_anywhere_is_read_or_refused(name, data):
    whole = FILES[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = min(len(whole), start + data.draw(st.integers(0, 40)))
        whole = whole[:start] + data.draw(BYTES) + whole[end:]
    said = read_or_refused(whole)
    assert not isinstance(said, str) or said.endswith(".")


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_value_in_any_place_of_a_survey_is_accounted_for(data):
    kind = data.draw(st.sampled_from([*JS_TAKEN, "multipletext", "panel", "paneldynamic", "x"]))
    element = {"type": kind, "name": "q"}
    for name in data.draw(st.lists(st.sampled_from(NAMES), max_size=4)):
        element[name] = data.draw(JSON)
    found = read_or_refused(json.dumps({"pages": [{"elements": [element]}]}).encode())
    if not isinstance(found, str):
        assert len(found.bank.questions) + len(found.left_out) >= 1


PANELS = '{"type":"panel","elements":['


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(f'{{"elements":[{PANELS * 5000}{"]}" * 5000}]}}'.encode(), id="deep panels"),
        pytest.param(
            json.dumps(
                {"elements": [{"type": "radiogroup", "name": "q", "choicesMin": 0, "choicesMax": 1e11}]}
            ).encode(),
            id="a list of billions",
        ),
        pytest.param(
            json.dumps({"elements": [{"type": "rating", "name": "q", "rateMax": 1e11}]}).encode(),
            id="a scale of billions",
        ),
        pytest.param(
            json.dumps({"elements": [question("comment", title="{a" * 900_000)]}).encode(),
            id="a million braces",
        ),
        pytest.param(
            json.dumps({"elements": [question("comment", title="<b" * 900_000)]}).encode(),
            id="a million tags",
        ),
        pytest.param(
            json.dumps({"elements": [question("comment", title="<p>a &lt; </p>" * 900_000)]}).encode(),
            id="a million paragraphs",
        ),
        pytest.param(
            survey(LimeQuestion("T", "<p>a</p>" * 900_000)), id="a million paragraphs of LimeSurvey"
        ),
        pytest.param(
            form(
                [
                    ("type", "name", "label"),
                    ("text", "q", "<p>a</p>" * 15_000),
                    *(("text", "q", "<p>a</p>"),) * 4_000,
                ]
            ),
            id="many paragraphs",
        ),
        pytest.param(b"survey\n,type,name,label\n" + b",text,q,Why\n" * 1_500_000, id="a million rows"),
        pytest.param(survey(LimeQuestion("T", "{a" * 900_000)), id="a million expressions"),
        pytest.param(survey(LimeQuestion("T", "&lt;" * 300_000)), id="a long text"),
        pytest.param(
            form(
                [("type", "name", "label"), ("text", "q", "**a" * 300_000), ("select_one " * 9_000, "r", "x")]
            ),
            id="a million asterisks",
        ),
        pytest.param(
            form([("type", "name", "label"), *(["begin group", "g", "x"],) * 50_000]), id="groups without end"
        ),
        pytest.param(
            form(
                [("type", "name", "label"), *(["select_one often", "g", "x"],) * 4_000],
                [CHOICES[0], *CHOICES[1:3] * 3_000],
            ),
            id="long lists often",
        ),
        pytest.param(b"survey\n" + b",type,name\n" + b"," * 2_000_000, id="a million columns"),
        pytest.param(
            survey(*(LimeQuestion("L", code="same", answers=ANSWERS) for _ in range(4_000))),
            id="one code often",
        ),
    ],
)
def test_what_is_written_to_take_long_does_not(data):
    begun = process_time()
    read_or_refused(data)
    assert process_time() - begun < 10


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE document [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused(head):
    data = survey(LimeQuestion("T", "Why?")).replace(b"<document>", head.encode() + b"<document>", 1)
    with pytest.raises(Refusal):
        take(data)

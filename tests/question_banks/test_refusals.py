"""A document that is not one is refused whole, in one sentence that says where."""

from __future__ import annotations

import copy
import time
from datetime import date

import pytest

from question_banks.documents import from_dict, read_json, read_toml, to_dict
from question_banks.errors import Refusal
from tests.question_banks.tiny import tiny_bank

SOUND = to_dict(tiny_bank("sound"))
ABSENT = object()

DOCUMENT = "The document"
OUTSIDE = 'scales[1] "how-often".outside'
POINT = 'scales[1] "how-often".points[2]'
QUESTION = 'questions[1] "one"'
OPTION = 'questions[1] "one".options[2]'

KEY = "must be a key of at most 64 lower-case letters a to z, digits and hyphens"
KINDS = (
    "must be one of single, several, true_false, scale, confidence, long_text, short_text, number, date, "
    "yes_no, ordering, matching, statements"
)
PER_CENT = "must be a number from -100 to 100"
NUMBER = "must be a number from -1,000,000,000,000 to 1,000,000,000,000"
FAMILIES = "must be one of knowledge, self-rating, behaviour, reaction, outcome"

# where in the document of the sound bank, what stands there instead, the place that is named, what is said of it
REFUSED = [
    (("format",), ABSENT, DOCUMENT, "format is missing"),
    (("format",), "foursteps-bank/2", DOCUMENT, 'format must be "foursteps-bank/1"'),
    (("format",), 1, DOCUMENT, "format must be text"),
    (("key",), ABSENT, DOCUMENT, "key is missing"),
    (("key",), "Neglect", DOCUMENT, f"key {KEY}"),
    (("key",), "", DOCUMENT, f"key {KEY}"),
    (("key",), "n" * 65, DOCUMENT, f"key {KEY}"),
    (("title",), ABSENT, DOCUMENT, "title is missing"),
    (("title",), None, DOCUMENT, "title must be text"),
    (("title",), date(2026, 1, 1), DOCUMENT, "title must be text"),
    (("title",), "x" * 201, DOCUMENT, "title must be at most 200 characters long"),
    (("title",), "a\0b", DOCUMENT, "title holds a character that cannot be kept"),
    (("title",), "\ud800", DOCUMENT, "title holds a character that cannot be kept"),
    (("description",), "x" * 10_001, DOCUMENT, "description must be at most 10,000 characters long"),
    (("language",), "english!", DOCUMENT, "language must be a language tag such as en, cy or en-GB"),
    (("colour",), "red", DOCUMENT, '"colour" is not a field we know'),
    (("<b>red</b>",), "red", DOCUMENT, "it has a field we do not know"),
    (("themes",), "neglect", DOCUMENT, "themes must be a list"),
    (("themes",), [0] * 5_001, DOCUMENT, "themes must have at most 5,000 entries"),
    (("themes",), [{"key": "a", "title": "A"}] * 2, 'themes[2] "a"', "key is used twice in themes"),
    (("themes", 0, "title"), ABSENT, 'themes[1] "neglect"', "title is missing"),
    (("themes", 0, "key"), "<b>", "themes[1]", f"key {KEY}"),
    (("objectives", 0, "text"), ABSENT, 'objectives[1] "see"', "text is missing"),
    (("scenarios", 0, "text"), 7, 'scenarios[1] "noor"', "text must be text"),
    (("scales", 0, "points", 1, "value"), 0, POINT, "value is used twice in points"),
    (("scales", 0, "points", 1, "value"), 1.0, POINT, "value must be a whole number from -1000 to 1000"),
    (("scales", 0, "points", 1, "value"), ABSENT, POINT, "value is missing"),
    (("scales", 0, "outside", 0, "text"), ABSENT, f'{OUTSIDE}[1] "not-observed"', "text is missing"),
    (("scales", 0, "outside"), [{"code": "a", "text": "A"}] * 2, f'{OUTSIDE}[2] "a"', "code is used twice in outside"),
    (("questions", 1, "key"), "one", 'questions[2] "one"', "key is used twice in questions"),
    (("questions", 0, "kind"), "essay", QUESTION, f"kind {KINDS}"),
    (("questions", 0, "kind"), ["single"], QUESTION, f"kind {KINDS}"),
    (("questions", 0, "family"), ABSENT, QUESTION, "family is missing"),
    (("questions", 0, "family"), "attitude", QUESTION, f"family {FAMILIES}"),
    (("questions", 0, "step"), 0, QUESTION, "step must be a whole number from 1 to 4"),
    (("questions", 0, "step"), 5, QUESTION, "step must be a whole number from 1 to 4"),
    (("questions", 0, "step"), True, QUESTION, "step must be a whole number from 1 to 4"),
    (("questions", 0, "step"), 2.0, QUESTION, "step must be a whole number from 1 to 4"),
    (("questions", 0, "step"), "2", QUESTION, "step must be a whole number from 1 to 4"),
    (("questions", 0, "step"), float("nan"), QUESTION, "step must be a whole number from 1 to 4"),
    (("questions", 0, "audiences"), ABSENT, QUESTION, "audiences is missing"),
    (("questions", 0, "audiences"), "delegate", QUESTION, "audiences must be a list"),
    (("questions", 0, "audiences"), ["child"], QUESTION, "audiences must be one of delegate, manager"),
    (("questions", 0, "audiences"), ["manager"] * 2, QUESTION, "audiences names the same thing twice"),
    (("questions", 0, "themes"), ["neglect"] * 2, QUESTION, "themes names the same thing twice"),
    (("questions", 0, "themes"), [{}], QUESTION, f"themes {KEY}"),
    (("questions", 0, "objective"), None, QUESTION, f"objective {KEY}"),
    (("questions", 0, "options", 1, "text"), ABSENT, f'{OPTION} "b"', "text is missing"),
    (("questions", 0, "options", 1, "key"), "a", f'{OPTION} "a"', "key is used twice in options"),
    (("questions", 0, "options", 1, "right"), 1, f'{OPTION} "b"', "right must be true or false"),
    (("questions", 0, "options", 1, "weight"), 1, f'{OPTION} "b"', '"weight" is not a field we know'),
    (("questions", 0, "answer"), None, QUESTION, "answer must be true or false"),
    (("questions", 0, "marks"), 0, QUESTION, "marks must be a whole number from 1 to 100"),
    (("questions", 0, "marks"), 101, QUESTION, "marks must be a whole number from 1 to 100"),
    (("questions", 0, "choose"), 0, QUESTION, "choose must be a whole number from 1 to 100"),
    (("questions", 0, "status"), "done", QUESTION, "status must be one of draft, ready, retired"),
    (("questions", 0, "status"), None, QUESTION, "status must be one of draft, ready, retired"),
    (("questions", 0, "certainty"), "yes", QUESTION, "certainty must be true or false"),
    (("questions", 0, "then_of"), "Now", QUESTION, f"then_of {KEY}"),
    (("questions", 0, "equivalent_to"), ["two"], QUESTION, f"equivalent_to {KEY}"),
    (("questions", 0, "options", 1, "credit"), 101, f'{OPTION} "b"', f"credit {PER_CENT}"),
    (("questions", 0, "options", 1, "credit"), -100.5, f'{OPTION} "b"', f"credit {PER_CENT}"),
    (("questions", 0, "options", 1, "credit"), "50", f'{OPTION} "b"', f"credit {PER_CENT}"),
    (("questions", 0, "options", 1, "credit"), True, f'{OPTION} "b"', f"credit {PER_CENT}"),
    (("questions", 0, "options", 1, "credit"), None, f'{OPTION} "b"', f"credit {PER_CENT}"),
    (("questions", 0, "options", 1, "credit"), float("nan"), f'{OPTION} "b"', f"credit {PER_CENT}"),
    (("questions", 0, "options", 1, "credit"), 1 / 3, f'{OPTION} "b"', "credit must have at most 15 digits"),
    (("questions", 0, "rows"), [{"key": "a", "text": "A"}] * 2, f'{QUESTION}.rows[2] "a"', "key is used twice in rows"),
    (("questions", 0, "rows"), [{"key": "a"}], f'{QUESTION}.rows[1] "a"', "text is missing"),
    (("questions", 0, "rows"), [{"key": "a", "text": "A", "answer": "A"}], f'{QUESTION}.rows[1] "a"', f"answer {KEY}"),
    (("questions", 0, "rows"), [{"key": "a", "text": "A", "scale": "s"}], f'{QUESTION}.rows[1] "a"',
     '"scale" is not a field we know'),
    (("questions", 0, "accepted"), [{"text": "yes"}] * 2, f'{QUESTION}.accepted[2] "yes"',
     "text is used twice in accepted"),
    (("questions", 0, "accepted"), [{"text": "x" * 201}], f"{QUESTION}.accepted[1]",
     "text must be at most 200 characters long"),
    (("questions", 0, "accepted"), [{"credit": 1}], f"{QUESTION}.accepted[1]", "text is missing"),
    (("questions", 0, "numbers"), [{"tolerance": 1}], f"{QUESTION}.numbers[1]", "value is missing"),
    (("questions", 0, "numbers"), [{"value": "4 8"}], f"{QUESTION}.numbers[1]", f"value {NUMBER}"),
    (("questions", 0, "numbers"), [{"value": float("inf")}], f"{QUESTION}.numbers[1]", f"value {NUMBER}"),
    (("questions", 0, "numbers"), [{"value": 10**400}], f"{QUESTION}.numbers[1]", f"value {NUMBER}"),
    (("questions", 0, "numbers"), [{"value": 0.1 + 0.2}], f"{QUESTION}.numbers[1]",
     "value must have at most 15 digits"),
    (("questions", 0, "numbers"), [{"value": 1, "tolerance": -1}], f"{QUESTION}.numbers[1]",
     "tolerance must be a number from 0 to 1,000,000,000,000"),
    (("questions", 0, "numbers"), [{"value": 1, "credit": 200}], f"{QUESTION}.numbers[1]", f"credit {PER_CENT}"),
    (("questions", 0, "numbers"), [{"value": 1}, {"value": 1.0}], f"{QUESTION}.numbers[2]",
     "value is used twice in numbers"),
    (("questions", 0, "required"), "yes", QUESTION, "required must be true or false"),
]  # fmt: skip

TOO_DEEP = "is nested too deeply to be a question bank."
HEAD = 'format = "foursteps-bank/1"\nkey = "a"\n'

UNREADABLE = "it cannot be read, or a field is there twice."

BROKEN_TOML = [
    ("", "The document: format is missing."),
    (HEAD + 'title = "A\nkey = "b"', f"The TOML is broken (at line 3, column 11): {UNREADABLE}"),
    (HEAD + 'key = "b"\n', f"The TOML is broken (at line 3, column 10): {UNREADABLE}"),
    (HEAD + 'title = "A', f"The TOML is broken (at end of document): {UNREADABLE}"),
    (HEAD + 'title = "\\ud800"', f"The TOML is broken (at line 3, column 16): {UNREADABLE}"),
    (HEAD + "title = 1979-13-41", f"The TOML is broken (at line 3, column 13): {UNREADABLE}"),
    (HEAD + "title = " + "9" * 5_000, f"The TOML is broken: {UNREADABLE}"),
    (HEAD + "title = 1979-05-27", "The document: title must be text."),
    (HEAD + "title = nan", "The document: title must be text."),
    (HEAD + "title = " + "[" * 5_000, f"The TOML {TOO_DEEP}"),
    (HEAD + ".".join("a" * 200_000) + " = 1", f"The TOML {TOO_DEEP}"),
    (HEAD + 'x = {a = """x"""", ' + ".".join("b" * 200_000) + " = 1}", f"The TOML {TOO_DEEP}"),
    (HEAD + "x = {a = '''x''''', " + ".".join("b" * 200_000) + " = 1}", f"The TOML {TOO_DEEP}"),
    (HEAD + "[" + " . ".join('"a"' for _ in range(50_000)) + "]", f"The TOML {TOO_DEEP}"),
]

BROKEN_JSON = [
    ("", "The JSON is broken at line 1, column 1."),
    ('{"format":\n "foursteps-bank/1", }', "The JSON is broken at line 2, column 22."),
    ('{"key": "a", "key": "b"}', "The JSON names a field twice in the same object."),
    ('{"marks": NaN}', "The JSON holds NaN, which is not a number."),
    ('{"marks": -Infinity}', "The JSON holds -Infinity, which is not a number."),
    ('{"marks": ' + "9" * 5_000 + "}", "The JSON holds a number that is too long to be read."),
    ("[" * 200_000, f"The JSON {TOO_DEEP}"),
    ("[]", "The document must be a table of named fields."),
    ("null", "The document must be a table of named fields."),
]  # fmt: skip


def put(document, path, value):
    """A copy of the document with something else at one place."""
    changed = copy.deepcopy(document)
    place = changed
    for name in path[:-1]:
        place = place[name]
    if value is ABSENT:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


def refusal_of(read, given_in):
    with pytest.raises(Refusal) as refusal:
        read(given_in)
    return str(refusal.value)


def test_the_document_that_the_faults_are_put_into_is_accepted():
    assert to_dict(from_dict(SOUND)) == SOUND


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("key",), "n" * 64),
        (("title",), "x" * 200),
        (("description",), "x" * 10_000),
        (("themes",), [{"key": f"theme-{number}", "title": "Theme"} for number in range(5_000)]),
        (("questions", 0, "marks"), 100),
        (("questions", 0, "choose"), 100),
        (("questions", 0, "audiences"), []),
    ],
)
def test_the_most_that_is_allowed_is_accepted(path, value):
    document = put(SOUND, path, value)
    assert to_dict(from_dict(document)) == document


@pytest.mark.parametrize(("path", "value", "place", "what"), REFUSED)
def test_a_field_that_is_not_right_is_refused_by_name(path, value, place, what):
    assert refusal_of(from_dict, put(SOUND, path, value)) == f"{place}: {what}."


def test_an_entry_that_is_no_table_is_refused():
    refused = refusal_of(from_dict, put(SOUND, ("themes", 0), "neglect"))
    assert refused == "themes[1] must be a table of named fields."


@pytest.mark.parametrize("document", [None, [], "bank", 7, True])
def test_what_is_not_a_table_is_no_document(document):
    assert refusal_of(from_dict, document) == "The document must be a table of named fields."


@pytest.mark.parametrize(("text", "sentence"), BROKEN_TOML)
def test_broken_toml_is_refused_quickly_and_says_where(text, sentence):
    began = time.process_time()
    assert refusal_of(read_toml, text) == sentence
    assert time.process_time() - began < 2


@pytest.mark.parametrize(("text", "sentence"), BROKEN_JSON)
def test_broken_json_is_refused_quickly_and_says_where(text, sentence):
    began = time.process_time()
    assert refusal_of(read_json, text) == sentence
    assert time.process_time() - began < 2


def test_a_document_is_not_changed_by_reading_it():
    before = copy.deepcopy(SOUND)
    from_dict(SOUND)
    assert before == SOUND

"""A document that is not one is refused whole, in one sentence that says where; no other fault ever comes out."""

from __future__ import annotations

import copy
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_banks.documents import from_dict, read_json, read_toml, to_dict, write_json, write_toml
from question_banks.errors import Refusal
from tests.question_banks.tiny import NAMES, tiny_bank

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


TEXTS = {(write, name): write(tiny_bank(name)) for name in NAMES for write in (write_toml, write_json)}
SNIPPETS = st.text(max_size=3) | st.sampled_from(
    [
        '"',
        "'",
        '"""',
        "\\",
        "\n",
        "[",
        "]",
        "[[",
        "{",
        "}",
        "=",
        ",",
        ".",
        "#",
        "\0",
        "\ud800",
        "\ufeff",
        "e9",
        "nan",
        "null",
    ]
)


@st.composite
def mutated_texts(draw):
    """The text of a tiny bank in one of the forms, with up to three places cut out, put in or doubled."""
    write, name = draw(st.sampled_from(sorted(TEXTS, key=lambda key: (key[0].__name__, key[1]))))
    text = TEXTS[write, name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        middle = draw(st.sampled_from(["", text[start:end] * 2]) | SNIPPETS)
        text = text[:start] + middle + text[end:]
    return read_toml if write is write_toml else read_json, text


@settings(max_examples=400, deadline=None)
@given(mutated=mutated_texts())
def test_a_mutated_text_is_read_or_refused_and_nothing_else(mutated):
    read, text = mutated
    try:
        bank = read(text)
    except Refusal as refusal:
        assert_is_a_sentence(refusal)
    else:
        assert read_toml(write_toml(bank)) == bank


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["a", "delegate", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def paths_in(node, path=()):
    if path:
        yield path
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, inner in items:
        yield from paths_in(inner, (*path, name))


@settings(max_examples=400, deadline=None)
@given(path=st.sampled_from(list(paths_in(SOUND))), value=JSON_VALUES | st.just(ABSENT))
def test_a_document_with_anything_anywhere_is_read_or_refused_and_nothing_else(path, value):
    try:
        bank = from_dict(put(SOUND, path, value))
    except Refusal as refusal:
        assert_is_a_sentence(refusal)
    else:
        assert from_dict(to_dict(bank)) == bank


def assert_is_a_sentence(refusal):
    """One line of plain characters: whatever else a file holds is never repeated."""
    sentence = str(refusal)
    assert sentence.isascii()
    assert sentence.isprintable()
    assert sentence.endswith(".")
    assert not set(sentence) & set("<>{}&;")

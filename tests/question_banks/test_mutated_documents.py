"""Whatever stands in a document, it is read or refused in one plain sentence; no other fault ever comes out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from question_banks.documents import from_dict, read_json, read_toml, to_dict, write_json, write_toml
from question_banks.errors import Refusal
from tests.question_banks.test_refusals import ABSENT, put
from tests.question_banks.tiny import NAMES, tiny_bank

TEXTS = {(write, name): write(tiny_bank(name)) for name in NAMES for write in (write_toml, write_json)}
SNIPPETS = st.text(max_size=3) | st.sampled_from(
    [*"\"'\\\n[]{}=,.#\0\ud800\ufeff", '"""', "[[", "e9", "-", "1e-400", "nan", "null"]
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
@given(name=st.sampled_from(NAMES), data=st.data(), value=JSON_VALUES | st.just(ABSENT))
def test_a_document_with_anything_anywhere_is_read_or_refused_and_nothing_else(name, data, value):
    document = to_dict(tiny_bank(name))
    path = data.draw(st.sampled_from(list(paths_in(document))))
    try:
        bank = from_dict(put(document, path, value))
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

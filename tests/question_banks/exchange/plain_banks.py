"""Banks that a simple format can hold whole: tidy texts, keys that come of their words, no fields beyond its own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from question_banks.exchange import letter
from question_banks.exchange.keys import key_from
from question_banks.exchange.taking import question
from question_banks.model import Accepted, Bank, Kind, NumberKey, Objective, Option, Row, Theme

SIGNS = (
    *(
        "~",
        "=",
        "#",
        "####",
        "{",
        "}",
        ":",
        "::",
        "\\",
        "\\n",
        "\\\\",
        "//",
        "%50%",
        "[html]",
        "[plain]",
        "$CATEGORY:",
    ),
    *(
        "<b>",
        "&amp;",
        "&",
        "<",
        '"',
        "'",
        ";",
        ",",
        "|",
        "=1+1",
        "+",
        "-",
        "@",
        "T",
        "TRUE",
        "A)",
        "B. ",
        "ANSWER: A",
    ),
    *(
        "\n",
        "\n\n",
        "\n// ",
        "\n::",
        "  ",
        "\t",
        "é",
        "“”",
        "—",
        "\u202e",
        "𝔘",
        "Ã©",
        "_____",
        "*",
        "true",
        "->x<-",
    ),
)
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])


def tidy(texts):
    """Without white space at the ends, and saying something."""
    return texts.map(str.strip).filter(lambda text: text and "\r" not in text)


ANY = st.text(LETTERS, max_size=12) | st.lists(
    st.sampled_from(SIGNS) | st.text(LETTERS, max_size=3), max_size=5
).map("".join)
TEXTS = tidy(ANY)
LINES = tidy(ANY.map(lambda text: " ".join(text.split())))
SAID = TEXTS | st.just("")
WEIGHTS = st.sampled_from([50, 33.33333, 25, 12.5, 5, 66.66667, 100, 0.5])
OBJECTIVES = [
    Objective(key_from(title, ""), title, title)
    for title in ("Signs of harm", "Home / Daily life", "a/b", "/ top /", "Größe")
]
THEMES = [Theme(key_from(title, ""), title) for title in ("Neglect", "Voice [of] the child")]
NUMBERS = st.integers(-(10**6), 10**6).map(lambda number: number / 1_000) | st.sampled_from(
    [1e12, 1e-9, 0.1, 1822]
)


def _named(draw, kind, stem, **more):
    return question("x", kind, draw(stem), feedback=draw(SAID), **more)


@st.composite
def choices(draw, kind, texts=TEXTS, said=SAID, stem=TEXTS, credits=True):
    entries = draw(st.lists(st.tuples(texts, said, st.booleans(), WEIGHTS), min_size=2, max_size=5))
    right_one = draw(st.integers(0, len(entries) - 1))
    several = kind is Kind.SEVERAL
    options = []
    for index, (text, feedback, weighted, weight) in enumerate(entries):
        right = draw(st.booleans()) if several else index == right_one
        credit = None
        if several and right:
            credit = float(weight)
        elif not right and weighted and credits:
            credit = -float(weight)
        options.append(Option(letter(index), text, right, feedback, credit))
    return _named(draw, kind, stem, options=tuple(options))


@st.composite
def truths(draw, stem=TEXTS):
    return _named(draw, Kind.TRUE_FALSE, stem, answer=draw(st.booleans()))


@st.composite
def numbers(draw, stem=TEXTS, said=SAID):
    keys = st.builds(NumberKey, NUMBERS, st.just(0) | NUMBERS.map(abs), st.just(100) | WEIGHTS, said)
    found = draw(st.lists(keys, min_size=1, max_size=3, unique_by=lambda key: (key.value, key.tolerance)))
    return _named(draw, Kind.NUMBER, stem, numbers=tuple(found))


@st.composite
def short_texts(draw, texts=TEXTS, stem=TEXTS, said=SAID):
    keys = st.builds(Accepted, texts, st.just(100) | WEIGHTS, said)
    found = draw(st.lists(keys, min_size=1, max_size=3, unique_by=lambda key: key.text))
    return _named(draw, Kind.SHORT_TEXT, stem, accepted=tuple(found))


@st.composite
def long_texts(draw, stem=TEXTS):
    return _named(draw, Kind.LONG_TEXT, stem)


@st.composite
def orders(draw, texts=TEXTS, stem=TEXTS):
    found = draw(st.lists(texts, min_size=2, max_size=4))
    return _named(
        draw,
        Kind.ORDERING,
        stem,
        options=tuple(Option(letter(index), text) for index, text in enumerate(found)),
    )


@st.composite
def matches(draw, lefts=TEXTS, rights=TEXTS, stem=TEXTS):
    """The options stand in the order in which the rows name them, and those of no row at the end."""
    found = draw(st.lists(rights, min_size=1, max_size=4, unique=True))
    options = tuple(Option(letter(index), text) for index, text in enumerate(found))
    rows = [Row(letter(index), draw(lefts), option.key) for index, option in enumerate(options)]
    rows += [Row(letter(len(rows)), draw(lefts), options[0].key)]
    return _named(draw, Kind.MATCHING, stem, options=options, rows=tuple(rows))


@st.composite
def banks(draw, questions, *, objectives=OBJECTIVES, themes=()):
    """Some questions in a bank, each with a key of its own, tied to some objectives and themes."""
    asked = draw(st.lists(questions, min_size=1, max_size=4))
    tied = []
    for index, one in enumerate(asked):
        objective = draw(st.sampled_from([None, *objectives]))
        tags = draw(st.lists(st.sampled_from(themes), unique=True)) if themes else []
        tied.append((f"q-{index}", one, objective, tags))
    return assembled(tied)


def assembled(tied):
    found = tuple(
        replace(
            one,
            key=key,
            objective=objective.key if objective else "",
            themes=tuple(theme.key for theme in tags),
        )
        for key, one, objective, tags in tied
    )
    used = dict.fromkeys(objective for _, _, objective, _ in tied if objective)
    tagged = dict.fromkeys(theme for _, _, _, tags in tied for theme in tags)
    return Bank("imported-questions", "Imported questions", tuple(used), found, tuple(tagged))

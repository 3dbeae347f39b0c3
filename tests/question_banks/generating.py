"""Any bank that the door lets through, for property tests: finished or not, with the texts that break writers."""

from __future__ import annotations

from hypothesis import strategies as st

from question_banks.model import (
    Accepted,
    Audience,
    Bank,
    Family,
    Kind,
    NumberKey,
    Objective,
    Option,
    OutsideCode,
    Point,
    Question,
    Row,
    Scale,
    Scenario,
    Status,
    Theme,
)

NASTY = (
    *("", '"""', '\\"', "\\", "'''", "\n", "\r\n", '\n\n"', "\\u0041", "\x7f", "\u2028", "\u202e"),
    *("a\tb", "\ufeff", "[[x]]", "#", "." * 40, "\x1b", "=", "{}"),
)

KEYS = st.text("abz059-", min_size=1, max_size=6) | st.sampled_from(["a" * 64, "-", "0"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20) | st.lists(
    st.sampled_from(NASTY), max_size=4
).map("".join)
LANGUAGES = st.sampled_from(["en", "cy", "en-GB", "zh-Hant-TW"])


def lists_of(entries, identity=lambda entry: entry.key, most=3):
    """Lists without two entries of the same identity, as the tuples that the model wants."""
    return st.lists(entries, max_size=most, unique_by=identity).map(tuple)


def subsets_of(choices):
    return st.lists(st.sampled_from(list(choices)), unique=True).map(tuple)


SCALES = st.builds(
    Scale,
    KEYS,
    TEXTS,
    lists_of(st.builds(Point, st.integers(-1_000, 1_000), TEXTS), lambda point: point.value),
    lists_of(
        st.builds(OutsideCode, KEYS, TEXTS, audiences=subsets_of(Audience)), lambda outside: outside.code
    ),
)

CREDITS = st.integers(-100, 100).map(float) | st.sampled_from([33.33333, -16.66667, 12.5, 0.1])
DECIMALS = st.integers(-(10**6), 10**6).map(lambda number: number / 1_000) | st.sampled_from(
    [1e12, -1e12, 1e-9]
)

OPTIONS = st.builds(Option, KEYS, TEXTS, right=st.booleans(), feedback=TEXTS, credit=st.none() | CREDITS)
NUMBER_KEYS = st.builds(NumberKey, DECIMALS, DECIMALS.map(abs), CREDITS, TEXTS)

QUESTIONS = st.builds(
    Question,
    key=KEYS,
    kind=st.sampled_from(Kind),
    stem=TEXTS,
    family=st.sampled_from(Family),
    step=st.integers(1, 4),
    audiences=subsets_of(Audience),
    objective=KEYS | st.just(""),
    themes=st.lists(KEYS, max_size=2, unique=True).map(tuple),
    manager_stem=TEXTS,
    scenario=KEYS | st.just(""),
    scale=KEYS | st.just(""),
    options=lists_of(OPTIONS),
    answer=st.none() | st.booleans(),
    marks=st.integers(1, 100),
    choose=st.none() | st.integers(1, 100),
    required=st.booleans(),
    shuffle=st.booleans(),
    core=st.booleans(),
    help=TEXTS,
    feedback=TEXTS,
    source=TEXTS,
    notes=TEXTS,
    status=st.sampled_from(Status),
    rows=lists_of(st.builds(Row, KEYS, TEXTS, KEYS | st.just(""))),
    accepted=lists_of(st.builds(Accepted, TEXTS, CREDITS, TEXTS), lambda accepted: accepted.text),
    case_matters=st.booleans(),
    numbers=lists_of(NUMBER_KEYS, lambda key: (key.value, key.tolerance)),
    certainty=st.booleans(),
    comment=st.booleans(),
    then_of=KEYS | st.just(""),
    control=st.booleans(),
    equivalent_to=KEYS | st.just(""),
)

BANKS = st.builds(
    Bank,
    key=KEYS,
    title=TEXTS,
    objectives=lists_of(st.builds(Objective, KEYS, TEXTS, TEXTS), most=2),
    questions=lists_of(QUESTIONS),
    themes=lists_of(st.builds(Theme, KEYS, TEXTS), most=2),
    scales=lists_of(SCALES, most=2),
    scenarios=lists_of(st.builds(Scenario, KEYS, TEXTS), most=2),
    description=TEXTS,
    language=LANGUAGES,
)

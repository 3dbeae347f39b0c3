"""What of a LimeSurvey question has no place in our model, told to whoever takes it in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from question_banks.exchange.limesurvey.tables import Asked

EXPRESSION = re.compile(r"\{[^\s{}][^{}]{0,2000}\}")
"""LimeSurvey's own rule: a brace with white space after it is only a brace."""

ALWAYS = ("", "1")

ATTRIBUTES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("array_filter", "array_filter_exclude"),
        "Which of its lines are shown depends on the answer to another question there; here all are shown.",
    ),
    (
        ("em_validation_q", "em_validation_sq"),
        "A rule that checks its answer is left off.",
    ),
    (
        (
            *("min_num_value", "max_num_value", "min_num_value_n", "max_num_value_n", "equals_num_value"),
            *("num_value_int_only", "maximum_chars", "date_min", "date_max"),
        ),
        "A limit on what may be entered is left off.",
    ),
    (("time_limit",), "Its time limit is left off."),
    (("prefix", "suffix"), "The words just before or after its box are left off."),
    (("exclude_all_others",), "An answer that rules out all others can be chosen with others here."),
    (
        ("random_group",),
        "It changed its place among other questions from person to person; here it keeps its place.",
    ),
    (("category_separator",), "The headings within its list of answers are left off."),
)


def losses_of(asked: Asked) -> Iterator[str]:
    """Whatever may change what people see or may answer. How it looks is left off without a word."""
    for applies, loss in RULES:
        if applies(asked):
            yield loss
    for names, loss in ATTRIBUTES:
        if any(asked.attributes.get(name, "0") != "0" for name in names):
            yield loss


def _is_conditional(asked: Asked) -> bool:
    return asked.has_conditions or asked.fields.get("relevance", "").strip() not in ALWAYS


def _holds_an_expression(asked: Asked) -> bool:
    return any(EXPRESSION.search(text) for text in texts_of(asked))


def texts_of(asked: Asked) -> Iterator[str]:
    """All that people read of it."""
    yield from (asked.text, asked.help)
    yield from (line.text for line in (*asked.subquestions, *asked.answers))


RULES: tuple[tuple[Callable[[Asked], object], str], ...] = (
    (
        lambda asked: asked.attributes.get("hidden") == "1",
        "It was hidden there, so perhaps nobody was asked it; here it is asked.",
    ),
    (_is_conditional, "It was asked there only under a condition; here everybody is asked it."),
    (lambda asked: asked.fields.get("preg"), "A pattern that its answer had to match is left off."),
    (
        lambda asked: asked.fields.get("mandatory") == "S",
        "It could be skipped there after a warning; here it can be skipped.",
    ),
    (lambda asked: asked.has_default, "An answer that was filled in beforehand is left off."),
    (
        _holds_an_expression,
        "Its words hold an expression in braces, which stays as it is: put words in its place.",
    ),
    (lambda asked: asked.fields.get("script", "").strip(), "Its script is left off."),
)

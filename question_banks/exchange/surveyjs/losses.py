"""What of a SurveyJS question has no place in our model, told to whoever takes it in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from question_banks.exchange.surveyjs.values import Table, Words, entries, table
from question_banks.exchange.surveyjs.walking import CONDITIONAL, CONDITIONS

PLACEHOLDER = re.compile(r"\{[^\s{}][^{}]{0,500}\}")

PROPERTIES: tuple[tuple[tuple[str, ...], str], ...] = (
    (CONDITIONS, CONDITIONAL),
    (
        ("choicesVisibleIf", "choicesEnableIf", "rowsVisibleIf", "columnsVisibleIf"),
        "Which of its lines or answers are shown depends on other answers there; here all are shown.",
    ),
    (
        ("defaultValue", "defaultValueExpression", "setValueExpression", "setValueIf"),
        "An answer that was filled in beforehand is left off.",
    ),
    (("validators",), "A rule that checks its answer is left off."),
    (
        ("min", "max", "minValueExpression", "maxValueExpression", "maxLength", "maskSettings"),
        "A limit on what may be entered is left off.",
    ),
)


def losses_of(data: Table, words: Words) -> Iterator[str]:
    """Whatever may change what people see or may answer. How it looks is left off without a word."""
    if data.get("visible") is False:
        yield "It was hidden there, so perhaps nobody was asked it; here it is asked."
    if data.get("readOnly") is True:
        yield "It could only be read there; here it is answered."
    for names, loss in PROPERTIES:
        if any(data.get(name) not in (None, "", [], {}, -1) for name in names):
            yield loss
    if any(PLACEHOLDER.search(text) for text in _texts(data, words)):
        yield "Its words hold a name in braces, which stays as it is: put words in its place."
    if any(table(item).get("visibleIf") or table(item).get("enableIf") for item in _items(data)):
        yield "An answer or line was offered there only under a condition; here it is always offered."


def _texts(data: Table, words: Words) -> Iterator[str]:
    yield words.say(data.get("title"))
    yield words.say(data.get("description"))
    for item in _items(data):
        yield words.say(table(item).get("text")) if isinstance(item, dict) else words.say(item)


def _items(data: Table) -> Iterator[object]:
    for name in ("choices", "rows", "columns"):
        yield from entries(data.get(name))

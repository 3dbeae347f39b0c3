"""What a respondent's form says: which answers can be kept, which are missing, and what each one earns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from question_banks import items
from question_banks.errors import Unreadable
from question_banks.items import Mark
from question_banks.items.confidence import HIGHEST
from question_banks.items.several import answers
from question_banks.model import Kind, Question, Value
from surveys.questionnaires.model import Asked, Page, Questionnaire

MISSING: Mapping[Kind, str] = {
    Kind.SINGLE: "Choose an answer.",
    Kind.SEVERAL: "Choose at least one answer.",
    Kind.TRUE_FALSE: "Choose true or false.",
    Kind.SCALE: "Choose an answer.",
    Kind.CONFIDENCE: f"Choose a number from 0 to {HIGHEST}.",
    Kind.LONG_TEXT: "Write an answer.",
}


@dataclass(frozen=True)
class Given:
    """One answer that was given. ``mark`` is None where nothing is right or wrong."""

    asked: Asked
    value: Value
    outside: bool
    mark: Mark | None


def read_page(
    page: Page, submitted: Mapping[str, Sequence[str]]
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What of a page's form can be kept, by question's name, and a sentence for each answer that is not right.

    What a question does not allow is not kept; a gap is, and is named when it must be filled. Fields of other
    questions are passed over.
    """
    kept: dict[str, list[str]] = {}
    problems: dict[str, str] = {}
    for asked in page.asked:
        values = submitted.get(asked.name, ())
        try:
            value = asked.read(values)
        except Unreadable as refused:
            problems[asked.name] = str(refused)
            continue
        kept[asked.name] = _tidy(values)
        if value is None and asked.question.required:
            problems[asked.name] = _missing(asked.question)
    return kept, problems


def read_all(
    questionnaire: Questionnaire, draft: Mapping[str, Sequence[str]]
) -> tuple[list[Given], dict[str, str]]:
    """Every answer in the draft with its mark, and a sentence for each that is missing or not right.

    A question that was left empty has no answer among those given.
    """
    given: list[Given] = []
    problems: dict[str, str] = {}
    for asked in questionnaire.asked:
        try:
            value = asked.read(draft.get(asked.name, ()))
        except Unreadable as refused:
            problems[asked.name] = str(refused)
            continue
        if value is not None:
            given.append(Given(asked, value, asked.is_outside(value), items.mark(asked.question, value)))
        elif asked.question.required:
            problems[asked.name] = _missing(asked.question)
    return given, problems


def _missing(question: Question) -> str:
    count = question.choose
    if count is None:
        return MISSING[question.kind]
    return f"Choose {answers(count)}."


def _tidy(values: Sequence[str]) -> list[str]:
    """Each string once and no blank ones, but an empty box stays one: the page was seen. Texts are untouched."""
    said = list(dict.fromkeys(value for value in values if value.strip()))
    return said or [""] * bool(values)

"""What a respondent's form says: which answers can be kept, which are missing, and what each one earns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from question_banks.errors import Unreadable
from question_banks.items import Mark
from question_banks.items.confidence import HIGHEST
from question_banks.items.several import answers
from question_banks.model import Kind, Value
from surveys.questionnaires.additions import certainty_of, comment_of, names_beside, problems_beside
from surveys.questionnaires.model import Asked, Page, Questionnaire

MISSING: Mapping[Kind, str] = {
    Kind.SINGLE: "Choose an answer.",
    Kind.SEVERAL: "Choose at least one answer.",
    Kind.TRUE_FALSE: "Choose true or false.",
    Kind.SCALE: "Choose an answer.",
    Kind.CONFIDENCE: f"Choose a number from 0 to {HIGHEST}.",
    Kind.LONG_TEXT: "Write an answer.",
    Kind.SHORT_TEXT: "Write an answer.",
    Kind.NUMBER: "Write a number.",
    Kind.DATE: "Write the day, month and year.",
    Kind.YES_NO: "Choose yes, no or not applicable.",
    Kind.ORDERING: "Give every line a place.",
    Kind.MATCHING: "Choose an answer for each line.",
    Kind.STATEMENTS: "Choose an answer for each statement.",
}


@dataclass(frozen=True)
class Given:
    """One answer that was given, kept under ``key``: its question's, or that of one statement of a list.

    ``mark`` is None where nothing is right or wrong. ``certainty`` goes from 1 (very unsure) to 4 (certain), None
    where it was not asked or not said. The comment on a list stands with its first statement that was answered.
    """

    asked: Asked
    key: str
    value: Value
    outside: bool
    mark: Mark | None
    certainty: int | None = None
    comment: str | None = None


@dataclass(frozen=True)
class _Said:
    """What a form says to one question: ``refused`` cannot be kept, ``missing`` names a gap that must be filled."""

    value: Value | None
    refused: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> dict[str, str]:
        return {**self.missing, **self.refused}


def read_page(
    page: Page, submitted: Mapping[str, Sequence[str]]
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What of a page's form can be kept, by field's name, and a sentence for each field that is not right.

    What a question does not allow is not kept; a gap is, and is named when it must be filled. Fields of other
    questions are passed over.
    """
    kept: dict[str, list[str]] = {}
    problems: dict[str, str] = {}
    for asked in page.asked:
        said = _said(asked, submitted)
        kept |= _kept(asked, said, submitted)
        problems |= said.problems
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
        said = _said(asked, draft)
        problems |= said.problems
        if said.value is not None and not said.problems:
            given += _given(asked, said.value, draft)
    return given, problems


def _said(asked: Asked, submitted: Mapping[str, Sequence[str]]) -> _Said:
    try:
        value = asked.read(submitted.get(asked.name, ()))
    except Unreadable as unreadable:
        refused = {asked.name: str(unreadable)}
        return _Said(None, refused | problems_beside(asked, submitted, answered=True))
    missing = _missing(asked, value) if asked.question.required else ""
    answered = value is not None or bool(missing)
    refused = problems_beside(asked, submitted, answered=answered)
    return _Said(value, refused, {asked.name: missing} if missing else {})


def _missing(asked: Asked, value: Value | None) -> str:
    """What is still to be answered; empty when nothing is."""
    question = asked.question
    if value is None:
        return f"Choose {answers(question.choose)}." if question.choose else MISSING[question.kind]
    gaps = len(asked.gaps(value))
    still = f"{gaps} {'is' if gaps == 1 else 'are'} still empty"
    return f"{MISSING[question.kind]} {still}." if gaps else ""


def _kept(
    asked: Asked, said: _Said, submitted: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, list[str]]]:
    for name in (asked.name, *names_beside(asked)):
        values = submitted.get(name, ())
        if name not in said.refused:
            empty = name == asked.name and said.value is None
            yield name, [""] * bool(values) if empty else _tidy(values)


def _given(asked: Asked, value: Value, draft: Mapping[str, Sequence[str]]) -> Iterator[Given]:
    certainty, comment = certainty_of(asked, draft), comment_of(asked, draft)
    for number, part in enumerate(asked.answers(value)):
        said_once = None if number else comment
        yield Given(asked, part.key, part.value, part.outside, part.mark, certainty, said_once)


def _tidy(values: Sequence[str]) -> list[str]:
    """Each string once and no blank ones, but an empty box stays one: the page was seen. Texts are untouched."""
    said = list(dict.fromkeys(value for value in values if value.strip()))
    return said or [""] * bool(values)

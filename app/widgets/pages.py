"""The fields of a questionnaire's page for one respondent, and what its form says, also in words."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.widgets.fields import Choice, Field
from app.widgets.kinds import WIDGETS
from question_banks.characters import UNSTORABLE
from question_banks.items.confidence import HIGHEST
from question_banks.model import Kind
from surveys.questionnaires import Asked, Page, Questionnaire

TAKE_BACK = "take-back"
"""A box of this name holds the names of the texts that the respondent wants to take back."""


def plain_fields(questionnaire: Questionnaire, index: int) -> tuple[Field, ...]:
    """One page's fields without answers, in the bank's order. A scenario is shown at its first question."""
    first = 1 + sum(len(page.asked) for page in questionnaire.pages[:index])
    fields, told = [], set()
    for number, asked in enumerate(questionnaire.pages[index].asked, start=first):
        scenario = asked.scenario.text if asked.scenario and asked.scenario not in told else ""
        told.add(asked.scenario)
        fields.append(_plain_field(asked, number, scenario))
    return tuple(fields)


def _plain_field(asked: Asked, number: int, scenario: str) -> Field:
    question, widget = asked.question, WIDGETS[asked.question.kind]
    hint = " ".join(part for part in (question.help, widget.hint(asked)) if part)
    return Field(
        asked.name,
        question.kind,
        number,
        asked.stem,
        hint,
        question.required,
        widget.choices(asked),
        scenario,
    )


def page_fields(
    questionnaire: Questionnaire,
    index: int,
    *,
    invitation_id: int,
    draft: Mapping[str, Sequence[str]],
    typed: Mapping[str, Sequence[str]] | None = None,
    problems: Mapping[str, str] | None = None,
) -> Iterator[Field]:
    """The fields of one page for one respondent, with what was typed just now, or else what the draft holds.

    A text in the draft is never shown again, only that there is one: a link may have been passed on.
    """
    for asked, field in zip(
        questionnaire.pages[index].asked, plain_fields(questionnaire, index), strict=True
    ):
        held = tuple(draft.get(field.name, ()))
        written = field.kind is Kind.LONG_TEXT
        shown = _showable(typed.get(field.name, ())) if typed is not None else () if written else held
        yield replace(
            field,
            choices=_arranged(asked, field.choices, invitation_id),
            values=shown,
            kept=written and any(text.strip() for text in held) and not any(text.strip() for text in shown),
            problem=(problems or {}).get(field.name, ""),
        )


def _showable(values: Sequence[str]) -> tuple[str, ...]:
    """What was typed, with a mark in the place of each character that no page can hold either."""
    return tuple(UNSTORABLE.sub("\ufffd", text) for text in values)


def _arranged(asked: Asked, choices: tuple[Choice, ...], invitation_id: int) -> tuple[Choice, ...]:
    """The options in this respondent's own order, the same at each visit, when the question asks for it."""
    if not asked.question.shuffle:
        return choices
    order = list(choices)
    random.Random(f"{invitation_id}:{asked.name}").shuffle(order)  # noqa: S311 - an order, not a secret
    return tuple(order)


def page_submitted(
    page: Page, form: Mapping[str, list[str]], draft: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """What a page's form says for each of its questions. An empty text box keeps the text given before."""
    taken_back = set(form.get(TAKE_BACK, ()))
    submitted = {}
    for asked in page.asked:
        values = list(form.get(asked.name, ()))
        is_text = asked.question.kind is Kind.LONG_TEXT
        if is_text and asked.name not in taken_back and not any(text.strip() for text in values):
            values = list(draft.get(asked.name, ()))
        submitted[asked.name] = values
    return submitted


def in_words(field: Field, values: Sequence[str]) -> tuple[str, ...]:
    """The answers as the respondent read them; a text of their own is said to be there, not shown."""
    if field.kind is Kind.LONG_TEXT:
        return ("Written",) if any(text.strip() for text in values) else ()
    tail = f" out of {HIGHEST}" if field.kind is Kind.CONFIDENCE else ""
    return tuple(choice.text + tail for choice in field.choices if choice.value in values)

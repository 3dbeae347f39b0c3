"""The fields of a questionnaire's page for one respondent, and what its form says, also in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.widgets.beside import NO_NUMBER, certainty_field, comment_field
from app.widgets.fields import Box, Field, Line
from app.widgets.kinds import WIDGETS
from app.widgets.widget import Form
from question_banks.characters import UNSTORABLE
from question_banks.model import Value
from surveys.questionnaires import Asked, Page, Questionnaire
from surveys.questionnaires.additions import comment_name, names_beside
from surveys.questionnaires.arranging import shown_order

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
    return Field(
        asked.name,
        question.kind,
        number,
        asked.stem,
        hint=" ".join(part for part in (question.help, widget.hint(asked)) if part),
        required=question.required,
        choices=widget.choices(asked),
        scenario=scenario,
        boxes=widget.boxes(asked),
        certainty=certainty_field(asked),
        comment=comment_field(asked),
    )


def page_fields(
    questionnaire: Questionnaire,
    index: int,
    *,
    invitation_id: int,
    draft: Form,
    typed: Form | None = None,
    problems: Mapping[str, str] | None = None,
) -> Iterator[Field]:
    """The fields of one page for one respondent, with what was typed just now, or else what the draft holds.

    A text in the draft is never shown again, only that there is one: a link may have been passed on.
    """
    for asked, field in zip(
        questionnaire.pages[index].asked, plain_fields(questionnaire, index), strict=True
    ):
        order = shown_order(asked, invitation_id)
        arranged = WIDGETS[field.kind].arranged(field, order) if order else field
        yield replace(
            _filled(arranged, draft, typed, problems or {}),
            certainty=field.certainty and _filled(field.certainty, draft, typed, problems or {}),
            comment=field.comment and _filled(field.comment, draft, typed, problems or {}),
        )


def _filled(field: Field, draft: Form, typed: Form | None, problems: Mapping[str, str]) -> Field:
    """The field with what stands in it; of a text that is on record, only that it is."""
    widget, held = WIDGETS[field.kind], tuple(draft.get(field.name, ()))
    lines = widget.spread(held)
    if typed is not None:
        shown = _showable(typed.get(field.name, ()))
        lines = {box.key: _showable(typed.get(box.name, ())) for box in field.boxes}
    else:
        shown = () if widget.is_text else held
    return replace(
        field,
        values=shown,
        boxes=tuple(_with(box, lines) for box in field.boxes),
        kept=widget.is_text and _says(held) and not _says(shown),
        problem=problems.get(field.name, ""),
    )


def _with(box: Box, lines: Mapping[str, Sequence[str]]) -> Box:
    return replace(box, values=tuple(value for value in lines.get(box.key, ()) if value.strip()))


def _says(values: Sequence[str]) -> bool:
    return any(text.strip() for text in values)


def _showable(values: Sequence[str]) -> tuple[str, ...]:
    """What was typed, with a mark in the place of each character that no page can hold either."""
    return tuple(UNSTORABLE.sub("\ufffd", text) for text in values)


def page_submitted(page: Page, form: Form, draft: Form) -> dict[str, list[str]]:
    """What a page's form says for each of its questions. An empty text box keeps the text given before."""
    taken_back = set(form.get(TAKE_BACK, ()))
    submitted: dict[str, list[str]] = {}
    for asked in page.asked:
        widget = WIDGETS[asked.question.kind]
        submitted[asked.name] = widget.gathered(asked, form)
        submitted |= {name: list(form.get(name, ())) for name in names_beside(asked)}
        for name in ((asked.name,) if widget.is_text else ()) + (comment_name(asked),):
            if name in submitted and name not in taken_back and not _says(submitted[name]):
                submitted[name] = list(draft.get(name, ()))
    return submitted


def in_words(field: Field, values: Sequence[str]) -> tuple[Line, ...]:
    """The answers as the respondent read them; a text of their own is said to be there, not shown."""
    return WIDGETS[field.kind].words(field, values)


def value_in_words(asked: Asked, value: Value) -> tuple[Line, ...]:
    """The same of a value that was read, for a page that no longer has the form."""
    widget = WIDGETS[asked.question.kind]
    return widget.words(_plain_field(asked, NO_NUMBER, ""), widget.sent(value))


def beside_in_words(field: Field) -> tuple[str, ...]:
    """What was answered beside the question; a comment is said to be there, not shown."""
    sure = tuple(map(str, in_words(field.certainty, field.certainty.values))) if field.certainty else ()
    commented = (
        ("With a comment",) if field.comment and (field.comment.kept or _says(field.comment.values)) else ()
    )
    return sure + commented

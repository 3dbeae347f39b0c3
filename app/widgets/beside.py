"""What is asked beside a question: how sure the person is of the answer, and a box for a comment."""

from __future__ import annotations

from app.widgets.fields import Choice, Field
from question_banks.model import Kind
from surveys.questionnaires import Asked
from surveys.questionnaires.additions import (
    CERTAINTIES,
    asks_certainty,
    asks_comment,
    certainty_name,
    comment_name,
)

NO_NUMBER = 0


def certainty_field(asked: Asked) -> Field | None:
    if not asks_certainty(asked):
        return None
    choices = tuple(Choice(str(value), text) for value, text in CERTAINTIES.items())
    name = certainty_name(asked)
    return Field(name, Kind.SINGLE, NO_NUMBER, "How sure are you?", "", required=False, choices=choices)


def comment_field(asked: Asked) -> Field | None:
    if not asks_comment(asked):
        return None
    stem, hint = "Would you like to add something?", "Please name nobody."
    return Field(comment_name(asked), Kind.LONG_TEXT, NO_NUMBER, stem, hint, required=False)

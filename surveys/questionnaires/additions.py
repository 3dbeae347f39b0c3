"""What is asked beside a question: how sure the person is of a keyed answer, and whether they want to add something.

In a form and in a draft both stand under the question's name, a full stop and a word of their own. Both may be left
empty. They are kept with the question's answer; nothing is kept with a question that was left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from question_banks import items
from question_banks.errors import Unreadable
from question_banks.items.base import only_one
from question_banks.model import Bank, Kind
from surveys.questionnaires.model import Asked

CERTAINTY, COMMENT = "certainty", "comment"

CERTAINTIES: Mapping[int, str] = {1: "Very unsure", 2: "Unsure", 3: "Fairly sure", 4: "Certain"}
"""How sure somebody is that their answer is right. The numbers count upwards with more certainty."""

SUBMITTED = {str(number): number for number in CERTAINTIES}

NO_BANK = Bank("", "")
"""Reading a text needs nothing of its question's bank."""

Form = Mapping[str, Sequence[str]]


def certainty_name(asked: Asked) -> str:
    return f"{asked.name}.{CERTAINTY}"


def comment_name(asked: Asked) -> str:
    return f"{asked.name}.{COMMENT}"


def asks_certainty(asked: Asked) -> bool:
    """Whether it asks how sure the person is. Of what cannot be right or wrong nobody is asked that."""
    return asked.question.certainty and items.is_keyed(asked.question)


def asks_comment(asked: Asked) -> bool:
    return asked.question.comment


def names_beside(asked: Asked) -> tuple[str, ...]:
    """The names of what is asked beside the question."""
    named = {certainty_name(asked): asks_certainty(asked), comment_name(asked): asks_comment(asked)}
    return tuple(name for name, is_asked in named.items() if is_asked)


def certainty_of(asked: Asked, submitted: Form) -> int | None:
    """From 1 to 4; None when it was not asked or left empty. Raises ``Unreadable``."""
    text = only_one(submitted.get(certainty_name(asked), ())) if asks_certainty(asked) else None
    if text is not None and text not in SUBMITTED:
        raise Unreadable("Choose how sure you are from the answers that are listed.")
    return None if text is None else SUBMITTED[text]


def comment_of(asked: Asked, submitted: Form) -> str | None:
    """The comment as it was written, as a long text is; None when there is none. Raises ``Unreadable``."""
    if not asks_comment(asked):
        return None
    said = items.REGISTRY[Kind.LONG_TEXT].read(
        NO_BANK, asked.question, submitted.get(comment_name(asked), ())
    )
    return str(said) if said is not None else None


def problems_beside(asked: Asked, submitted: Form, *, answered: bool) -> dict[str, str]:
    """A sentence, by name, for each that is not right, and for a comment on a question that was left out."""
    problems = {}
    for name, read in ((certainty_name(asked), certainty_of), (comment_name(asked), comment_of)):
        try:
            said = read(asked, submitted)
        except Unreadable as refused:
            problems[name] = str(refused)
        else:
            if read is comment_of and said is not None and not answered:
                problems[name] = "Answer the question as well, so that your comment can be kept with it."
    return problems

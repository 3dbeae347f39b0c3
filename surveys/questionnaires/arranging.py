"""The order in which one person sees what a question shuffles: theirs alone, and the same at each visit."""

from __future__ import annotations

import random
from collections.abc import Iterable

from question_banks.model import Kind, Question
from surveys.questionnaires.model import Asked

SHUFFLED = frozenset({Kind.SINGLE, Kind.SEVERAL, Kind.MATCHING, Kind.ORDERING})
"""Kinds whose options can be shuffled. The points of a scale never are; of a list of statements, the statements are."""


def shown_order(asked: Asked, invitation_id: int) -> tuple[str, ...] | None:
    """The keys of the options (of a list: of the statements) in this person's order; None when it is the bank's.

    What is to be put in order is always shuffled: the bank lists it in the right one.
    """
    keys = list(_shuffled(asked.question))
    if not keys:
        return None
    random.Random(f"{invitation_id}:{asked.name}").shuffle(keys)  # noqa: S311 - an order, not a secret
    return tuple(keys)


def _shuffled(question: Question) -> Iterable[str]:
    if question.kind is not Kind.ORDERING and not question.shuffle:
        return ()
    if question.kind is Kind.STATEMENTS:
        return (row.key for row in question.rows)
    return (option.key for option in question.options if question.kind in SHUFFLED)

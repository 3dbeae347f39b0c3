"""What sorts of question, audience and so on there are."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """The item types. Each has a handler in ``items`` and a widget on the floor above."""

    SINGLE = "single"
    SEVERAL = "several"
    TRUE_FALSE = "true_false"
    SCALE = "scale"
    CONFIDENCE = "confidence"
    LONG_TEXT = "long_text"
    SHORT_TEXT = "short_text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    ORDERING = "ordering"
    MATCHING = "matching"
    STATEMENTS = "statements"


class Family(StrEnum):
    """What sort of statement an answer makes. Families are never averaged together."""

    KNOWLEDGE = "knowledge"
    SELF_RATING = "self-rating"
    BEHAVIOUR = "behaviour"
    REACTION = "reaction"
    OUTCOME = "outcome"


USUAL_STEPS: Mapping[Family, int] = {
    Family.KNOWLEDGE: 2,
    Family.SELF_RATING: 2,
    Family.BEHAVIOUR: 3,
    Family.REACTION: 2,
    Family.OUTCOME: 4,
}
"""The step that a question of each family speaks to, unless its author says otherwise."""


class Status(StrEnum):
    """Only ready questions are asked. A retired one stays in the bank, so that its answers keep their words."""

    DRAFT = "draft"
    READY = "ready"
    RETIRED = "retired"


class Audience(StrEnum):
    DELEGATE = "delegate"
    MANAGER = "manager"

"""Scales that can be taken as they are, so that banks by different people can be read side by side.

The first three are those of the shipped banks, to the letter.
"""

from __future__ import annotations

from question_banks.model import Audience, OutsideCode, Point, Scale

NOT_OBSERVED = OutsideCode("not-observed", "Not able to observe", (Audience.MANAGER,))
NO_OPPORTUNITY = OutsideCode("no-opportunity", "No opportunity so far")
TOO_EARLY = OutsideCode("too-early", "Too early to say")


def points(first: int, *texts: str) -> tuple[Point, ...]:
    """Labelled points that count up by one from ``first``."""
    return tuple(Point(value, text) for value, text in enumerate(texts, start=first))


READY_SCALES: tuple[Scale, ...] = (
    Scale(
        "agree",
        "Agreement",
        points(
            1,
            "Strongly disagree",
            "Disagree",
            "Neither agree nor disagree",
            "Agree",
            "Strongly agree",
        ),
    ),
    Scale(
        "how-often",
        "How often",
        points(0, "Never", "Rarely", "Sometimes", "Often", "Every time it applies"),
        (NO_OPPORTUNITY, NOT_OBSERVED),
    ),
    Scale(
        "how-much",
        "How much",
        points(0, "Not at all", "A little", "Quite a lot", "A great deal"),
        (TOO_EARLY, NOT_OBSERVED),
    ),
    Scale(
        "how-sure",
        "How sure",
        points(1, "Not at all sure", "Not very sure", "Fairly sure", "Very sure"),
    ),
    Scale(
        "how-well",
        "How well",
        points(1, "Very badly", "Badly", "Neither well nor badly", "Well", "Very well"),
        (NO_OPPORTUNITY, NOT_OBSERVED),
    ),
    Scale(
        "how-useful",
        "How useful",
        points(0, "No use", "A little use", "Useful", "Very useful"),
    ),
)

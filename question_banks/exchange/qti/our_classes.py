"""The kinds of ours that QTI has no interaction for are written as the nearest one, with a class that says which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from question_banks.characters import is_key
from question_banks.model import OutsideCode, Point, Scale

if TYPE_CHECKING:
    from question_banks.exchange.qti.content import Choice

OURS = "foursteps-"
POINT = re.compile("point_(minus_)?([0-9]{1,4})")
OUTSIDE = "outside_"
TITLE = "Scale"


def is_ours(interaction: Element, kind: str) -> bool:
    return OURS + kind in interaction.get("class", "").split()


def point_identifier(point: Point) -> str:
    return f"point_{'minus_' if point.value < 0 else ''}{abs(point.value)}"


def outside_identifier(code: OutsideCode) -> str:
    return OUTSIDE + code.code


def points_in(choices: Sequence[Choice]) -> Scale:
    """The scale that these choices are: points as we write them, or else numbered from 1 in their order."""
    outside = [choice for choice in choices if choice.identifier.startswith(OUTSIDE)]
    points = [choice for choice in choices if choice not in outside]
    numbered = [_value(choice.identifier) for choice in points]
    known = None not in numbered and len(set(numbered)) == len(numbered)
    return Scale(
        key="",
        title=TITLE,
        points=tuple(
            Point(value if known and value is not None else place, choice.text)
            for place, (value, choice) in enumerate(zip(numbered, points, strict=True), 1)
        ),
        outside=tuple(
            OutsideCode(_code(choice, place), choice.text) for place, choice in enumerate(outside, 1)
        ),
    )


def _value(identifier: str) -> int | None:
    found = POINT.fullmatch(identifier)
    return None if found is None else int(found[2]) * (-1 if found[1] else 1)


def _code(choice: Choice, place: int) -> str:
    code = choice.identifier.removeprefix(OUTSIDE)
    return code if is_key(code) else f"outside-{place}"

"""What survey programs ask for, as far as our model can hold it: choices, scales and statements made of their lists.

LimeSurvey, SurveyJS and XLSForm say the same things in different words; what they have in common is here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from question_banks.exchange.keys import Keys, letter
from question_banks.model import Accepted, Kind, NumberKey, Option, OutsideCode, Point, Row

OFF_SCALE = re.compile(
    r"(?:n/?a|not applicable|does not apply|do(?: not|n['’]t) know|no (?:opinion|answer|opportunity|response)"
    r"|(?:not able|unable) to (?:say|judge|observe|answer|comment)|cannot (?:say|judge)|not observed"
    r"|prefer not to (?:say|answer)|refuse(?:d)? to answer)(?: so far)?\W*",
    re.IGNORECASE,
)
"""Answers that are no point of the scale they end, whatever number the survey stores for them."""

WHOLE = re.compile(r"-?\d{1,4}")
MOST_TEXT = 2_000_000
"""Characters of one text that are looked at, with room for a picture that somebody has pasted into it."""
MOST_ANSWERS = 1_000
"""No list of countries is longer, and nobody can choose from one that is."""
MOST_MARKS = 100
MOST_POINTS = 1e6
SEVERAL_BEST = (
    "More than one answer earns the most points, so none is taken as right and the points are left off."
)
POINT_VALUES = range(-1_000, 1_001)


class Misfit(Exception):
    """Our model cannot hold the question; the message says why, in one sentence."""


@dataclass(frozen=True)
class Choice:
    """One entry of a list. ``code`` is what the survey stores, ``text`` what people read."""

    code: str
    text: str


@dataclass(frozen=True)
class Content:
    """What a question asks for. ``points`` and ``outside`` make its scale; ``losses`` are what it leaves behind."""

    kind: Kind
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    points: tuple[Point, ...] = ()
    outside: tuple[OutsideCode, ...] = ()
    answer: bool | None = None
    choose: int | None = None
    marks: int = 1
    shuffle: bool = False
    comment: bool = False
    accepted: tuple[Accepted, ...] = ()
    numbers: tuple[NumberKey, ...] = ()
    losses: tuple[str, ...] = ()


def scale_of(choices: Sequence[Choice], values: Sequence[str]) -> Content:
    """The list as the points of a scale, and the answers off it. ``values`` are the numbers that the survey gives them.

    Numbers are kept when they only rise or only fall, and a falling list is turned round, since our scales count
    upwards; else the points are counted from 1.
    """
    on = [
        (choice, value)
        for choice, value in zip(choices, values, strict=True)
        if not is_off_scale(choice.text)
    ]
    off = [choice for choice in choices if is_off_scale(choice.text)]
    if len(on) < 2:
        on, off = list(zip(choices, values, strict=True)), []
    if len(on) < 2:
        raise Misfit("It has fewer than two answers to choose from.")
    numbers, losses = _numbers([value for _choice, value in on])
    points = [Point(number, choice.text) for number, (choice, _value) in zip(numbers, on, strict=True)]
    if numbers[0] > numbers[-1]:
        points.reverse()
        losses = (
            *losses,
            "Its answers are listed from the lowest number to the highest, the other way round than before.",
        )
    if off:
        losses = (
            *losses,
            "Answers such as “not applicable” are kept off the scale, so that they are never counted as a number.",
        )
    keys = Keys()
    codes = tuple(OutsideCode(keys.unique(choice.text, "off-scale"), choice.text) for choice in off)
    return Content(Kind.SCALE, points=tuple(points), outside=codes, losses=losses)


def options_of(choices: Sequence[Choice]) -> tuple[Option, ...]:
    """The list as options, called by their letters."""
    if len(choices) < 2:
        raise Misfit("It has fewer than two answers to choose from.")
    if len(choices) > MOST_ANSWERS:
        raise Misfit(f"It has more than {MOST_ANSWERS:,} answers to choose from.")
    return tuple(Option(letter(index), choice.text) for index, choice in enumerate(choices))


def rows_of(choices: Sequence[Choice]) -> tuple[Row, ...]:
    """The list as the statements of a list or the lines of a table."""
    keys = Keys()
    return tuple(
        Row(keys.unique(choice.code, f"row-{index}"), choice.text) for index, choice in enumerate(choices, 1)
    )


def is_off_scale(text: str) -> bool:
    return OFF_SCALE.fullmatch(text.strip()) is not None


def counted(first: int, last: int, lowest: str = "", highest: str = "") -> tuple[Point, ...]:
    """Points that are called by their numbers; the two ends may have words too."""
    words = {last: highest, first: lowest}
    return tuple(
        Point(number, f"{number} ({words[number]})" if words.get(number) else str(number))
        for number in range(first, last + 1)
    )


def _numbers(values: Sequence[str]) -> tuple[list[int], tuple[str, ...]]:
    if all(WHOLE.fullmatch(value) and int(value) in POINT_VALUES for value in values):
        numbers = [int(value) for value in values]
        if numbers == sorted(set(numbers)) or numbers == sorted(set(numbers), reverse=True):
            return numbers, ()
    return list(range(1, len(values) + 1)), (
        "The points of its scale are numbered from 1 in the order listed.",
    )


def with_credits(content: Content, points: Sequence[float]) -> Content:
    """The choice marked by the points that each option earns; as it is when they tell no option apart."""
    best = max(points)
    if best <= 0 or len(set(points)) < 2:
        return content
    if list(points).count(best) > 1:
        return losing(content, SEVERAL_BEST)
    options = tuple(
        _credited(option, earned, best) for option, earned in zip(content.options, points, strict=True)
    )
    return replace(
        content, options=options, marks=int(best) if float(best).is_integer() and best <= MOST_MARKS else 1
    )


def _credited(option: Option, earned: float, best: float) -> Option:
    if earned == best:
        return replace(option, right=True)
    return replace(option, credit=round(max(-100.0, 100 * earned / best), 5)) if earned else option


def losing(content: Content, loss: str) -> Content:
    """The same content, and one more thing that it leaves behind."""
    return replace(content, losses=(*content.losses, loss))


def points_in(written: object) -> float:
    """The points that an answer is worth, however they are written; 0 for what is no sensible number."""
    try:
        points = float(str(written))
    except ValueError:
        return 0.0
    return points if abs(points) < MOST_POINTS else 0.0

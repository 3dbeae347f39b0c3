"""What a single cell says: lists, numbers with their tolerance, the points of a scale."""

from __future__ import annotations

import re
from collections.abc import Sequence

from question_banks.characters import is_key
from question_banks.exchange.numbers import NotANumber, decimal, number_key, written
from question_banks.model import NumberKey, OutsideCode, Point, Scale

BETWEEN = " | "
SPLIT = re.compile(r"\s*[|\n]\s*")
LISTED = re.compile(r"\s*[;\n]\s*")
TOLERANCE = re.compile(r"(.+?)\s*(?:±|\+/-|\+-|:)\s*(.+)", re.DOTALL)
RANGE = re.compile(r"(.+?)\s*(?:\.\.\.?|…|\bto\b|\bbis\b)\s*(.+)", re.DOTALL)
DASHED = re.compile(r"([0-9.,]+)\s*[-–—]\s*([0-9.,]+)")
POINT = re.compile(r"(-?[0-9]{1,4})\s*=\s*(.*)", re.DOTALL)
CODE = re.compile(r"\(([a-z0-9-]{1,64})\)\s*=\s*(.*)", re.DOTALL)
CREDIT = re.compile(r"(.+?)\s*%?", re.DOTALL)


def parts(cell: str) -> list[str]:
    """What stands between upright strokes or line breaks."""
    return [part for part in SPLIT.split(cell) if part]


def listed(cell: str) -> list[str]:
    """What stands between semicolons or line breaks."""
    return [part.strip() for part in LISTED.split(cell) if part.strip()]


def number_of(cell: str) -> NumberKey:
    """Such as "24", "24 ± 2" or "10 to 15". Raises ``NotANumber``."""
    for pattern in (RANGE, DASHED):
        ends = pattern.fullmatch(cell)
        if ends:
            return number_key(low=ends[1], high=ends[2])
    about = TOLERANCE.fullmatch(cell)
    return number_key(about[1], tolerance=about[2]) if about else number_key(cell)


def number_cell(key: NumberKey) -> str:
    return f"{written(key.value)} ± {written(key.tolerance)}" if key.tolerance else written(key.value)


def credit_of(cell: str) -> float:
    """A percentage, with its sign or without. Raises ``NotANumber``."""
    found = CREDIT.fullmatch(cell.strip())
    return float(f"{decimal(found[1] if found else cell):.12g}")


def whole_number(cell: str) -> int:
    """Raises ``NotANumber``."""
    number = decimal(cell)
    if number != number.to_integral_value() or abs(number) > 1_000_000:
        raise NotANumber
    return int(number)


def scale_of(cell: str) -> tuple[tuple[Point, ...], tuple[OutsideCode, ...]]:
    """The points in a cell, "1 = Never | 2 = Often", or only their words; "(not-seen) = Not seen" is off the scale."""
    points: list[Point] = []
    outside: list[OutsideCode] = []
    for part in parts(cell):
        code, point = CODE.fullmatch(part), POINT.fullmatch(part)
        if code:
            outside.append(OutsideCode(code[1], code[2].strip()))
        elif point:
            points.append(Point(int(point[1]), point[2].strip()))
        else:
            points.append(Point(points[-1].value + 1 if points else 1, part))
    return tuple(points), tuple(outside)


def scale_cell(scale: Scale) -> str:
    words = [f"{point.value} = {point.text}" for point in scale.points]
    words += [f"({code.code}) = {code.text}" for code in scale.outside]
    return BETWEEN.join(" ".join(word.split()) for word in words)


def keys_of(cell: str, count: int) -> list[str] | None:
    """So many keys, all different; None when the cell does not hold that."""
    keys = [key.strip() for key in cell.split(",")]
    fits = len(keys) == count == len(set(keys)) and all(map(is_key, keys))
    return keys if fits else None


def keys_cell(keys: Sequence[str]) -> str:
    return ", ".join(keys)

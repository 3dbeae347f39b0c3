"""A drawing cannot break across pages, so what would be taller than a page becomes several drawings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

TALLEST = 640.0
"""In units of the sheet: two thirds of a page of A4, so that a heading and some words fit above it."""

T = TypeVar("T")


def split(blocks: Sequence[T], height: Callable[[T], float], heads: float) -> list[list[T]]:
    """``blocks`` in runs that each fit into one drawing with ``heads`` above them. A block is never cut."""
    pieces: list[list[T]] = [[]]
    filled = heads
    for block in blocks:
        if pieces[-1] and filled + height(block) > TALLEST:
            pieces.append([])
            filled = heads
        pieces[-1].append(block)
        filled += height(block)
    return pieces

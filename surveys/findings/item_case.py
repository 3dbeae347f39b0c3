"""What flags are made from: one question's figures, the counts behind them, and what may be said of either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from question_banks.model import Bank
from surveys.disclosure import Floors
from surveys.enums import TimePoint
from surveys.findings.item_model import ItemAt, ItemStatistics
from surveys.findings.model import Figure


@dataclass(frozen=True)
class Counts:
    """The counts behind one time point's figures, for flags alone; they are never shown."""

    people: int
    full_marks: int
    earned: float | None
    chosen: Mapping[str, int]


@dataclass(frozen=True)
class Case:
    item: ItemStatistics
    bank: Bank
    counts: Mapping[TimePoint, Counts]
    floors: Floors

    def at(self, point: TimePoint) -> ItemAt | None:
        """What is known at the time point, when it rests on enough answers to judge by."""
        counts = self.counts.get(point)
        if counts is None or counts.people < self.floors.flags:
            return None
        return next(one for one in self.item.at if one.point is point)


def is_judged(case: Case, figure: Figure | None) -> bool:
    """Whether the figure is shown and rests on enough people to judge by."""
    return figure is not None and not figure.hidden and (figure.n or 0) >= case.floors.flags


def estimate_of(figure: Figure | None) -> float | None:
    return figure.estimate if figure is not None else None


def interval_in_words(figure: Figure) -> str:
    return f"95 % interval from {signed(figure.low or 0.0)} to {signed(figure.high or 0.0)}"


def signed(value: float) -> str:
    """Whole points with their sign; nothing has none."""
    text = f"{value:+.0f}".replace("-", "−")
    return "0" if text[1:] == "0" else text


def decimals(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")

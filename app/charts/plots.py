"""The drawing of a change cut into rows, so that on paper it stands in the table with its numbers and breaks with it.

The marks are those of the chart on screen: a ring before, a diamond after, and the change with its interval on an
axis of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.charts import wording
from app.charts.axes import Axis, difference_axis, scale_axis
from app.charts.changes import LEAST_REACH, difference_mark, mean_marks, mean_ticks
from app.charts.groups import ChangeGroup
from app.charts.svg import GREY, INK, RULE, UNITS, Sheet
from surveys.findings.model import Change

SIZE = 9.0
HEAD = 26.0
ROW = 15.2
AIR = 12.0
NUMBER = 24.0
"""Room for a number on the axis of differences."""


@dataclass(frozen=True)
class ChangePlots:
    """A row for each change on axes that all share, and a head with the numbers of the axes."""

    width: float
    shown: tuple[Change, ...]
    differences: Axis
    means: tuple[float, float]

    def head(self) -> Markup:
        sheet = Sheet("Before and after on the scale, and the change with its interval", "")
        left, right = self.means
        sheet.ring(left - 3, 6, 3.6)
        sheet.words(left + 4, 9, "before", size=SIZE)
        sheet.diamond(left + 45, 6, 4)
        sheet.words(left + 52, 9, "after", size=SIZE)
        sheet.words(
            (self.differences.left + self.differences.right) / 2, 9, "change", size=SIZE, anchor="middle"
        )
        low, *_middle, high = mean_ticks(self.shown, left, right)
        for x, text in (low, high):
            sheet.words(x, 22, text, size=SIZE, fill=GREY, anchor="middle")
        for tick in self._ticks():
            text = wording.tick(tick, self.shown[0].change.unit, signed=True)
            sheet.words(self.differences.x(tick), 22, text, size=SIZE, fill=GREY, anchor="middle")
        return sheet.svg(HEAD, self.width)

    def _ticks(self) -> Iterator[float]:
        """No change and both ends, unless an end stands too near to have its number written."""
        axis = self.differences
        yield 0.0
        for end in (axis.low, axis.high):
            if abs(axis.x(end) - axis.x(0)) > NUMBER:
                yield end

    def row(self, change: Change) -> Markup:
        """The marks of one change; the axes alone where it is not shown."""
        sheet = Sheet(self._told(change), "")
        for x in (
            self.means[0],
            sum(self.means) / 2,
            self.means[1],
            self.differences.left,
            self.differences.right,
        ):
            sheet.line(x, 0, x, ROW, edge=RULE, thick=0.6)
        nothing = self.differences.x(0)
        sheet.line(nothing, 0, nothing, ROW, edge=INK)
        if wording.shown(change.change):
            if wording.shown(change.before) and wording.shown(change.after):
                mean_marks(
                    sheet, change, scale_axis(change.axis.lowest, change.axis.highest, *self.means), ROW / 2
                )
            difference_mark(sheet, change.change, self.differences, ROW / 2)
        return sheet.svg(ROW, self.width)

    def _told(self, change: Change) -> str:
        if not wording.shown(change.change):
            return wording.NOT_SHOWN
        return f"Change {wording.change(change.change)}"


def change_plots(groups: Sequence[ChangeGroup], millimetres: float) -> ChangePlots | None:
    """The plots for a column as wide as is said; None when no change may be shown."""
    shown = tuple(change for group in groups for change in group.changes if wording.shown(change.change))
    if not shown:
        return None
    width = millimetres * UNITS
    middle = width * 0.52
    ends = [end for c in shown for end in (c.change.estimate, c.change.low, c.change.high) if end is not None]
    least = LEAST_REACH.get(shown[0].change.unit, 1.0)
    differences = difference_axis(ends, least, middle + AIR + 2, width - AIR)
    return ChangePlots(width, shown, differences, (AIR, middle - AIR - 4))

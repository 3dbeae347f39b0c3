"""Before and after on each objective, beside the change with its interval: one drawing for one family of questions.

Before is a ring and after a diamond, joined by a line. The change stands to the right on an axis of its own, because
the interval is that of the change and not of either mean.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app.charts import wording
from app.charts.axes import Axis, difference_axis, scale_axis
from app.charts.groups import ChangeGroup
from app.charts.pieces import split
from app.charts.svg import GREY, INK, LEADING, RULE, SIZE, TEAL, WIDTH, Sheet
from app.charts.widths import text_width, wrap
from surveys.findings.model import Change, Figure

SMALL = 10.5
LABEL = 160.0
"""How wide the words of an objective may be."""
POINT = 172.0
MEANS = (266.0, 400.0)
DIFFERENCES = (446.0, 546.0)
ESTIMATE_ENDS, INTERVAL_STARTS = 592.0, 597.0
HEADS = 46.0
ROW = 17.0
GAP = 9.0
LONGEST_LABEL = 6
LEAST_REACH = {"points": 20.0, "scale points": 2.0}
"""How far the axis of differences reaches at least, so that a small change does not look like a large one."""


def change_charts(title: str, groups: Sequence[ChangeGroup]) -> tuple[Markup, ...]:
    """One chart, or several under each other when there are many objectives; none when nothing may be shown."""
    shown = [change for group in groups for change in group.changes if wording.shown(change.change)]
    if not shown:
        return ()
    differences = _differences(shown)
    pieces = split(groups, _height, HEADS)
    return tuple(
        _chart(_name(title, place, len(pieces), piece), piece, shown, differences)
        for place, piece in enumerate(pieces, start=1)
    )


def _name(title: str, place: int, of: int, groups: Sequence[ChangeGroup]) -> str:
    """What a screen reader says for the chart: what it is of, and the line that sums it up."""
    first = next((c for g in groups if g.strong for c in g.changes if wording.shown(c.change)), None)
    sums_up = f" {wording.sentence(first.words)}" if first and first.words else ""
    return f"{wording.part(title, place, of)}.{sums_up} The table beside the chart has every number."


def _differences(changes: Sequence[Change]) -> Axis:
    ends = [end for c in changes for end in (c.change.estimate, c.change.low, c.change.high)]
    least = LEAST_REACH.get(changes[0].change.unit, 1.0)
    return difference_axis([end for end in ends if end is not None], least, *DIFFERENCES)


def _label(group: ChangeGroup) -> tuple[str, ...]:
    return wrap(group.label, LABEL, SIZE, bold=group.strong, most=LONGEST_LABEL)


def _rows(group: ChangeGroup) -> tuple[list[Change], list[Change]]:
    """The changes to draw, and those to tell of in one line of words."""
    return (
        [change for change in group.changes if wording.shown(change.change)],
        [change for change in group.changes if not wording.shown(change.change)],
    )


def _height(group: ChangeGroup) -> float:
    drawn, told = _rows(group)
    return max(len(_label(group)) * LEADING, (len(drawn) + bool(told)) * ROW) + GAP


def _chart(name: str, groups: Sequence[ChangeGroup], shown: Sequence[Change], differences: Axis) -> Markup:
    sheet = Sheet(
        name,
        "A ring is the mean before, a diamond the mean after. A bar shows the 95 % interval of the change.",
    )
    height = HEADS + sum(map(_height, groups))
    _heads(sheet, shown, differences, height)
    y = HEADS
    for group in groups:
        sheet.line(0, y - GAP / 2, WIDTH, y - GAP / 2, edge=RULE, thick=0.6)
        sheet.lines(0, y + 12, _label(group), bold=group.strong)
        _draw_group(sheet, group, differences, y)
        y += _height(group)
    return sheet.svg(height)


def _heads(sheet: Sheet, shown: Sequence[Change], differences: Axis, height: float) -> None:
    """What the two halves are, their numbers, and faint lines down from them."""
    left, right = MEANS
    sheet.ring(left - 22, 8, 4.5)
    sheet.words(left - 14, 12, "before")
    sheet.diamond(left + 36, 8, 5)
    sheet.words(left + 44, 12, "after")
    sheet.words(DIFFERENCES[0] - 8, 12, "change, with 95 % interval")
    for x, text in mean_ticks(shown, left, right):
        sheet.words(x, 30, text, size=SMALL, fill=GREY, anchor="middle")
        sheet.line(x, 34, x, height, edge=RULE, thick=0.6)
    for tick in differences.ticks:
        at_nothing = abs(tick) < 1e-9
        x, unit = differences.x(tick), shown[0].change.unit
        sheet.words(x, 30, wording.tick(tick, unit, signed=True), size=SMALL, fill=GREY, anchor="middle")
        sheet.line(x, 34, x, height, edge=INK if at_nothing else RULE, thick=1 if at_nothing else 0.6)


def mean_ticks(shown: Sequence[Change], left: float, right: float) -> list[tuple[float, str]]:
    """The numbers of the scale; where lines have different scales, only which end is which."""
    if len({(change.axis.lowest, change.axis.highest) for change in shown}) > 1:
        return [(left, "lowest"), (right, "highest")]
    axis = scale_axis(shown[0].axis.lowest, shown[0].axis.highest, left, right)
    return [(axis.x(tick), wording.tick(tick, shown[0].before.unit)) for tick in axis.ticks]


def _draw_group(sheet: Sheet, group: ChangeGroup, differences: Axis, y: float) -> None:
    drawn, told = _rows(group)
    for change in drawn:
        sheet.words(POINT, y + 12, wording.SHORT_POINTS[change.point], size=SMALL, fill=GREY)
        _means(sheet, change, y + 8)
        _difference(sheet, change.change, differences, y + 8)
        y += ROW
    if told:
        words = _told(told)
        sheet.box(POINT - 2, y, text_width(words, SMALL) + 4, ROW - 1)
        sheet.words(POINT, y + 12, words, size=SMALL, fill=GREY)


def _told(changes: Sequence[Change]) -> str:
    """ "3 months and 6 months: not shown"."""
    why = {change: wording.NOT_SHOWN if change.change.hidden else wording.NOTHING_YET for change in changes}
    return "; ".join(
        f"{wording.listed([wording.SHORT_POINTS[c.point] for c in changes if why[c] == words])}: {words}"
        for words in dict.fromkeys(why.values())
    )


def _means(sheet: Sheet, change: Change, y: float) -> None:
    if not (wording.shown(change.before) and wording.shown(change.after)):
        sheet.box(MEANS[0] - 28, y - 8, MEANS[1] - MEANS[0] + 56, ROW - 1)
        sheet.words(sum(MEANS) / 2, y + 4, "means not shown", size=SMALL, fill=GREY, anchor="middle")
        return
    axis = scale_axis(change.axis.lowest, change.axis.highest, *MEANS)
    mean_marks(sheet, change, axis, y)
    ends = sorted(
        (axis.x(figure.estimate), wording.estimate(figure))
        for figure in (change.before, change.after)
        if figure.estimate is not None
    )
    _beside(sheet, ends[0], y, "end")
    _beside(sheet, ends[1], y, "start")


def mean_marks(sheet: Sheet, change: Change, axis: Axis, y: float) -> None:
    """A ring before and a diamond after, joined by a line. Both means are shown."""
    before, after = axis.x(change.before.estimate or 0.0), axis.x(change.after.estimate or 0.0)
    sheet.line(before, y, after, y, edge=GREY, thick=2.2)
    sheet.ring(before, y, 5.4)
    sheet.diamond(after, y, 4.8)


def _beside(sheet: Sheet, end: tuple[float, str], y: float, anchor: str) -> None:
    """A mean's number, on paper of its own so that no line runs through it."""
    (x, text), width = end, text_width(end[1], SMALL)
    start = x - 8 - width if anchor == "end" else x + 8
    sheet.box(start - 1, y - 6, width + 2, 12)
    sheet.words(x - 8 if anchor == "end" else x + 8, y + 4, text, size=SMALL, anchor=anchor)


def _difference(sheet: Sheet, figure: Figure, axis: Axis, y: float) -> None:
    difference_mark(sheet, figure, axis, y)
    sheet.words(ESTIMATE_ENDS, y + 4, wording.change(figure), size=SMALL, bold=True, anchor="end")
    sheet.words(INTERVAL_STARTS, y + 4, wording.interval(figure) or "no interval", size=SMALL, fill=GREY)


def difference_mark(sheet: Sheet, figure: Figure, axis: Axis, y: float) -> None:
    """A diamond at the change, and its interval as a bar through it where there is one."""
    if figure.low is not None and figure.high is not None:
        low, high = axis.x(figure.low), axis.x(figure.high)
        sheet.line(low, y, high, y, edge=TEAL, thick=2.4)
        for end in (low, high):
            sheet.line(end, y - 4, end, y + 4, edge=TEAL, thick=1.4)
    if figure.estimate is not None:
        sheet.diamond(axis.x(figure.estimate), y, 4.8)

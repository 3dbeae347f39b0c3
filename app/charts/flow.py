"""How many people came through each gate of each wave: a line for a wave, a column for a gate."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app.charts.svg import GREY, RULE, SIZE, TEAL, WIDTH, Sheet
from app.charts.widths import text_width
from app.charts.wording import AUDIENCES, GATES, POINTS, WAITING, gate
from surveys.findings.model import FlowRow

LABELS = 132.0
"""The width of the column that names each wave."""
COLUMN = (WIDTH - LABELS) / len(GATES)
HEADS = 20.0
ROW = 17.0
BAR = 8.0
AIR = 8.0
EMPTY = "#e9e9e6"

SPOKEN = {"submitted", "matched"}
"""The gates from which on people have spoken: these columns are darker."""


def flow_chart(rows: Sequence[FlowRow]) -> Markup:
    """A block for each audience; nothing when there is no wave at all."""
    if not rows:
        return Markup("")
    sheet = Sheet(_title(rows), "Beside each number is a bar, as long as the number is large.")
    most = max(1, *(row.eligible for row in rows))
    numbers = text_width(f"{most:,}", SIZE, bold=True) + 6
    y = 0.0
    for audience in dict.fromkeys(row.audience for row in rows):
        _heads(sheet, AUDIENCES[audience], y)
        y += HEADS
        for row in rows:
            if row.audience is audience:
                _row(sheet, row, most, numbers, y)
                y += ROW
        y += AIR
    return sheet.svg(y - AIR)


def _title(rows: Sequence[FlowRow]) -> str:
    """Every number, as on paper no table stands beside the chart."""
    return f"How many people came through each gate. {'. '.join(map(_told, rows))}."


def _told(row: FlowRow) -> str:
    who = f"{AUDIENCES[row.audience]}, {POINTS[row.point].lower()}"
    if row.state in WAITING:
        return f"{who}: {WAITING[row.state].lower()}"
    counts = ((gate(row, name), said.lower()) for name, said in GATES.items())
    return f"{who}: {', '.join(f'{count} {said}' for count, said in counts if count)}"


def _heads(sheet: Sheet, audience: str, y: float) -> None:
    sheet.words(0, y + SIZE, audience, bold=True)
    for place, name in enumerate(GATES.values()):
        sheet.words(_column(place), y + SIZE, name, fill=GREY)
    sheet.line(0, y + 17, WIDTH, y + 17, edge=RULE)


def _row(sheet: Sheet, row: FlowRow, most: int, numbers: float, y: float) -> None:
    """One wave. What has not opened has no numbers, and says so."""
    baseline = y + 12
    sheet.words(0, baseline, POINTS[row.point])
    if row.state in WAITING:
        sheet.words(_column(0), baseline, WAITING[row.state], fill=GREY)
        return
    for place, name in enumerate(GATES):
        sheet.words(_column(place), baseline, gate(row, name), bold=name in SPOKEN)
        count = None if name in row.withheld else getattr(row, name)
        if count is not None:
            left, right = _column(place) + numbers, _column(place + 1) - 10
            _bar(sheet, left, right, baseline - 8, count / most, TEAL if name in SPOKEN else GREY)


def _bar(sheet: Sheet, left: float, right: float, y: float, share: float, fill: str) -> None:
    """Each column's track is as long as the largest number of the chart."""
    sheet.box(left, y, right - left, BAR, fill=EMPTY)
    sheet.box(left, y, (right - left) * share, BAR, fill=fill)


def _column(place: int) -> float:
    return LABELS + COLUMN * place

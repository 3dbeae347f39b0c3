"""Figures in words, the same in a chart, a table and a sentence. Nothing is computed here but rounding."""

from __future__ import annotations

from collections.abc import Sequence

from surveys.enums import Audience, TimePoint, WaveState
from surveys.findings import words
from surveys.findings.model import Axis, Figure, FlowRow, QuestionFinding

MINUS = "−"
PERCENT = "\u00a0%"

POINTS = {
    TimePoint.PRE: "Before the course",
    TimePoint.POST: "Straight after",
    TimePoint.MONTH3: "3 months after",
    TimePoint.MONTH6: "6 months after",
}
SHORT_POINTS = {
    TimePoint.PRE: "Before",
    TimePoint.POST: "After",
    TimePoint.MONTH3: "3 months",
    TimePoint.MONTH6: "6 months",
}
AUDIENCES = {Audience.DELEGATE: "Delegates", Audience.MANAGER: "Line managers"}

GATES = {
    "eligible": "Eligible",
    "invited": "Invited",
    "delivered": "Delivered",
    "started": "Started",
    "submitted": "Answered",
    "matched": "Matched",
}
"""The counts of a wave in the order that people pass them, with their names."""

WAITING = {WaveState.PLANNED: "Has not opened yet", WaveState.MISSED: "Was never opened"}
"""What is said of a wave that nobody was asked in."""


NOT_SHOWN = "not shown"
NOTHING_YET = "nothing to compare yet"


def gate(row: FlowRow, name: str) -> str:
    """One count of a wave: a number, the words for one that is withheld, or nothing where it has no meaning."""
    if name in row.withheld:
        return row.withheld_as
    count = getattr(row, name)
    return "" if count is None else f"{count:,}"


def amount(value: float, unit: str) -> str:
    """A figure's number with its unit but for points, as sentences say it."""
    return _number(value, unit) + (PERCENT if unit == "%" else "")


def signed(value: float, unit: str) -> str:
    """A difference with its sign and without its unit; nothing has no sign."""
    text = _number(value, unit)
    return text if text.startswith(MINUS) or not text.strip("0.") else f"+{text}"


def shown(figure: Figure) -> bool:
    return not figure.hidden and figure.estimate is not None


def estimate(figure: Figure) -> str:
    """The figure's number with its unit, or nothing."""
    return amount(figure.estimate, figure.unit) if shown(figure) and figure.estimate is not None else ""


def change(figure: Figure) -> str:
    """A difference with its sign, or nothing."""
    return signed(figure.estimate, figure.unit) if shown(figure) and figure.estimate is not None else ""


def interval(figure: Figure) -> str:
    """ "11 to 27", or nothing where no interval can be given."""
    if not shown(figure) or figure.low is None or figure.high is None:
        return ""
    return f"{_number(figure.low, figure.unit)} to {amount(figure.high, figure.unit)}"


def with_interval(figure: Figure) -> str:
    """ "71 % (59 to 80)": the estimate with its interval, where one can be given."""
    if not interval(figure):
        return estimate(figure)
    return f"{estimate(figure)} ({interval(figure).removesuffix(PERCENT)})"


def tick(value: float, unit: str, *, signed: bool = False) -> str:
    """A number on an axis: as short as it may be."""
    text = f"{abs(value):g}" + (PERCENT if unit == "%" and value else "")
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return sign + text


def scale(axis: Axis) -> str:
    """ "0 (Never) to 4 (Every time it applies)"."""
    return f"{axis.lowest:g} ({axis.lowest_words}) to {axis.highest:g} ({axis.highest_words})"


def listed(names: Sequence[str]) -> str:
    """ "After, 3 months and 6 months"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def part(title: str, place: int, of: int) -> str:
    """The title of one drawing of several."""
    return f"{title} (part {place} of {of})" if of > 1 else title


def who_and_when(answer: QuestionFinding) -> str:
    """ "Line managers, 3 months"."""
    return f"{AUDIENCES[answer.audience]}, {SHORT_POINTS[answer.point].lower()}"


def sentence(said: str) -> str:
    """``said`` with a capital and a full stop, and no line break before a per cent sign."""
    text = " ".join(said.split()).replace(" %", PERCENT)
    return text if not text else text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def _number(value: float, unit: str) -> str:
    """Rounded as in sentences, so that a table and a sentence never differ."""
    return words.amount(value, unit).split(" ")[0]

"""How often each of several choices was made: a bar for a choice at a time point, with its interval as a whisker."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app.charts import wording
from app.charts.groups import Asked
from app.charts.pieces import split
from app.charts.svg import GREY, INK, LEADING, RULE, SIZE, TEAL, WIDTH, Sheet
from app.charts.widths import wrap
from surveys.findings.model import QuestionFinding, Share

SMALL = 10.5
LABEL = 220.0
WHEN = 232.0
BARS = (290.0, 600.0)
HEADS = 24.0
ROW = 16.0
GAP = 7.0
LONGEST_LABEL = 4

Choice = tuple[str, tuple[tuple[QuestionFinding, Share], ...]]
"""The words of a choice, and how often it was made by each group of people."""


def choice_charts(title: str, questions: Sequence[Asked]) -> tuple[Markup, ...]:
    """One chart or several for each question; none when no choice may be shown."""
    return tuple(chart for question in questions for chart in _charts(title, question))


def choices(question: Asked) -> tuple[Choice, ...]:
    """Each choice once, with everybody's shares."""
    labels = dict.fromkeys(share.label for answer in question.answers for share in answer.shares)
    return tuple(
        (
            label,
            tuple((answer, s) for answer in question.answers for s in answer.shares if s.label == label),
        )
        for label in labels
    )


def shown_choices(question: Asked) -> tuple[tuple[Choice, ...], tuple[str, ...]]:
    """The choices of which any share is shown, and the words of the others."""
    rows = choices(question)
    shown = tuple(row for row in rows if any(wording.shown(share.share) for _answer, share in row[1]))
    return shown, tuple(row[0] for row in rows if row not in shown)


def _charts(title: str, question: Asked) -> tuple[Markup, ...]:
    rows = choices(question)
    if not any(wording.shown(share.share) for _label, shares in rows for _answer, share in shares):
        return ()
    pieces = split(rows, _height, HEADS)
    return tuple(
        _chart(wording.part(title, place, len(pieces)), piece) for place, piece in enumerate(pieces, start=1)
    )


def _height(choice: Choice) -> float:
    label, shares = choice
    return max(len(_label(label)) * LEADING, len(shares) * ROW) + GAP


def _label(text: str) -> tuple[str, ...]:
    return wrap(text, LABEL, SIZE, most=LONGEST_LABEL)


def _chart(title: str, rows: Sequence[Choice]) -> Markup:
    sheet = Sheet(
        f"{title}. The table beside the chart has every number.",
        "A bar is the share of people who chose it; the thin line through its end is the 95 % interval.",
    )
    sheet.words(BARS[0], 11, "share of people who chose it", size=SMALL, fill=GREY)
    sheet.line(0, 16, WIDTH, 16, edge=RULE, thick=0.6)
    y = HEADS
    for choice in rows:
        label, shares = choice
        sheet.lines(0, y + 11, _label(label))
        for place, (answer, share) in enumerate(shares):
            _share(sheet, answer, share, y + place * ROW)
        y += _height(choice)
    return sheet.svg(y)


def _share(sheet: Sheet, answer: QuestionFinding, share: Share, y: float) -> None:
    sheet.words(WHEN, y + 11, wording.SHORT_POINTS[answer.point], size=SMALL, fill=GREY)
    figure = share.share
    if figure.estimate is None or not wording.shown(figure):
        sheet.words(BARS[0], y + 11, wording.NOT_SHOWN, size=SMALL, fill=GREY)
        return
    sheet.box(BARS[0], y + 2, _along(figure.estimate) - BARS[0], 10, fill=TEAL)
    if figure.low is not None and figure.high is not None:
        sheet.line(_along(figure.low), y + 7, _along(figure.high), y + 7, edge=INK, thick=1.4)
    end = max(_along(figure.estimate), _along(figure.high or 0.0))
    sheet.words(end + 6, y + 11, wording.estimate(figure), size=SMALL, bold=True)


def _along(percent: float) -> float:
    return BARS[0] + (BARS[1] - BARS[0]) * min(max(percent, 0.0), 100.0) / 100

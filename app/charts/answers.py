"""How answers on a scale fell: a bar divided into shares, and the mean on the scale beside it.

Delegates and line managers stand under each other on the same scale. Each part of a bar carries its own words, so
that nothing has to be looked up and nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app.charts import bars, wording
from app.charts.axes import scale_axis
from app.charts.bars import Bar
from app.charts.groups import Asked
from app.charts.pieces import split
from app.charts.svg import GREY, LEADING, RULE, SIZE, TEAL, WIDTH, Sheet
from app.charts.widths import wrap
from surveys.findings.model import QuestionFinding

SMALL = 10.5
TINY = 9.5
BARS = (142.0, 490.0)
MEANS = (524.0, 616.0)
HEADS = 26.0
LINE = 15.0
GAP = 10.0
LONGEST_STEM = 4


def answer_charts(title: str, questions: Sequence[Asked]) -> tuple[Markup, ...]:
    """One chart, or several under each other when there are many questions; none when nothing may be shown."""
    if not any(_tells(answer) for question in questions for answer in question.answers):
        return ()
    pieces = split(questions, _height, HEADS)
    return tuple(
        _chart(wording.part(title, place, len(pieces)), piece) for place, piece in enumerate(pieces, start=1)
    )


def _tells(answer: QuestionFinding) -> bool:
    return bool(answer.shares) or (answer.mean is not None and wording.shown(answer.mean))


def _drawn_and_told(question: Asked) -> tuple[list[QuestionFinding], list[QuestionFinding]]:
    return [a for a in question.answers if _tells(a)], [a for a in question.answers if not _tells(a)]


def _stem(question: Asked) -> tuple[str, ...]:
    return wrap(question.stem, WIDTH, SIZE, most=LONGEST_STEM)


def _height(question: Asked) -> float:
    drawn, told = _drawn_and_told(question)
    return len(_stem(question)) * LEADING + sum(map(_row_height, drawn)) + len(told[:1]) * LINE + GAP + 5


def _row_height(answer: QuestionFinding) -> float:
    bar = _bar(answer)
    return bar.height() + 4 + bars.LEADING * len(bar.beneath(WIDTH - BARS[0]))


def _bar(answer: QuestionFinding) -> Bar:
    return Bar(answer, BARS[1] - BARS[0])


def _chart(title: str, questions: Sequence[Asked]) -> Markup:
    sheet = Sheet(
        f"{title}. The table beside the chart has every number.",
        "Each bar is divided into shares of those who answered on the scale, from low on the left to high on the right."
        " A diamond shows the mean on its scale, and a bar through it the 95 % interval.",
    )
    _heads(sheet)
    y = HEADS
    for question in questions:
        stem = _stem(question)
        sheet.lines(0, y + 10, stem)
        y += len(stem) * LEADING + 5
        y = _answers(sheet, question, y) + GAP
    return sheet.svg(y)


def _heads(sheet: Sheet) -> None:
    sheet.words(BARS[0], 11, "share of those who answered on the scale", size=SMALL, fill=GREY)
    sheet.words(MEANS[0], 11, "mean on the scale", size=SMALL, fill=GREY)
    sheet.line(0, 16, WIDTH, 16, edge=RULE, thick=0.6)


def _answers(sheet: Sheet, question: Asked, y: float) -> float:
    drawn, told = _drawn_and_told(question)
    for answer in drawn:
        sheet.words(0, y + 12, wording.who_and_when(answer), size=SMALL, fill=GREY)
        bar = _bar(answer)
        bar.draw(sheet, BARS[0], y)
        _mean(sheet, answer, y + 8)
        y += bar.height()
        beneath = bar.beneath(WIDTH - BARS[0])
        sheet.lines(BARS[0], y + 10, beneath, size=bars.SIZE, fill=GREY, leading=bars.LEADING)
        y += 4 + bars.LEADING * len(beneath)
    if told:
        who = wording.listed([wording.who_and_when(answer) for answer in told])
        words = wrap(f"{who}: {wording.NOT_SHOWN}", WIDTH, SMALL, most=1)
        sheet.lines(0, y + 11, words, size=SMALL, fill=GREY)
        y += LINE
    return y


def _mean(sheet: Sheet, answer: QuestionFinding, y: float) -> None:
    figure = answer.mean
    if figure is None or answer.axis is None or figure.estimate is None or not wording.shown(figure):
        sheet.words(MEANS[0], y + 4, "mean not shown", size=SMALL, fill=GREY)
        return
    axis = scale_axis(answer.axis.lowest, answer.axis.highest, *MEANS)
    sheet.line(axis.left, y, axis.right, y, edge=RULE)
    for end, x, anchor in ((axis.low, axis.left - 5, "end"), (axis.high, axis.right + 5, "start")):
        sheet.words(x, y + 3.5, wording.tick(end, figure.unit), size=TINY, fill=GREY, anchor=anchor)
    if figure.low is not None and figure.high is not None:
        sheet.line(axis.x(figure.low), y, axis.x(figure.high), y, edge=TEAL, thick=2.4)
    sheet.diamond(axis.x(figure.estimate), y, 4.8)
    sheet.words(WIDTH, y + 4, wording.estimate(figure), size=SMALL, bold=True, anchor="end")

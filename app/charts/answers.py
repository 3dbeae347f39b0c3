"""How answers on a scale fell: a bar divided into shares, and the mean on the scale beside it.

Delegates and line managers stand under each other on the same scale. Each part of a bar carries its own words, so
that nothing has to be looked up and nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from app.charts import wording
from app.charts.axes import scale_axis
from app.charts.groups import Asked
from app.charts.pieces import split
from app.charts.svg import GREY, INK, LEADING, RULE, SIZE, TEAL, WIDTH, Sheet
from app.charts.widths import text_width, wrap
from surveys.findings.model import QuestionFinding, Share

SMALL = 10.5
TINY = 9.5
TINY_LEADING = 11.0
BARS = (142.0, 490.0)
MEANS = (524.0, 616.0)
HEADS = 26.0
LEAST_BAR = 16.0
LINE = 15.0
GAP = 10.0
PADDING = 4.0
TINTS = ("#ffffff", "#e4f0f0", "#c9e1e2", "#aad0d2", "#8abec1")
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
    return _bar_height(answer) + 4 + TINY_LEADING * len(list(_beneath(answer)))


def _bar_height(answer: QuestionFinding) -> float:
    most = max((len(_within(share)) for share in answer.shares), default=1)
    return max(LEAST_BAR, most * TINY_LEADING + 5)


def _within(share: Share) -> tuple[str, ...]:
    """What is written into a part of a bar: its number and words, its number alone, or nothing."""
    room = _length(share) - 2 * PADDING
    number = wording.estimate(share.share)
    if all(text_width(word, TINY) <= room for word in f"{number} {share.label}".split()):
        lines = wrap(f"{number} {share.label}", room, TINY, most=4)
        if not lines[-1].endswith("…"):
            return lines
    return (number,) if text_width(number, TINY) <= room else ()


def _length(share: Share) -> float:
    return (BARS[1] - BARS[0]) * (share.share.estimate or 0.0) / 100


def _beneath(answer: QuestionFinding) -> Iterator[str]:
    """Lines under a bar: parts too narrow for their words, and answers that are not on the scale."""
    narrow = [s for s in answer.shares if len(" ".join(_within(s))) <= len(wording.estimate(s.share))]
    told = [f"{share.label} {wording.estimate(share.share)}" for share in narrow]
    off = [
        f"{share.label} {wording.estimate(share.share)} of all who answered"
        for share in answer.off_scale
        if wording.shown(share.share)
    ]
    for words in (*told, *off):
        yield from wrap(words, WIDTH - BARS[0], TINY, most=3)


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
        _bar(sheet, answer, y)
        _mean(sheet, answer, y + 8)
        y += _bar_height(answer)
        beneath = tuple(_beneath(answer))
        sheet.lines(BARS[0], y + 10, beneath, size=TINY, fill=GREY, leading=TINY_LEADING)
        y += 4 + TINY_LEADING * len(beneath)
    if told:
        who = wording.listed([wording.who_and_when(answer) for answer in told])
        words = wrap(f"{who}: {wording.NOT_SHOWN}", WIDTH, SMALL, most=1)
        sheet.lines(0, y + 11, words, size=SMALL, fill=GREY)
        y += LINE
    return y


def _bar(sheet: Sheet, answer: QuestionFinding, y: float) -> None:
    if not answer.shares:
        sheet.words(BARS[0], y + 12, "shares not shown", size=SMALL, fill=GREY)
        return
    x, height = BARS[0], _bar_height(answer)
    for share, tint in zip(answer.shares, _tints(len(answer.shares)), strict=True):
        sheet.box(x, y, _length(share), height, fill=tint, edge=INK)
        lines = _within(share)
        sheet.lines(x + PADDING, y + 11.5, lines, size=TINY, leading=TINY_LEADING)
        x += _length(share)


def _tints(count: int) -> list[str]:
    """From pale to dark, over the whole range however many there are."""
    last = len(TINTS) - 1
    return [TINTS[round(place * last / max(1, count - 1))] for place in range(count)]


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

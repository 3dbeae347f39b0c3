"""A bar divided into the shares of one distribution, each part with its own words: nothing hangs on colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from app.charts import wording
from app.charts.svg import GREY, INK, UNITS, Sheet
from app.charts.widths import text_width, wrap
from surveys.findings.model import QuestionFinding, Share

SIZE = 9.5
LEADING = 11.0
LEAST = 16.0
PADDING = 3.0
TINTS = ("#ffffff", "#e4f0f0", "#c9e1e2", "#aad0d2", "#8abec1")


@dataclass(frozen=True)
class Bar:
    """One answer's bar, ``width`` wide. With ``intervals`` each part also says its interval."""

    answer: QuestionFinding
    width: float
    intervals: bool = False

    def height(self) -> float:
        most = max((len(self._within(share)) for share in self.answer.shares), default=1)
        return max(LEAST, most * LEADING + 5)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """The bar with its left upper corner at ``x``, ``y``; words instead where shares may not be shown."""
        shares = self.answer.shares
        if not shares:
            sheet.words(x, y + 12, "shares not shown", size=SIZE + 1, fill=GREY)
        for share, tint in zip(shares, _tints(len(shares)), strict=True):
            sheet.box(x, y, self._length(share), self.height(), fill=tint, edge=INK)
            sheet.lines(x + PADDING, y + 11.5, self._within(share), size=SIZE, leading=LEADING)
            x += self._length(share)

    def beneath(self, width: float) -> tuple[str, ...]:
        """Lines under the bar: parts too narrow for their words, and answers that are not on the scale."""
        narrow = [
            share for share in self.answer.shares if len(self._within(share)) < 2 and self._is_bare(share)
        ]
        of_all = "" if self.intervals else " of all who answered"
        told = [f"{share.label} {self._figure(share)}" for share in narrow]
        off = [
            f"{share.label} {self._figure(share)}{of_all}"
            for share in self.answer.off_scale
            if wording.shown(share.share)
        ]
        return tuple(line for words in (*told, *off) for line in wrap(words, width, SIZE, most=3))

    def told(self) -> str:
        """Everything that the bar shows, with its intervals."""
        return "; ".join(self._told())

    def _told(self) -> Iterator[str]:
        for share in (*self.answer.shares, *self.answer.off_scale):
            if wording.shown(share.share):
                yield f"{share.label}: {wording.with_interval(share.share)}"

    def _is_bare(self, share: Share) -> bool:
        return "".join(self._within(share)) in ("", wording.estimate(share.share))

    def _within(self, share: Share) -> tuple[str, ...]:
        """What is written into a part: its figure and words, its number alone, or nothing."""
        room = self._length(share) - 2 * PADDING
        figure, number = self._figure(share), wording.estimate(share.share)
        if all(text_width(word, SIZE) <= room for word in (figure, *share.label.split())):
            lines = wrap(f"{figure} {share.label}", room, SIZE, most=4)
            if not lines[-1].endswith("…"):
                return lines
        return (number,) if text_width(number, SIZE) <= room else ()

    def _figure(self, share: Share) -> str:
        if not wording.shown(share.share):
            return wording.NOT_SHOWN
        text = wording.with_interval(share.share) if self.intervals else wording.estimate(share.share)
        return text.replace(" ", "\u00a0")

    def _length(self, share: Share) -> float:
        return self.width * (share.share.estimate or 0.0) / 100


def answer_bar(answer: QuestionFinding, millimetres: float) -> Markup:
    """The bar by itself for a cell of a printed table, as wide as is said; nothing when no share may be shown."""
    if not answer.shares:
        return Markup("")
    width = millimetres * UNITS
    bar = Bar(answer, width - 2, intervals=True)
    sheet = Sheet(bar.told(), "")
    bar.draw(sheet, 1, 1)
    beneath = bar.beneath(width)
    sheet.lines(1, bar.height() + 11, beneath, size=SIZE, fill=GREY, leading=LEADING)
    return sheet.svg(bar.height() + 3 + LEADING * len(beneath), width)


def _tints(count: int) -> list[str]:
    """From pale to dark, over the whole range however many there are."""
    last = len(TINTS) - 1
    return [TINTS[round(place * last / max(1, count - 1))] for place in range(count)]

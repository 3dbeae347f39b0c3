"""A sheet that a chart is drawn on, and the one string it becomes for page and PDF.

Only presentation attributes are written, no style and no id: the site's content security policy forbids the
first, and several charts on one page would share the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

INK = "#1d1d1b"
GREY = "#5a5a57"
RULE = "#c9c9c5"
PAPER = "#ffffff"
TEAL = "#0b5c63"

FONT = "Atkinson Hyperlegible Next,sans-serif"
WIDTH = 660.0
"""The width of every chart, in units of which a page of A4 with our margins is as wide."""
UNITS = WIDTH / 174
"""Units to a millimetre on paper."""
SIZE = 11.5
LEADING = 14.0


class Sheet:
    """Shapes in the order they are drawn. ``title`` is what a screen reader says for the chart.

    The tagged PDF takes its alternative text from the title alone, so the title says what is to be seen and the
    description adds how it is drawn.
    """

    def __init__(self, title: str, description: str) -> None:
        self._title = title
        self._description = description
        self._shapes: list[str] = []

    def svg(self, height: float, width: float = WIDTH) -> Markup:
        """The whole drawing, ``height`` tall. Every word in it has been escaped on the way."""
        return Markup(  # noqa: S704
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
            f'viewBox="0 0 {_number(width)} {_number(height)}" width="{_number(width)}" '
            f'height="{_number(height)}" font-family="{FONT}" font-size="{SIZE}" fill="{INK}">'
            f"<title>{clean(self._title)}</title><desc>{clean(self._description)}</desc>"
            f"{''.join(self._shapes)}</svg>"
        )

    def words(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        fill: str = INK,
        anchor: str = "start",
    ) -> None:
        """One line of text. ``anchor`` is start, middle or end."""
        self.lines(x, baseline, (text,), size=size, bold=bold, fill=fill, anchor=anchor)

    def lines(
        self,
        x: float,
        baseline: float,
        lines: Sequence[str],
        *,
        size: float = SIZE,
        bold: bool = False,
        fill: str = INK,
        anchor: str = "start",
        leading: float = LEADING,
    ) -> None:
        """Lines under each other; ``baseline`` is that of the first. Nothing is drawn for no lines."""
        if not lines:
            return
        spans = "".join(
            f'<tspan x="{_number(x)}" y="{_number(baseline + leading * index)}">{clean(line)}</tspan>'
            for index, line in enumerate(lines)
        )
        weight = ' font-weight="700"' if bold else ""
        self._shapes.append(
            f'<text font-size="{_number(size)}"{weight} fill="{fill}" text-anchor="{anchor}">{spans}</text>'
        )

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = PAPER, edge: str = "none"
    ) -> None:
        """A rectangle with an edge of one unit, or none."""
        self._shapes.append(
            f'<rect x="{_number(x)}" y="{_number(y)}" width="{_number(max(width, 0))}" '
            f'height="{_number(height)}" fill="{fill}" stroke="{edge}"/>'
        )

    def path(self, steps: str, *, fill: str = "none", edge: str = INK, thick: float = 1) -> None:
        self._shapes.append(
            f'<path d="{steps}" fill="{fill}" stroke="{edge}" stroke-width="{_number(thick)}"/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, *, edge: str = INK, thick: float = 1) -> None:
        self.path(f"M{_number(x1)} {_number(y1)}L{_number(x2)} {_number(y2)}", edge=edge, thick=thick)

    def ring(self, x: float, y: float, radius: float) -> None:
        """A hollow circle: what was before."""
        self._shapes.append(
            f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}" '
            f'fill="{PAPER}" stroke="{INK}" stroke-width="1.6"/>'
        )

    def diamond(self, x: float, y: float, radius: float, *, fill: str = TEAL) -> None:
        """A filled diamond: what was after."""
        steps = "".join(
            f"{letter}{_number(x + dx * radius)} {_number(y + dy * radius)}"
            for letter, dx, dy in (("M", 0, -1), ("L", 1, 0), ("L", 0, 1), ("L", -1, 0))
        )
        self.path(f"{steps}Z", fill=fill, edge=fill)


def clean(text: str) -> str:
    """``text`` as it may stand between tags: markup as text, and no control character, which XML forbids."""
    return escape("".join(c if c >= " " and c != "\x7f" and not _is_surrogate(c) else " " for c in text))


def _is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"

"""A drawing read back: every line of text with the space that it takes, and every mark with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

from app.charts.widths import text_width

SVG = "{http://www.w3.org/2000/svg}"
ABOVE, BELOW = 0.72, 0.2
"""How far letters reach above and below their baseline, in parts of their size."""
TOUCHING = 0.6
"""Units by which the spaces of two lines may share an edge: widths are rounded up."""


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Line) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > TOUCHING and down > TOUCHING


class Drawing:
    """Raises ``ParseError`` for what is not well-formed, and ``AssertionError`` for what the site forbids."""

    def __init__(self, svg: str) -> None:
        self.root: Element = fromstring(str(svg))  # noqa: S314 - our own drawing
        assert self.root.tag == f"{SVG}svg"
        for element in self.root.iter():
            assert {"style", "id", "href", "onload"} & set(element.attrib) == set()
            assert element.tag.removeprefix(SVG) in {
                "svg", "title", "desc", "text", "tspan", "rect", "path", "circle",
            }  # fmt: skip
        [_x, _y, self.width, self.height] = map(float, self.root.attrib["viewBox"].split())

    @property
    def title(self) -> str:
        return self.root.findtext(f"{SVG}title")

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines()]

    def words(self) -> str:
        """Every word, blanks evened out, the title and description too."""
        return " ".join(" ".join(self.root.itertext()).split())

    def lines(self) -> Iterator[Line]:
        for text in self.root.iter(f"{SVG}text"):
            size, bold = float(text.attrib["font-size"]), text.get("font-weight") == "700"
            for span in text.iter(f"{SVG}tspan"):
                width = text_width(span.text or "", size, bold=bold)
                x, y = float(span.attrib["x"]), float(span.attrib["y"])
                left = x - {"start": 0, "middle": width / 2, "end": width}[text.attrib["text-anchor"]]
                yield Line(span.text or "", left, left + width, y - ABOVE * size, y + BELOW * size)

    def collisions(self) -> list[tuple[str, str]]:
        """Pairs of texts that would be written over each other."""
        return [(one.text, two.text) for one, two in combinations(self.lines(), 2) if one.meets(two)]

    def outside(self) -> list[str]:
        """Texts that leave the sheet."""
        return [
            line.text
            for line in self.lines()
            if line.left < 0 or line.right > self.width + 1 or line.top < 0 or line.bottom > self.height + 1
        ]

    def rings(self) -> list[float]:
        """Where the rings stand, from the left, without that of the key."""
        return [float(ring.attrib["cx"]) for ring in self.root.iter(f"{SVG}circle")][1:]

    def boxes(self, fill: str) -> list[tuple[float, float]]:
        """Left end and width of each rectangle of a colour."""
        return [
            (float(box.attrib["x"]), float(box.attrib["width"]))
            for box in self.root.iter(f"{SVG}rect")
            if box.attrib["fill"] == fill
        ]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")

"""The words of QTI 1: material in flows, which may be plain text or HTML, or needs what no text can say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from question_banks.exchange.html_text import Plain, plain
from question_banks.exchange.qti.body import html_of
from question_banks.exchange.xml_text import local

SPACES = re.compile(r"\s+")
OTHER_MEDIA = {
    "matimage": "a picture",
    "mataudio": "a sound",
    "matvideo": "a film",
    "matapplet": "an embedded object",
    "matapplication": "an embedded object",
}
FLOWS = frozenset(
    (
        *("material", "material_ref", "flow", "flow_mat", "flow_label", "itemfeedback", "altmaterial"),
        *("solution", "solutionmaterial", "hint", "hintmaterial", "presentation_material", "rubric"),
    )
)
"""What only holds material. Anything else within a presentation is asked, not said."""


@dataclass(frozen=True)
class Piece:
    text: str
    lost: tuple[str, ...] = ()


def said(element: Element) -> Plain:
    """All that the material within an element says, a paragraph for each flow or piece of material."""
    pieces = list(_pieces(element))
    text = "".join(piece.text for piece in pieces)
    paragraphs = (" ".join(part.split(" ")).strip() for part in re.split(r"\n{2,}", text))
    lost = dict.fromkeys(one for piece in pieces for one in piece.lost)
    return Plain("\n\n".join(filter(None, paragraphs)), tuple(lost))


def _pieces(element: Element) -> Iterator[Piece]:
    for part in element:
        name = local(part)
        if name in OTHER_MEDIA:
            yield Piece("", (OTHER_MEDIA[name],))
        elif name in ("mattext", "matemtext"):
            yield _text(part)
        elif name == "matbreak":
            yield Piece("\n")
        elif name in FLOWS:
            yield from _pieces(part)
            yield Piece("\n\n")


def _text(element: Element) -> Piece:
    if "html" in element.get("texttype", "").lower() or len(element):
        # The HTML is either the text itself, escaped, or elements of the file.
        written = html_of(element) if len(element) else element.text or ""
        found = plain(written)
        return Piece(found.text, found.lost)
    text = element.text or ""
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return Piece(text if kept else SPACES.sub(" ", text))

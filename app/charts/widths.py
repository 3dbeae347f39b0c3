"""How wide words are in our typeface, so that a chart can wrap a label before anybody draws it.

SVG text does not wrap, and neither a browser nor a PDF is there yet when a chart is written.
"""

from __future__ import annotations

import re
import unicodedata

# Advance widths of Atkinson Hyperlegible Next in thousandths of the type size, rounded up to the next 40, so that
# a measured line is never narrower than the drawn one.
_REGULAR = {
    160: "'",
    240: ",.:;|¦·‘’",
    280: " `ijl\xa0´¸¹ìíîï",
    320: '!"()[f¡ł',
    360: "]rt{}¯°",
    400: "-/I\\_¨ª²³ºÌÍÎÏ“”",
    440: "1•",
    480: "?svyz¿ýÿšž",
    520: "*7Jckx¢¶ç–",
    560: "2<>FLT^aeghnou~§×àáâãäåèéêëñòóôõöøùúûü",
    600: "$3569EPSVYbdpq¤¥«±»ÈÉÊËÝÞßðþŁŠ",
    640: "+48=ABKRXZ£¬ÀÁÂÃÄÅ÷−Ž",
    680: "#0CDÇ…€",
    720: "GHNOUwÐÑÒÓÔÕÖØÙÚÛÜ",
    760: "&Q",
    800: "@©®",
    840: "M¼½—",
    880: "Wm¾æ™",
    920: "%Æ",
    960: "œ",
    1040: "Œ",
}

_BOLD = {
    240: "'",
    280: ",.:;j|¦‘’",
    320: " !`il\xa0¡´·¸¹ìíîï",
    360: "()[]ł",
    400: '"-_frt{}ª¯°',
    440: "/1I\\¨²³ºÌÍÎÏ•",
    480: "“”",
    520: "*csz¢ç–šž",
    560: "7?Lakvxy~§¶¿×àáâãäåýÿ",
    600: "+239<>EFJ^bdeghnopqu¤ÈÉÊËèéêëðñòóôõö÷øùúûüþ−Ł",
    640: "$4568=PSTZ£¬±ÞßŠŽ",
    680: "0ABCKRVY¥«»ÀÁÂÃÄÅÇÝ€",
    720: "DGHNUXÐÑÙÚÛÜ",
    760: "&OQwÒÓÔÕÖØ",
    800: "#@©®…",
    840: "—",
    880: "M¼½æ",
    920: "Wm",
    960: "¾™œ",
    1000: "%Æ",
    1040: "Œ",
}

BREAKS = re.compile("[ \\t\\r\\n]+")
_UNKNOWN = 1000
_ELLIPSIS = "…"


def _by_character(buckets: dict[int, str]) -> dict[str, int]:
    return {character: width for width, characters in buckets.items() for character in characters}


_WIDTHS = {False: _by_character(_REGULAR), True: _by_character(_BOLD)}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of ``text`` in the unit of ``size``, rounded up. Letters of other scripts count as a full square."""
    known = _WIDTHS[bold]
    total = 0
    for character in text:
        total += known.get(character) or (0 if unicodedata.combining(character) else _UNKNOWN)
    return total * size / 1000


def wrap(text: str, width: float, size: float, *, bold: bool = False, most: int = 4) -> tuple[str, ...]:
    """``text`` in lines of at most ``width``, at most ``most`` of them; what is left out shows as an ellipsis.

    A word wider than a line is broken; words with a no-break space between them are one.
    """
    lines: list[str] = []
    line = ""
    for word in filter(None, BREAKS.split(text)):
        if line and text_width(f"{line} {word}", size, bold=bold) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, size, bold, most + 1)
        lines.extend(whole)
        if len(lines) > most:
            break
    lines = [*lines, line] if line else lines
    return tuple(lines) if len(lines) <= most else _cut(lines[:most], width, size, bold)


def _pieces(word: str, width: float, size: float, bold: bool, most: int) -> list[str]:
    """The word in pieces that fit, no more of them than ``most``: nobody draws the rest."""
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size, bold=bold) > width:
            if len(pieces) == most:
                break
            pieces.append("")
        pieces[-1] += character
    return pieces


def _cut(lines: list[str], width: float, size: float, bold: bool) -> tuple[str, ...]:
    last = lines[-1]
    while last and text_width(last + _ELLIPSIS, size, bold=bold) > width:
        last = last[:-1]
    return (*lines[:-1], last.rstrip() + _ELLIPSIS)

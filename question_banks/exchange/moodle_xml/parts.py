"""The parts of a question's text that we write as such: the scenario before it and the help behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from question_banks.exchange.html_text import as_html, plain
from question_banks.exchange.moodle_xml.words import HELP, HTML, SCENARIO, Words, text_in

BEFORE = re.compile(f'<div class="{SCENARIO}">(.*?)</div>', re.DOTALL)
BEHIND = re.compile(f'<div class="{HELP}">(.*?)</div>', re.DOTALL)


@dataclass(frozen=True)
class Parts:
    stem: str
    scenario: str = ""
    help: str = ""


def parts_of(element: Element | None, words: Words) -> Parts:
    """The parts of the text within ``questiontext``. Raises ``Needed`` when one of them needs a picture."""
    if element is None:
        return Parts("")
    stem = words.needed(element)
    written = text_in(element)
    if words.form != HTML or (SCENARIO not in written and HELP not in written):
        return Parts(stem)
    before, behind = BEFORE.search(written), BEHIND.search(written)
    stem = plain(BEHIND.sub("", BEFORE.sub("", written, count=1), count=1)).text
    return Parts(stem, plain(before[1]).text if before else "", plain(behind[1]).text if behind else "")


def html_of(parts: Parts) -> str:
    """The HTML that ``parts_of`` takes apart again."""
    scenario = f'<div class="{SCENARIO}">{as_html(parts.scenario)}</div>' if parts.scenario else ""
    help_text = f'<div class="{HELP}">{as_html(parts.help)}</div>' if parts.help else ""
    return f"{scenario}<p>{as_html(parts.stem)}</p>{help_text}"

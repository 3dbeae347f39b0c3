"""The parts of a question's text that we write as such: the scenario before it and the help behind it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from question_banks.exchange.html_text import as_html, plain
from question_banks.exchange.moodle_xml.words import HELP, HTML, SCENARIO, Words, text_in


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
    scenario, rest = _part(written, SCENARIO)
    help_text, rest = _part(rest, HELP)
    return Parts(plain(rest).text, plain(scenario).text, plain(help_text).text)


def _part(written: str, name: str) -> tuple[str, str]:
    """What stands in the division of this class, and the text without it."""
    before, opened, behind = written.partition(f'<div class="{name}">')
    inside, closed, after = behind.partition("</div>")
    return (inside, before + after) if opened and closed else ("", written)


def html_of(parts: Parts) -> str:
    """The HTML that ``parts_of`` takes apart again."""
    scenario = f'<div class="{SCENARIO}">{as_html(parts.scenario)}</div>' if parts.scenario else ""
    help_text = f'<div class="{HELP}">{as_html(parts.help)}</div>' if parts.help else ""
    return f"{scenario}<p>{as_html(parts.stem)}</p>{help_text}"

"""The texts of a Moodle question: each says its own format, and may bring files along."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from question_banks.exchange.html_text import is_marked_up, plain
from question_banks.exchange.xml_text import child_text, children

HTML, PLAIN, AUTO, MARKDOWN = "html", "plain_text", "moodle_auto_format", "markdown"
FILE = "@@PLUGINFILE@@"
A_FILE = "a file"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg")
NEEDLESS = ("a script",)
SCENARIO, HELP = "foursteps-scenario", "foursteps-help"
"""The classes of the parts of a text that we write as such, and know again."""


class Needed(Exception):
    """The question needs what no text can say. The message names it: "a picture"."""


@dataclass
class Words:
    """Turns the texts of one question into plain text, and gathers what was lost on the way."""

    form: str = HTML
    lost: dict[str, None] = field(default_factory=dict)
    is_markdown: bool = False

    def needed(self, element: Element | None) -> str:
        """A text that the question cannot do without any part of. Raises ``Needed``."""
        words = Words(self.form)
        text = words.say(element)
        needed = [one for one in words.lost if one not in NEEDLESS]
        if needed:
            raise Needed(needed[0])
        self.is_markdown = self.is_markdown or words.is_markdown
        return text

    def say(self, element: Element | None) -> str:
        """The text within an element, in the format that it names, else in that of the question's own text."""
        if element is None:
            return ""
        written = text_in(element)
        if FILE in written:
            self.lost[_sort_of_file(element, written)] = None
        return self.said(written, element.get("format", "").strip() or self.form)

    def said(self, written: str, form: str) -> str:
        self.is_markdown = self.is_markdown or (form == MARKDOWN and bool(written))
        if form == PLAIN or (form in (AUTO, MARKDOWN) and not is_marked_up(written)):
            return written.replace("\r\n", "\n")
        # What is typed into Moodle's plain box keeps its line breaks; HTML has its own.
        found = plain(written.replace("\n", "<br>") if form in (AUTO, MARKDOWN) else written)
        self.lost.update(dict.fromkeys(found.lost))
        return found.text


def _sort_of_file(element: Element, written: str) -> str:
    """What the file is, as a report names it: a picture, where the text shows one."""
    names = [file.get("name", "").lower() for file in children(element, "file")]
    picture = "<img" in written.lower() or any(
        name.endswith((".png", ".jpg", ".jpeg", ".gif", ".svg")) for name in names
    )
    return "a picture" if picture else A_FILE


def text_in(element: Element) -> str:
    """What stands in the ``text`` of an element, as it is written."""
    return child_text(element, "text").strip()


def value(element: Element, name: str, default: str = "") -> str:
    """The short text of a child such as ``single``, whether or not it is wrapped in ``text``."""
    return child_text(element, name).strip() or default


def flag(element: Element, name: str, default: bool) -> bool:
    said = value(element, name).lower()
    return default if not said else said not in ("false", "0", "no")

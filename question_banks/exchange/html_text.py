"""HTML as others write it, made into the plain text that our questions are; and plain text made into HTML.

Linear in the length of the HTML whatever it holds: the standard library's parser is not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

PIECE = re.compile(r"<!--|<[/a-zA-Z!?][^<>]*>")
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:]*)")
ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,30})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
MARKED_UP = re.compile(
    r"</?[a-zA-Z][a-zA-Z0-9]{0,20}(?:\s[^<>]*)?/?>"
    r"|&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});"
)
LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}")
SPACES = re.compile(r"[ \t\n\r\f]+")
SPACES_HELD_APART = re.compile(r" +\xa0[ \xa0]*|\xa0[ \xa0]+")
LONGEST_ATTRIBUTE = 1_000
LONG_VALUE = re.compile(r'="[^"]{1000,}"')
LONGEST = 1_000_000
"""Characters of HTML that are looked at. A text of ours has 10,000."""

APART = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "section"),
        *("article", "header", "footer", "figure", "pre"),
    )
)
"""What stands in a paragraph of its own."""
ON_ITS_OWN_LINE = frozenset(("br", "li", "tr", "dt", "dd", "hr", "caption", "figcaption", "option", "prompt"))
UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg"))
LOST = {
    "img": "a picture", "image": "a picture", "audio": "a sound", "video": "a film", "embed": "a film",
    "object": "an embedded object", "iframe": "an embedded page", "svg": "a drawing", "canvas": "a drawing",
    "math": "a formula", "input": "an input field", "select": "an input field", "textarea": "an input field",
    "script": "a script",
}  # fmt: skip
RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


@dataclass(frozen=True)
class Plain:
    """The text that HTML says, and what of it no text can say, such as "a picture"."""

    text: str
    lost: tuple[str, ...] = ()


def unescaped(text: str) -> str:
    """``&amp;`` and its like undone, exactly once."""
    if "&" not in text:
        return text
    # The standard library stumbles over the longest numbers.
    return html.unescape(LONG_NUMBER.sub(lambda found: found[0].replace("&", "&amp;", 1), text))


def is_marked_up(text: str) -> bool:
    """Whether a text that does not say what it is looks like HTML: it has a tag or an escaped letter."""
    return MARKED_UP.search(text) is not None


def as_html(text: str) -> str:
    """Plain text as HTML that says the same: ``plain(as_html(text)).text == text`` for tidy text.

    Tidy means no white space at the ends, no two spaces together, no control characters.
    """
    return html.escape(text, quote=False).replace("\r\n", "\n").replace("\n", "<br/>")


def plain(text: str) -> Plain:
    """What a piece of HTML says as plain text, with line breaks where paragraphs and lines end."""
    reading = _Reading()
    if len(text) > LONGEST:
        # A picture may stand within the text that shows it, as letters of no meaning.
        text = LONG_VALUE.sub('=""', text)
    if len(text) > LONGEST:
        reading.lose("more than a million characters")
        text = text[:LONGEST]
    for is_tag, piece in _pieces(text):
        if is_tag:
            reading.tag(piece)
        else:
            reading.say(piece)
    return reading.result()


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Whether it is a tag, and what stands there; a "<" that begins no tag is text. Comments are left out."""
    at = 0
    while found := PIECE.search(text, at):
        if found.start() > at:
            yield False, text[at : found.start()]
        if found[0] == "<!--":
            end = text.find("-->", found.end())
            at = len(text) if end < 0 else end + 3
            continue
        at = _end_of_tag(text, found)
        yield True, text[found.start() : at]
    if at < len(text):
        yield False, text[at:]


def _end_of_tag(text: str, found: re.Match[str]) -> int:
    """A ">" within quotation marks does not end a tag."""
    end = found.end()
    if found[0].count('"') % 2:
        longer = text.find('">', end, end + LONGEST_ATTRIBUTE)
        return longer + 2 if longer >= 0 else end
    return end


class _Reading:
    """Says the pieces one after another, as a browser would without a style sheet."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._lost: dict[str, None] = {}
        self._breaks = 0
        self._space = False
        self._unseen = 0
        self._kept = 0
        self._script: str | None = None
        self._lists: list[int | None] = []
        self._links: list[str] = []

    def tag(self, piece: str) -> None:
        name_found = TAG.match(piece)
        if name_found is None:
            return
        name = name_found[1].lower().rpartition(":")[2]
        closes, closed = piece.startswith("</"), piece.endswith("/>")
        if LOST.get(name) and not closes:
            self._lose(name, piece)
        if name in UNSEEN:
            self._unseen = max(0, self._unseen + (-1 if closes else 0 if closed else 1))
        elif not self._unseen:
            self._seen_tag(name, piece, closes)

    def _lose(self, name: str, piece: str) -> None:
        attributes = attributes_of(piece)
        instead = attributes.get("alt", "").strip() if name in ("img", "image") else ""
        if instead and not self._unseen:
            self.say(f" [{instead}] ")
        self.lose(LOST[name])

    def lose(self, what: str) -> None:
        self._lost[what] = None

    def _seen_tag(self, name: str, piece: str, closes: bool) -> None:
        if name in APART:
            self._breaks = max(self._breaks, 2 if name != "div" else 1)
            self._kept += (-1 if closes else 1) if name == "pre" else 0
            self._list(name, closes)
        elif name in ON_ITS_OWN_LINE:
            self._line(name, closes)
        elif name in ("td", "th") and not closes:
            self._space = True
            if self._said and not self._breaks:
                self.say("| ")
        elif name in ("sup", "sub"):
            self._script = None if closes else name
        elif name == "a":
            self._link(piece, closes)

    def _line(self, name: str, closes: bool) -> None:
        if name == "br":
            self._breaks = min(self._breaks + 1, 2) if not closes else self._breaks
        else:
            self._breaks = max(self._breaks, 1)
        if name == "li" and not closes:
            self._bullet()

    def _list(self, name: str, closes: bool) -> None:
        if name in ("ol", "ul"):
            if not closes:
                self._lists.append(0 if name == "ol" else None)
            elif self._lists:
                self._lists.pop()

    def _bullet(self) -> None:
        count = self._lists[-1] if self._lists else None
        if count is None:
            self.say("• ")
            return
        self._lists[-1] = count + 1
        self.say(f"{count + 1}. ")

    def _link(self, piece: str, closes: bool) -> None:
        """The address of a link is said behind its words, unless the words are the address."""
        if not closes:
            self._links.append(attributes_of(piece).get("href", ""))
        elif self._links:
            address = self._links.pop()
            if address.startswith(("http://", "https://")) and address not in "".join(self._said[-3:]):
                self.say(f" ({address})")

    def say(self, piece: str) -> None:
        if self._unseen:
            return
        text = unescaped(piece)
        if self._kept > 0:
            self._say_words(text.replace("\r\n", "\n"))
            return
        words = SPACES.sub(" ", text)
        self._space = self._space or words.startswith(" ")
        if words.strip(" "):
            self._say_words(self._scripted(words.strip(" ")))
            self._space = words.endswith(" ")

    def _say_words(self, words: str) -> None:
        if self._said and self._breaks:
            self._said.append("\n" * self._breaks)
        elif self._said and self._space:
            self._said.append(" ")
        self._breaks, self._space = 0, False
        self._said.append(words)

    def _scripted(self, words: str) -> str:
        """Raised and lowered letters stay so: 10³ is not 103."""
        if self._script is None:
            return words
        table = RAISED if self._script == "sup" else LOWERED
        if all(ord(letter) in table for letter in words):
            return words.translate(table)
        return f"{'^' if self._script == 'sup' else '_'}({words})"

    def result(self) -> Plain:
        text = SPACES_HELD_APART.sub(" ", "".join(self._said))
        return Plain(text.strip(), tuple(self._lost))


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of a tag, their names in lower case, their values unescaped."""
    return {
        found[1].lower(): unescaped(found[2] or found[3] or found[4] or "")
        for found in ATTRIBUTE.finditer(tag[:10_000])
    }

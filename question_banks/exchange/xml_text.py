"""XML from strangers, read safely: no entity of its own, nothing fetched, no more than the limits allow.

What comes out are ordinary elements of the standard library's ElementTree that know their line (``element.line``).
"""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import name2codepoint
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from question_banks.errors import Refusal
from question_banks.exchange.limits import MOST_DEPTH, MOST_ELEMENTS

XML_START = "<"
CHUNK = 1_000_000
LONGEST_TAG = 5_000_000
"""Bytes of one tag, with room for a picture in an attribute, or of one comment."""
TOO_LONG = (
    f"The XML has a tag or a comment of more than {LONGEST_TAG // 1_000_000} MB, which no question bank has."
)


class Placed(Element):
    """An element that knows the line on which it begins; 0 when it does not come out of a file."""

    __slots__ = ("line",)

    def __init__(self, tag: str, attrib: dict[str, str] = {}, **extra: str) -> None:  # noqa: B006 - as Element's
        super().__init__(tag, attrib, **extra)
        self.line = 0


class _Builder:
    """Builds the tree as long as it stays within the limits."""

    def __init__(self) -> None:
        self._tree = TreeBuilder(element_factory=Placed)
        self._left = MOST_ELEMENTS
        self._depth = 0
        self.parser: DefusedXMLParser | None = None

    def start(self, tag: str, attrib: dict[str, str]) -> Element:
        self._depth += 1
        self._left -= 1 + len(attrib)
        if self._depth > MOST_DEPTH:
            raise Refusal("The XML is nested too deeply to be a question bank.")
        if self._left < 0:
            raise Refusal(f"The XML has more than {MOST_ELEMENTS:,} elements, which no question bank has.")
        element = self._tree.start(tag, attrib)
        if isinstance(element, Placed) and self.parser is not None:
            element.line = self.parser.parser.CurrentLineNumber
        return element

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return self._tree.end(tag)

    def data(self, text: str) -> None:
        self._tree.data(text)

    def close(self) -> Element:
        return self._tree.close()


def parsed(data: bytes | str) -> Placed:
    """The root element of an XML text. Raises ``Refusal`` when it is broken, attacks, or is beyond the limits.

    A declared DTD is neither fetched nor believed; HTML's named letters (``&nbsp;``) are known all the same.
    Comments and processing instructions are left out.
    """
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.entity.update({name: chr(code) for name, code in name2codepoint.items()})
    builder.parser = parser
    try:
        for start in range(0, len(data), CHUNK):
            parser.feed(data[start : start + CHUNK])
            # The attributes of a tag are all in memory before the first of them can be counted.
            if start + CHUNK - parser.parser.CurrentByteIndex > LONGEST_TAG:
                raise Refusal(TOO_LONG)
        return parser.close()  # type: ignore[no-any-return]
    except ParseError as error:
        raise Refusal(
            f"The XML is broken at line {error.position[0]}, column {error.position[1] + 1}."
        ) from None
    except DefusedXmlException:
        raise Refusal("The XML declares entities of its own, which no question bank needs.") from None
    except (LookupError, ValueError):
        raise Refusal("The XML is in an encoding that cannot be read.") from None


def local(element: Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(element: Element) -> str:
    """The address that stands for the element's namespace; "" when it has none."""
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children with one of these local names, whatever their namespace; all of them without names."""
    for child in element if element is not None else ():
        if not names or local(child) in names:
            yield child


def child(element: Element | None, name: str) -> Element | None:
    """The first child with this local name."""
    return next(children(element, name), None)


def child_text(element: Element | None, name: str) -> str:
    """The whole text within the first child with this local name; "" when there is none."""
    found = child(element, name)
    return "" if found is None else "".join(found.itertext())


def line_of(element: Element) -> str:
    """Where the element stands, for a report."""
    return f"line {getattr(element, 'line', 0)}"

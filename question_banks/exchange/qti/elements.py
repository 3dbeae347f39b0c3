"""Making the elements of QTI, in version 2's names, and turning them into a file of either version."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from question_banks.exchange.making_xml import allowed, document_of, make
from question_banks.exchange.qti.names import PREFIX, kebab

BETWEEN_PARAGRAPHS = re.compile("\n{2,}")
HTML = frozenset(("div", "p", "br", "span"))


def identifier(key: str) -> str:
    """A key as an identifier, which cannot begin with a digit or a hyphen."""
    return key if key[:1].isalpha() else f"_{key}"


def in_lines(element: Element, text: str) -> Element:
    """The element with the text in it, its line breaks as breaks."""
    first, *others = allowed(text).split("\n")
    element.text = first
    for line in others:
        br = make("br")
        br.tail = line
        element.append(br)
    return element


def paragraphs(text: str) -> list[Element]:
    """The text as paragraphs."""
    return [in_lines(make("p"), part) for part in BETWEEN_PARAGRAPHS.split(allowed(text))]


def to_version_3(root: Element) -> Element:
    """The same tree in version 3's names."""
    for element in root.iter():
        if element.tag not in HTML:
            element.tag = PREFIX + kebab(element.tag)
            attributes = {kebab(name): value for name, value in element.attrib.items()}
            element.attrib.clear()
            element.attrib.update(attributes)
    return root


def file_of(root: Element, namespace: str) -> bytes:
    """The tree as an XML file in this namespace."""
    root.set("xmlns", namespace)
    return document_of(root)

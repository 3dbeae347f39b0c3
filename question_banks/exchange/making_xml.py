"""Making XML for others: elements in few words, and the file that they are."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, indent, tostring

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make(tag: str, *children: Element | None, text: str = "", **attributes: str) -> Element:
    """An element with these children, its text and attributes; a child that is None is left out."""
    element = Element(tag, {name.rstrip("_"): allowed(value) for name, value in attributes.items()})
    element.text = allowed(text) or None
    element.extend(child for child in children if child is not None)
    return element


def allowed(text: str) -> str:
    """The text without what XML cannot hold."""
    return NO_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def document_of(root: Element) -> bytes:
    """The tree as a file, indented: text that stands beside elements keeps its white space."""
    indent(root)
    return f"{DECLARATION}{tostring(root, encoding='unicode')}\n".encode()

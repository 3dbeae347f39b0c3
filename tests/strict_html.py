"""Reads a page as strictly as can be, and refuses what assistive technology stumbles over."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

import html5lib


def parse(html: str) -> Element:
    """The page's tree. Raises ``html5lib.html5parser.ParseError`` or ``AssertionError`` for any fault."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    assert {name for name, count in ids.items() if count > 1} == set(), "ids used twice"
    assert _references(tree) - set(ids) == set(), "references to ids that are not there"
    assert _ungrouped(tree) == [], "radio buttons or checkboxes outside a fieldset with a legend"
    inline = [e.tag for e in tree.iter() if e.get("style") or e.tag in {"script", "style"}]
    assert inline == [], "inline style or script"
    assert len(tree.findall(".//h1")) == 1, "one heading of the first rank"
    return tree


def text_of(element: Element) -> str:
    """What a person reads in it, with blanks evened out."""
    return " ".join("".join(element.itertext()).split())


def _references(tree: Element) -> set[str]:
    """Every id that a label, a description or a link on the same page points at."""
    found = set()
    for element in tree.iter():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            found.update((element.get(name) or "").split())
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            found.add(element.get("href")[1:])
    return found


def _ungrouped(tree: Element) -> list[str]:
    """The names of choices that stand in no fieldset, but for a single checkbox with a label of its own."""
    grouped = {
        choice
        for fieldset in tree.iter("fieldset")
        if fieldset.find("legend") is not None and text_of(fieldset.find("legend"))
        for choice in fieldset.iter("input")
    }
    choices = [e for e in tree.iter("input") if e.get("type") in {"radio", "checkbox"}]
    names = Counter(choice.get("name") for choice in choices)
    return [
        choice.get("name")
        for choice in choices
        if choice not in grouped and (choice.get("type") == "radio" or names[choice.get("name")] > 1)
    ]

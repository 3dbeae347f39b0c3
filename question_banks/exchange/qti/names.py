"""The names of QTI: version 3 says "qti-simple-choice" and "show-hide" where version 2 said "simpleChoice", "showHide".

Everything else in this room knows only version 2's names, without namespaces.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from question_banks.exchange.xml_text import local, namespace

PREFIX = "qti-"
MATHS = "http://www.w3.org/1998/Math/MathML"
DRAWING = "http://www.w3.org/2000/svg"
FOREIGN = {MATHS: "math:", DRAWING: "svg:"}
HYPHEN = re.compile("-([a-z0-9])")
CAPITAL = re.compile("[A-Z]")
# Attributes that HTML has with hyphens; version 2 writes them so too.
HYPHENATED = ("data-", "aria-")


def simplify(root: Element) -> Element:
    """The same tree with version 2's names; what is maths or a drawing keeps a prefix that says so."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = _name(element)
            attributes = {_attribute(name): value for name, value in element.attrib.items()}
            element.attrib.clear()
            element.attrib.update(attributes)
    return root


def _name(element: Element) -> str:
    name = local(element)
    if namespace(element) in FOREIGN:
        return FOREIGN[namespace(element)] + name
    return camel(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else name


def _attribute(name: str) -> str:
    name = name.rpartition("}")[2]
    return name if name.startswith(HYPHENATED) else camel(name)


def camel(name: str) -> str:
    """Version 2's form of a name: "max-choices" becomes "maxChoices"."""
    return HYPHEN.sub(lambda found: found[1].upper(), name)


def kebab(name: str) -> str:
    """Version 3's form of a name: "maxChoices" becomes "max-choices"."""
    return CAPITAL.sub(lambda found: f"-{found[0].lower()}", name)

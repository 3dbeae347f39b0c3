"""Reads files of QTI 2 and 3: one item, or a package of them in the order of its tests and its manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from question_banks.documents.fields import LONGEST_TEXT
from question_banks.errors import Refusal
from question_banks.exchange.account import Taken, shown
from question_banks.exchange.html_text import Plain
from question_banks.exchange.nouns import Nouns
from question_banks.exchange.qti.body import HIDDEN, text_within
from question_banks.exchange.qti.contents import Contents, contents_of
from question_banks.exchange.qti.files import Package
from question_banks.exchange.qti.gathering import Gathering, Placed
from question_banks.exchange.qti.names import simplify
from question_banks.exchange.returning import Returning
from question_banks.exchange.source import Source
from question_banks.exchange.taking import Taking
from question_banks.exchange.xml_text import child, children, line_of, local

ITEM = "assessmentItem"
PROCESSING = "responseProcessing"
TEMPLATES = "rptemplates/"
LONGEST_PATH = 200
NEEDS = "The file holds no question itself: it names them in other files, so bring the whole zip package."
LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def read(source: Source) -> Taken:
    """What is in the file. Raises ``Refusal``, and nothing else."""
    return _Reading(source).taken() if source.is_zip else _single(source)


def _single(source: Source) -> Taken:
    taking = Taking(source)
    nouns = Nouns(taking)
    returning = Returning(taking, nouns, "")
    gathering = Gathering(taking, nouns, returning)
    items = items_in(source.xml)
    if not items:
        raise Refusal(NEEDS)
    title, language = items[0].get("title", ""), _language(items[0])
    for item in items:
        gathering.add(item, Placed(where=line_of(item)))
    return returning.taken(title, language)


def items_in(root: Element) -> list[Element]:
    """The items of a file in version 2's names: its root, or what some programs put together in one element."""
    simplify(root)
    return [root] if local(root) == ITEM else [element for element in root.iter() if local(element) == ITEM]


def _language(item: Element) -> str:
    found = item.get("lang", "")
    return found if LANGUAGE.fullmatch(found) else "en"


@dataclass
class _Reading:
    """A package while its items are read."""

    source: Source
    _passages: dict[str, Plain] = field(default_factory=dict)

    def taken(self) -> Taken:
        self._package = Package.of(self.source)
        self._contents = contents_of(self._package)
        taking = Taking(self.source)
        nouns = Nouns(taking)
        returning = Returning(taking, nouns, self._contents.bank)
        self._gathering = Gathering(taking, nouns, returning, templates=self._templates())
        language = ""
        for name in _item_files(self._package, self._contents):
            for item in items_in(self._package.xml(name)):
                language = language or _language(item)
                self._add(item, name)
        return returning.taken(self._contents.title, language or "en")

    def _add(self, item: Element, name: str) -> None:
        passages = [*self._shared(item, name), *self._pages(item, name)]
        placed = Placed(
            where=shown(name, LONGEST_PATH),
            category=self._contents.categories.get(name, ""),
            carried=self._contents.carried.get(name, ""),
            passage="\n\n".join(text.text for text in passages),
            passage_name=next(
                (one.get("identifier", "") for one in children(item, "assessmentStimulusRef")), ""
            ),
            lost=tuple(lost for text in passages for lost in text.lost),
        )
        self._gathering.add(item, placed)

    def _shared(self, item: Element, name: str) -> Iterator[Plain]:
        """The passages that the item refers to; one that is not in the package is lost."""
        for reference in children(item, "assessmentStimulusRef"):
            path = self._package.path(reference.get("href", ""), name)
            if path is None:
                yield Plain("", ("a passage that is not in the package",))
                continue
            if path not in self._passages:
                stimulus = simplify(self._package.xml(path))
                body = child(stimulus, "stimulusBody")
                self._passages[path] = _shortened(text_within(stimulus if body is None else body))
            yield self._passages[path]

    def _pages(self, item: Element, name: str) -> Iterator[Plain]:
        """Pages of the package that the item shows within itself, which are taken out of it."""
        for element in [one for one in item.iter("object") if one.get("type") == "text/html"]:
            path = self._package.path(element.get("data", ""), name)
            if path is not None:
                element.tag = HIDDEN
                if path not in self._passages:
                    self._passages[path] = _shortened(self._package.page(path))
                yield self._passages[path]

    def _templates(self) -> dict[str, Element]:
        """The response processing that the package brings along, by the names of its files."""
        names = [name for name in self._package.xml_names if TEMPLATES in name.lower()]
        roots = {
            name.rpartition("/")[2].lower().removesuffix(".xml"): self._package.xml(name) for name in names
        }
        return {name: root for name, root in roots.items() if local(simplify(root)) == PROCESSING}


def _shortened(passage: Plain) -> Plain:
    """No more of a passage than shows that it is too long: a long one may be shown by each of many items."""
    return Plain(passage.text[: LONGEST_TEXT + 1], passage.lost)


def _item_files(package: Package, contents: Contents) -> list[str]:
    """The files with items: as the tests list them, then as the manifest does, then what both forgot."""
    items = package.named("item")
    known = set(items)
    return list(dict.fromkeys([*(name for name in contents.order if name in known), *items]))

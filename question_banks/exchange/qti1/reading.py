"""Reads QTI 1.2: one file of items, or a package of them as Canvas, Respondus and Blackboard's exports are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from question_banks.characters import is_key
from question_banks.exchange.account import Taken, shown
from question_banks.exchange.keys import key_from
from question_banks.exchange.nouns import Nouns, is_passage
from question_banks.exchange.qti.content import Misfit
from question_banks.exchange.qti.files import Package
from question_banks.exchange.qti.running import Budget
from question_banks.exchange.qti1.item import Item
from question_banks.exchange.source import Source
from question_banks.exchange.taking import Taking, question, what_it_is
from question_banks.exchange.xml_text import child, child_text, children, line_of, local

HOLDERS = ("questestinterop", "assessment", "section", "objectbank")
VERSION = "qti1"
LONGEST_PATH = 200
BETWEEN = "/"
PASSAGE = "It is a passage, and was taken as the scenario of the questions that are asked about it."


@dataclass(frozen=True)
class _Found:
    element: Element
    category: str
    where: str


def read(source: Source) -> Taken:
    taking = Taking(source)
    reading = _Reading(taking)
    if not source.is_zip:
        reading.file(source.xml, "")
        return taking.taken(title=reading.title)
    package = Package.of(source)
    for name, (version, _) in package.kinds.items():
        if version == VERSION:
            reading.file(package.xml(name), f"{shown(name, LONGEST_PATH)}, ")
    return taking.taken(title=reading.title)


class _Reading:
    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._nouns = Nouns(taking)
        self._budget = Budget()
        self._passages: dict[str, str] = {}
        self.title = ""

    def file(self, root: Element, where: str) -> None:
        items = list(_items(root, "", where))
        self._find_passages([Item(found.element, self._budget) for found in items])
        for found in items:
            self._item(found)
        assessment = next((one for one in root.iter() if local(one) in ("assessment", "objectbank")), None)
        if assessment is not None:
            self.title = self.title or assessment.get("title", "") or _label(assessment, "bank_title")

    def _find_passages(self, items: Sequence[Item]) -> None:
        named = {item.passage for item in items if item.passage}
        for item in items:
            name = item.element.get("ident", "")
            words = item.words() if name in named else ""
            if words and is_passage(words):
                self._passages[name] = words

    def _item(self, found: _Found) -> None:
        item = Item(found.element, self._budget)
        kind = " ".join((item.kind or "item").replace("_", " ").split())
        try:
            read = item.read()
        except Misfit as reason:
            passage = found.element.get("ident", "") in self._passages
            why = PASSAGE if passage else str(reason)
            self._taking.leave_out(found.where, what_it_is(kind, item.title), why)
            return
        content = read.content
        asked = question(
            self._key(item, read.stem),
            content.kind,
            read.stem,
            objective=self._nouns.objective(found.category),
            scenario=self._nouns.scenario(self._passages.get(item.passage, "")),
            options=content.options,
            rows=content.rows,
            answer=content.answer,
            accepted=content.accepted,
            case_matters=content.case_matters,
            numbers=content.numbers,
            shuffle=content.shuffle,
            marks=content.marks,
            feedback=content.feedback,
        )
        if self._taking.add(asked, found.where):
            for loss in content.losses:
                self._taking.note(found.where, loss)
            self._taking.note_lost(found.where, read.lost)

    def _key(self, item: Item, stem: str) -> str:
        """Most programs number their items or call them all the same, so that only the words tell them apart."""
        own = item.element.get("ident", "")
        return self._taking.keys.unique(
            own if is_key(own) and "-" in own else stem, key_from(own, "question")
        )


def _items(element: Element, category: str, where: str) -> Iterator[_Found]:
    """The items within an element, with the titles of the sections and banks that they stand in."""
    for part in element if local(element) in HOLDERS else ():
        name = local(part)
        if name == "item":
            yield _Found(part, category, f"{where}{line_of(part)}")
        elif name in HOLDERS:
            title = "" if name == "assessment" else _title(part)
            yield from _items(part, BETWEEN.join(one for one in (category, title) if one), where)


def _title(part: Element) -> str:
    title = part.get("title", "") or _label(part, "bank_title")
    return " ".join(title.split())


def _label(part: Element, label: str) -> str:
    """A field of an element's own metadata."""
    for field in children(child(part, "qtimetadata"), "qtimetadatafield"):
        if child_text(field, "fieldlabel").strip() == label:
            return child_text(field, "fieldentry").strip()
    return ""

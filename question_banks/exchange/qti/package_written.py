"""A bank as a package of QTI: a manifest, a test with a section for each objective, items and shared passages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from xml.etree.ElementTree import Element

from question_banks.exchange import carried
from question_banks.exchange.account import Note, Written
from question_banks.exchange.making_xml import make
from question_banks.exchange.qti.content import Misfit
from question_banks.exchange.qti.contents import CARRIED
from question_banks.exchange.qti.elements import file_of, identifier, paragraphs, to_version_3
from question_banks.exchange.qti.files import MANIFEST
from question_banks.exchange.qti.item_written import WrittenItem, write_item
from question_banks.exchange.qti.versions import Version
from question_banks.model import Bank, Kind, Question

TEST = "test.xml"
LOM = "http://ltsc.ieee.org/xsd/LOM"
BEGINNING_OF_TIME = (1980, 1, 1, 0, 0, 0)
WHOLLY_RIGHT = "{} marks an order only when it is wholly right."
WILD = "{} has no wildcards: other programs take the texts with * for what they are."


def write(bank: Bank, version: Version) -> Written:
    """The package. The same bank always gives the same bytes."""
    items: dict[str, WrittenItem] = {}
    left_out: dict[str, str] = {}
    for question in bank.questions:
        try:
            items[question.key] = write_item(bank, question, version)
        except Misfit as reason:
            left_out[question.key] = str(reason)
    held = replace(bank, questions=tuple(question for question in bank.questions if question.key in items))
    data = _zipped(_files(held, version, items))
    return Written(data, left_out, tuple(_notes(held, version)))


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files:
            package.writestr(zipfile.ZipInfo(name, BEGINNING_OF_TIME), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _files(bank: Bank, version: Version, items: Mapping[str, WrittenItem]) -> Iterator[tuple[str, bytes]]:
    ties = {key: item.carried for key, item in items.items()}
    yield MANIFEST, file_of(_manifest(bank, version, ties), version.manifest)
    yield TEST, file_of(_named(_test(bank), version), version.namespace)
    for key, item in items.items():
        yield item_path(key), file_of(item.element, version.namespace)
    for key in _passages(bank, version):
        passage = make("stimulusBody", *paragraphs(bank.scenarios_by_key[key].text))
        root = make("assessmentStimulus", passage, identifier=identifier(key), title=key)
        yield passage_path(key), file_of(_named(root, version), version.namespace)


def item_path(key: str) -> str:
    return f"items/{key}.xml"


def passage_path(key: str) -> str:
    return f"passages/{key}.xml"


def _named(root: Element, version: Version) -> Element:
    return to_version_3(root) if version.is_3 else root


def _passages(bank: Bank, version: Version) -> list[str]:
    """The scenarios that have a file of their own: those that a question names, where the version has passages."""
    named = {question.scenario for question in bank.questions}
    return [scenario.key for scenario in bank.scenarios if scenario.key in named and version.is_3]


def _test(bank: Bank) -> Element:
    sections = [
        make(
            "assessmentSection",
            *(_reference(question) for question in questions),
            identifier=f"section_{place}",
            title=title,
            visible="true",
        )
        for place, (title, questions) in enumerate(_sections(bank), 1)
    ]
    part = make(
        "testPart", *sections, identifier="part", navigationMode="nonlinear", submissionMode="individual"
    )
    return make("assessmentTest", part, identifier=identifier(bank.key), title=bank.title)


def _sections(bank: Bank) -> Iterator[tuple[str, list[Question]]]:
    """Questions that follow each other on the same objective, under its title."""
    titles = {objective.key: objective.title for objective in bank.objectives}
    for title, questions in groupby(bank.questions, key=lambda question: titles.get(question.objective, "")):
        yield title, list(questions)


def _reference(question: Question) -> Element:
    return make("assessmentItemRef", identifier=identifier(question.key), href=item_path(question.key))


def _manifest(bank: Bank, version: Version, ties: dict[str, str]) -> Element:
    metadata = make(
        "metadata",
        make("schema", text=version.schema),
        make("schemaversion", text=version.schema_version),
        _title(bank),
        make(CARRIED, text=carried.of_bank(bank)),
    )
    resources = make("resources", *_resources(bank, version, ties))
    return make("manifest", metadata, make("organizations"), resources, identifier=f"manifest_{bank.key}")


def _title(bank: Bank) -> Element:
    string = make(f"{{{LOM}}}string", text=bank.title, language=bank.language)
    return make(f"{{{LOM}}}lom", make(f"{{{LOM}}}general", make(f"{{{LOM}}}title", string)))


def _resources(bank: Bank, version: Version, ties: dict[str, str]) -> Iterator[Element]:
    names = [f"item_{question.key}" for question in bank.questions]
    yield _resource(
        "test", version.kind("test"), TEST, *(make("dependency", identifierref=name) for name in names)
    )
    passages = _passages(bank, version)
    for question in bank.questions:
        needs = [
            make("dependency", identifierref=f"passage_{key}") for key in passages if key == question.scenario
        ]
        metadata = make("metadata", make(CARRIED, text=ties[question.key]))
        path = item_path(question.key)
        yield _resource(f"item_{question.key}", version.kind("item"), path, *needs, metadata=metadata)
    for key in passages:
        yield _resource(f"passage_{key}", version.kind("stimulus"), passage_path(key))


def _resource(name: str, kind: str, path: str, *needs: Element, metadata: Element | None = None) -> Element:
    return make("resource", metadata, make("file", href=path), *needs, identifier=name, type=kind, href=path)


def _notes(bank: Bank, version: Version) -> Iterator[Note]:
    for question in bank.questions:
        where = f'question "{question.key}"'
        if question.kind is Kind.ORDERING:
            yield Note(where=where, what=WHOLLY_RIGHT.format(version.title))
        if any("*" in accepted.text.replace("\\*", "") for accepted in question.accepted):
            yield Note(where=where, what=WILD.format(version.title))

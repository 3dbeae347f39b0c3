"""What a package says of its items besides the items: their order, their sections, and what is carried for us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from question_banks.exchange import carried
from question_banks.exchange.qti.files import Package
from question_banks.exchange.qti.names import simplify
from question_banks.exchange.xml_text import child, children, local

CARRIED = f"{{{carried.NAMESPACE}}}{carried.ELEMENT}"
SLASH = "/"


@dataclass
class Contents:
    """``order`` are the paths of items as the package lists them; ``categories`` and ``carried`` are by these paths."""

    title: str = ""
    bank: str = ""
    order: list[str] = field(default_factory=list)
    categories: dict[str, str] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)


def contents_of(package: Package) -> Contents:
    contents = Contents()
    for name in package.named("test"):
        _read_test(package, name, contents)
    if package.manifest is not None:
        _read_manifest(package, package.manifest, contents)
    return contents


def _read_test(package: Package, name: str, contents: Contents) -> None:
    test = simplify(package.xml(name))
    contents.title = contents.title or test.get("title", "")
    for category, address, beside in _references(package, test, name, "", {name}):
        path = package.path(address, beside)
        if path is not None and path not in contents.categories:
            contents.order.append(path)
            contents.categories[path] = category


def _references(
    package: Package, element: Element, name: str, category: str, seen: set[str]
) -> Iterator[tuple[str, str, str]]:
    """The category, the address and the file of each item reference, sections within sections joined by "/"."""
    for part in element:
        kind = local(part)
        if kind == "assessmentItemRef":
            yield category, part.get("href", ""), name
        elif kind == "assessmentSectionRef":
            path = package.path(part.get("href", ""), name)
            if path is not None and path not in seen and path in package.kinds:
                seen.add(path)
                section = simplify(package.xml(path))
                yield from _references(package, section, path, _within(category, section), seen)
        elif kind in ("testPart", "assessmentSection"):
            yield from _references(package, part, name, _within(category, part), seen)


def _within(category: str, section: Element) -> str:
    title = " ".join(section.get("title", "").split())
    return SLASH.join(one for one in (category, title) if one)


def _read_manifest(package: Package, name: str, contents: Contents) -> None:
    manifest = package.xml(name)
    metadata = child(manifest, "metadata")
    contents.title = contents.title or _title(metadata)
    contents.bank = _carried(metadata)
    for resource in children(child(manifest, "resources"), "resource"):
        path = package.path(resource.get("href", ""), name)
        if path is None:
            continue
        if path not in contents.categories:
            contents.order.append(path)
        contents.carried.setdefault(path, _carried(child(resource, "metadata")))


def _carried(metadata: Element | None) -> str:
    found = next(metadata.iter(CARRIED), None) if metadata is not None else None
    return "" if found is None else "".join(found.itertext())


def _title(metadata: Element | None) -> str:
    for element in metadata.iter() if metadata is not None else ():
        if local(element) == "title":
            return " ".join("".join(element.itertext()).split())
    return ""

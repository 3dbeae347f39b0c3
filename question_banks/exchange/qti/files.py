"""A package of QTI: a zip file with a manifest, or without one, whose XML files are items, tests and passages."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from urllib.parse import unquote
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

from question_banks.errors import Refusal
from question_banks.exchange.account import shown
from question_banks.exchange.html_text import Plain, plain
from question_banks.exchange.source import Source
from question_banks.exchange.xml_text import parsed

MANIFEST = "imsmanifest.xml"
MOST_ELEMENTS = 1_000_000
"""Elements of all XML files of one package."""

# What a file is, told from its first element of note; a mere mention in a text or comment cannot be told from it,
# and does no harm: the file is then parsed, and found to be something else.
VERSIONS = {
    "qti3": re.compile(rb"<(?:[\w.-]{1,40}:)?qti-assessment-(item|test|section|stimulus)[\s/>]"),
    "qti2": re.compile(rb"<(?:[\w.-]{1,40}:)?assessment(Item|Test|Section|Stimulus)[\s/>]"),
    "qti1": re.compile(rb"<(?:[\w.-]{1,40}:)?(questestinterop)[\s/>]"),
}
ZEROS = b"\0"

_packages: WeakKeyDictionary[Source, Package] = WeakKeyDictionary()


class Package:
    """The XML files of a zip, read once. A path that leads out of the zip leads nowhere."""

    def __init__(self, source: Source) -> None:
        self._zip = source.zip
        self._left = MOST_ELEMENTS
        self._bytes: dict[str, bytes] = {}

    @classmethod
    def of(cls, source: Source) -> Package:
        """The package of a file, which is unpacked once however often it is asked for."""
        if source not in _packages:
            _packages[source] = cls(source)
        return _packages[source]

    @cached_property
    def xml_names(self) -> tuple[str, ...]:
        return tuple(
            name for name in self._zip.names if name.lower().endswith(".xml") and not _is_litter(name)
        )

    @cached_property
    def manifest(self) -> str | None:
        """The path of the manifest that lies nearest to the top."""
        found = [name for name in self.xml_names if posixpath.basename(name).lower() == MANIFEST]
        return min(found, key=lambda name: name.count("/"), default=None)

    @cached_property
    def kinds(self) -> dict[str, tuple[str, str]]:
        """The version of QTI of each XML file, and whether it is an item, a test or the like, by path."""
        names = [name for name in self.xml_names if name != self.manifest]
        found = {name: version_and_kind(self.bytes(name)) for name in names}
        return {name: kind for name, kind in found.items() if kind[0]}

    def named(self, kind: str) -> list[str]:
        """The files of this kind in QTI 2 and 3."""
        return [name for name, (_, found) in self.kinds.items() if found == kind]

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.casefold(): name for name in self._zip.names}

    def bytes(self, name: str) -> bytes:
        if name not in self._bytes:
            self._bytes[name] = self._zip.read(name)
        return self._bytes[name]

    def xml(self, name: str) -> Element:
        """The root element of a file. Raises ``Refusal`` that names the file when it is broken."""
        try:
            root: Element = parsed(self._bytes.pop(name, b"") or self._zip.read(name))
        except Refusal as refusal:
            raise Refusal(f"In {shown(name)}: {refusal}") from None
        self._left -= sum(1 for _ in root.iter())
        if self._left < 0:
            raise Refusal(
                f"The package has more than {MOST_ELEMENTS:,} elements, which no question bank has."
            )
        return root

    def page(self, name: str) -> Plain:
        """What an HTML page in the package says."""
        return plain(self.bytes(name).decode("utf-8", errors="replace"))

    def path(self, address: str, beside: str) -> str | None:
        """The file that an address in the file ``beside`` means; None when it is not in the package."""
        if "://" in address or not address:
            return None
        joined = posixpath.normpath(
            posixpath.join(posixpath.dirname(beside), unquote(address.partition("#")[0]))
        )
        return None if joined.startswith(("/", "..")) else self._folded.get(joined.casefold())


def version_and_kind(data: bytes) -> tuple[str, str]:
    """The version that an XML file is written in, "qti3", "qti2" or "qti1", and "item", "test" ...; else ""."""
    text = data.replace(ZEROS, b"") if ZEROS in data[:200] else data
    for version, sign in VERSIONS.items():
        found = sign.search(text)
        if found:
            return version, found[1].decode().lower()
    return "", ""


def tells(source: Source, version: str) -> bool:
    """Whether a file is QTI of this version: one XML file, or a package, of which the newest version counts."""
    if source.is_xml:
        return version_and_kind(source.data)[0] == version
    if not source.is_zip:
        return False
    found = {kind[0] for kind in Package.of(source).kinds.values()}
    return next((one for one in VERSIONS if one in found), "") == version


def _is_litter(name: str) -> bool:
    """What macOS puts into zip files besides the files."""
    return name.startswith("__MACOSX/") or posixpath.basename(name).startswith("._")

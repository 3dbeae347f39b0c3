"""The XML parts of a workbook, looked at as they pass, without building a tree of them."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from question_banks.errors import Refusal
from question_banks.exchange.limits import MOST_PASSING

BROKEN = "The workbook is broken: open it, save it again as .xlsx, and try that."


class Watcher:
    """Told of each element as it begins and ends, by its name without a namespace, and of the text between."""

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def ends(self, name: str) -> None:
        """An element ends."""

    def says(self, text: str) -> None:
        """A piece of text."""


class _Target:
    """What the parser talks to: passes on names without their namespaces."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self._names: dict[str, str] = {}
        self._left = MOST_PASSING
        self.data = watcher.says

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise Refusal(f"The workbook has a part of more than {MOST_PASSING:,} elements.")
        self._watcher.begins(self._name(tag), attributes)

    def end(self, tag: str) -> None:
        self._watcher.ends(self._name(tag))

    def _name(self, tag: str) -> str:
        return self._names.setdefault(tag, tag.rpartition("}")[2])

    def close(self) -> None:
        return None


def watch(data: bytes, watcher: Watcher) -> None:
    """Parse one part. Raises ``Refusal`` when it is broken or attacks."""
    parser: Any = DefusedXMLParser(
        target=_Target(watcher), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    try:
        parser.feed(data)
        parser.close()
    except (ParseError, DefusedXmlException, LookupError, ValueError, OverflowError):
        raise Refusal(BROKEN) from None

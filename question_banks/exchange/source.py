"""A file to be read: its bytes, and lazily the text, the XML, the JSON or the zip that they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar
from weakref import WeakKeyDictionary

from question_banks.documents import json_text
from question_banks.errors import Refusal
from question_banks.exchange import decoding, xml_text
from question_banks.exchange.account import Note
from question_banks.exchange.limits import MOST_BYTES, MOST_LINES, MOST_VALUES
from question_banks.exchange.workbook import Sheet, is_workbook, sheets_of
from question_banks.exchange.zips import ZIP_START, SafeZip

XML_DECLARATION = "<?xml"
JSON_OBJECT = re.compile(r'\s*\{\s*(?:"|\}|\Z)')


T = TypeVar("T")


def kept(look: Callable[[Source], T]) -> cached_property[T]:
    """A form of a file, made once: one format after another asks for it, and is refused it with the same words."""
    refusals: WeakKeyDictionary[Source, str] = WeakKeyDictionary()

    def once(source: Source) -> T:
        if source in refusals:
            raise Refusal(refusals[source])
        try:
            return look(source)
        except Refusal as refusal:
            refusals[source] = str(refusal)
            raise

    made = cached_property(once)
    made.__doc__ = look.__doc__
    return made


class Source:
    """One file. Each of its forms raises ``Refusal`` when the file is not of that form, in one sentence.

    ``notes`` gathers what is to be told of how the file was read; readers hand it on (``Taking`` does it for them).
    """

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise Refusal(f"The file is larger than {MOST_BYTES // 2**20} MB, which no question bank is.")
        self.data = data
        self.notes: list[Note] = []

    @property
    def is_zip(self) -> bool:
        return self.data.startswith(ZIP_START)

    @cached_property
    def is_xml(self) -> bool:
        """Whether it begins as XML does. ``xml`` may still refuse it."""
        return not self.is_zip and self._starts_with(xml_text.XML_START)

    @cached_property
    def is_json(self) -> bool:
        """Whether it begins as a JSON object or list does. ``json`` may still refuse it."""
        return not self.is_zip and self._starts_with("{", "[")

    @cached_property
    def is_json_object(self) -> bool:
        """Whether it begins as a JSON object does, and not just with a brace."""
        return self.is_json and JSON_OBJECT.match(self.text) is not None

    @cached_property
    def is_other(self) -> bool:
        """Whether it is a zip file, XML or JSON, not just a text that begins as these do: with ``<b>`` or ``[x]``."""
        if self.is_zip or self.is_json_object or self.text.lstrip().startswith("<?xml"):
            return True
        try:
            return (self.is_xml and self.xml is not None) or (self.is_json and self.json is not None)
        except Refusal:
            return False

    @kept
    def text(self) -> str:
        """The text as it stands, without its byte order mark."""
        decoded = decoding.decode(self.data)
        if decoded.note:
            self.notes.append(Note(where="the file", what=decoded.note))
        return decoded.text

    @kept
    def lines(self) -> list[str]:
        """The lines of the text, whatever ends them in this file; line n is at index n - 1."""
        if self.text.count("\n") + self.text.count("\r") > MOST_LINES:
            raise Refusal(f"The file has more than {MOST_LINES:,} lines, which no question bank has.")
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @kept
    def xml(self) -> xml_text.Placed:
        """The root element. What claims to be UTF-8 and is Windows-1252 is read, with a note."""
        try:
            return xml_text.parsed(self.data.lstrip() if self.data[:1].isspace() else self.data)
        except Refusal as refusal:
            if self._is_utf8:
                raise
            try:
                return xml_text.parsed(_without_declaration(self.text))
            except Refusal:
                raise refusal from None

    @kept
    def json(self) -> object:
        """The JSON document: dicts, lists, texts, numbers, flags and None."""
        refuse_endless_json(self.text)
        return json_text.parsed(self.text)

    @kept
    def zip(self) -> SafeZip:
        return SafeZip(self.data)

    @cached_property
    def is_workbook(self) -> bool:
        """Whether it is a workbook (.xlsx). ``sheets`` may still refuse it."""
        return self.is_zip and is_workbook(self.zip)

    @kept
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of a workbook, with the words in their cells."""
        return sheets_of(self.zip)

    @property
    def _is_utf8(self) -> bool:
        try:
            self.data.decode()
        except UnicodeDecodeError:
            return False
        return True

    def _starts_with(self, *starts: str) -> bool:
        try:
            # The text of a file in UTF-16 is not known before it is decoded; of any other the bytes will do.
            start = self.data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
            if start.startswith(tuple(one.encode() for one in starts)) and b"\0" not in start:
                return True
            return b"\0" in start and self.text.lstrip().startswith(starts)
        except Refusal:
            return False


def refuse_endless_json(text: str) -> None:
    """Small values take many times the room in memory that they take in a file."""
    if sum(text.count(mark) for mark in "[{,:") > MOST_VALUES:
        raise Refusal(f"The JSON has more than {MOST_VALUES:,} values, which no question bank has.")


def _without_declaration(text: str) -> str:
    """XML that is text already is in no encoding, whatever it declares."""
    text = text.lstrip()
    return text.partition("?>")[2] if text.startswith(XML_DECLARATION) else text

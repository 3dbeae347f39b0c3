"""Zip files from strangers: read in memory, by name, within the limits; nothing is ever unpacked to a folder."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from question_banks.errors import Refusal
from question_banks.exchange.limits import MOST_MEMBERS, MOST_UNPACKED

ZIP_START = b"PK\x03\x04"
BROKEN = "The zip file is broken, or packed in a way that we cannot read."
TOO_LARGE = f"The zip file holds more than {MOST_UNPACKED // 1_000_000} MB of what we would have to read."
ENCRYPTED = 0x1


class SafeZip:
    """A zip file whose members can be read by name. Raises ``Refusal`` when it is broken or not to be trusted."""

    def __init__(self, data: bytes) -> None:
        with _broken():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise Refusal(f"The zip file holds more than {MOST_MEMBERS:,} files.")
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._left = MOST_UNPACKED
        for member in members:
            self._refuse_untrusted(member)
            if not member.is_dir():
                self._members[member.filename] = member

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of the files in it, in its order, with "/" between folders."""
        return tuple(self._members)

    def find(self, name: str) -> str | None:
        """The member meant by a path within the zip, whatever its case, or None."""
        if name in self._members:
            return name
        return next((other for other in self._members if other.casefold() == name.casefold()), None)

    def read(self, name: str) -> bytes:
        """What the member holds. Raises ``Refusal`` when there is none, it is broken, or it is too much."""
        member = self._members.get(name)
        if member is None:
            raise Refusal("The zip file lacks a file that it names.")
        if member.file_size > self._left:
            raise Refusal(TOO_LARGE)
        with _broken(), self._zip.open(member) as file:
            # What a zip file says of its sizes may be a lie, so what comes out is counted.
            data = file.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise Refusal(TOO_LARGE)
        return data

    def _refuse_untrusted(self, member: zipfile.ZipInfo) -> None:
        name = member.filename
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in member.orig_filename:
            raise Refusal("The zip file names a place outside itself, which no honest one does.")
        if member.flag_bits & ENCRYPTED:
            raise Refusal("The zip file is locked with a password.")
        if name in self._members:
            raise Refusal("The zip file names one of its files twice.")


@contextmanager
def _broken() -> Iterator[None]:
    """Whatever the standard library says of a broken zip file becomes a ``Refusal``."""
    try:
        yield
    except (
        *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, MemoryError),
        *(NotImplementedError, RuntimeError, ValueError, LookupError, OverflowError, AttributeError),
    ):
        raise Refusal(BROKEN) from None

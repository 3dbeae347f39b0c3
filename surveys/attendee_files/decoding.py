"""From bytes to text: which encoding a file is in, and which files are no text at all."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from surveys.attendee_files.model import FileRefused

LARGEST = 20 * 1024 * 1024

BINARY_STARTS = {
    b"PK\x03\x04": "This is an Excel workbook or a zip file, not CSV: open it and save it as CSV UTF-8.",
    b"\xd0\xcf\x11\xe0": "This is an old Excel workbook, not a CSV file: open it and save it as CSV UTF-8.",
    b"%PDF": "This is a PDF, not a CSV file: ask for the list as CSV.",
}
NOT_TEXT = "This is not a text file: export the list as CSV UTF-8."

WINDOWS_NOTE = "The file was read as Windows-1252 text: check that names with accents are right."
TWICE_NOTE = "The file had been encoded twice and was put right: check that names with accents are right."


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of ``data``: UTF-8, UTF-16 when it has its mark, else Windows-1252 (with a note).

    Raises:
        FileRefused: it is empty, larger than 20 MB, or not text.
    """
    if len(data) > LARGEST:
        raise FileRefused("The file is larger than 20 MB: export one event at a time.")
    if not data.strip():
        raise FileRefused("The file is empty.")
    for start, sentence in BINARY_STARTS.items():
        if data.startswith(start):
            raise FileRefused(sentence)
    decoded = _decoded(data)
    if "\0" in decoded.text:
        raise FileRefused(NOT_TEXT)
    return decoded


def _decoded(data: bytes) -> Decoded:
    try:
        return _once(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if marked else "cp1252"
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused(NOT_TEXT) from error
    return Decoded(text, "UTF-16") if marked else Decoded(text, "Windows-1252", (WINDOWS_NOTE,))


def _once(text: str) -> Decoded:
    """UTF-8 text; where all of it was UTF-8 read as Windows-1252 and encoded again, that is undone.

    Text that was encoded once does not pass: a lone accented letter is no valid UTF-8 sequence.
    """
    if text.isascii():
        return Decoded(text, "UTF-8")
    try:
        undone = text.encode("cp1252", "foursteps-c1").decode("utf-8-sig")
    except UnicodeError:
        return Decoded(text, "UTF-8")
    return Decoded(undone, "UTF-8", (TWICE_NOTE,))


def _c1_as_byte(error: UnicodeError) -> tuple[bytes, int]:
    """Five bytes have no letter in Windows-1252; encoding twice makes them control characters."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    piece = error.object[error.start : error.end]
    return piece.encode("latin-1"), error.end


codecs.register_error("foursteps-c1", _c1_as_byte)

"""From bytes to text: which encoding a file is in, told to the reader where it was a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from question_banks.errors import Refusal
from question_banks.exchange.account import shown

NOT_TEXT = "The file is not text, nor any other form of question bank that we know."
WINDOWS = "It was read as Windows-1252 text{}: check that letters with accents and quotation marks are right."
TWICE = "It had been encoded twice and was put right{}: check that letters with accents are right."
FOREIGN_WORD = re.compile(r"[^\W_]*[^\x00-\x7f]\w*")
PROBE = 4_000
LETTERLESS = "foursteps-letterless-byte"


@dataclass(frozen=True)
class Decoded:
    """The text of a file, and what is to be told of how it was read ("" when it was plain)."""

    text: str
    note: str = ""


def decode(data: bytes) -> Decoded:
    """UTF-8, or UTF-16 by its mark or its zeros, else Windows-1252. Raises ``Refusal`` for what is not text.

    UTF-8 without a mark that makes sense only when it is decoded twice is; with a mark it is taken at its word.
    """
    try:
        text = data.decode("utf-8-sig")
        decoded = Decoded(text) if data.startswith(codecs.BOM_UTF8) else _once(text)
    except UnicodeDecodeError:
        decoded = _other(data)
    if "\0" in decoded.text:
        decoded = _unmarked_utf16(data)
    return decoded


def encode(text: str) -> bytes:
    """UTF-8 that ``decode`` gives back as it is: with a mark where it could be mistaken for encoded twice."""
    data = text.encode()
    return data if decode(data).text == text else codecs.BOM_UTF8 + data


def _other(data: bytes) -> Decoded:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(_strictly(data, "utf-16"))
    if b"\0" in data[:PROBE]:
        return _unmarked_utf16(data)
    text = _strictly(data, "cp1252")
    return Decoded(text, WINDOWS.format(_for_example(text)))


def _unmarked_utf16(data: bytes) -> Decoded:
    """Text in UTF-16 has a zero in every second byte, where it is in Latin letters; nothing else is let off."""
    start = data[: PROBE - PROBE % 2]
    zeros = (start[::2].count(0), start[1::2].count(0))
    encoding = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    if max(zeros) * 4 < len(start) or min(zeros) * 20 > len(start):
        raise Refusal(NOT_TEXT)
    text = _strictly(data, encoding)
    if "\0" in text:
        raise Refusal(NOT_TEXT)
    return Decoded(text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal(NOT_TEXT) from None


def _once(text: str) -> Decoded:
    """UTF-8 text; where all of it was UTF-8 read as Windows-1252 and encoded again, that is undone."""
    if text.isascii():
        return Decoded(text)
    try:
        undone = text.encode("cp1252", LETTERLESS).decode("utf-8-sig")
    except UnicodeError:
        return Decoded(text)
    return Decoded(undone, TWICE.format(_for_example(undone)))


def _for_example(text: str) -> str:
    word = FOREIGN_WORD.search(text)
    return f", such as “{shown(word[0])}”" if word else ""


def _as_byte(error: UnicodeError) -> tuple[bytes, int]:
    """Five bytes have no letter in Windows-1252; encoding twice makes them control characters."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].encode("latin-1"), error.end


codecs.register_error(LETTERLESS, _as_byte)

"""From text to rows of cells: the delimiter, quotes across lines, and limits that protect memory."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from surveys.attendee_files.columns import recognised
from surveys.attendee_files.model import FileRefused

DELIMITERS = ",;\t|"
MOST_ROWS = 100_000
LONGEST_LINE = 1_000_000
SAMPLE = 4_000

# Text never holds NUL (see ``decoding``), so a last line of NUL shows whether a quotation mark was left open.
END = "\0"

SEPARATOR_LINE = re.compile(r'"?sep=([^\r\n])"?(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """``rows`` yields each row that is not blank and the line it starts on; it may raise ``FileRefused``."""

    header: list[str]
    rows: Iterator[tuple[int, list[str]]]
    delimiter: str


def split_table(text: str) -> Table:
    """The header and rows of ``text``.

    Raises:
        FileRefused: there is no header; or, from ``rows`` too, a limit is passed or a quote stays open.
    """
    told = SEPARATOR_LINE.match(text)
    body = text[told.end() :] if told else text
    delimiter = told.group(1) if told and told.group(1) in DELIMITERS else find_delimiter(body)
    rows = _rows(body, delimiter, lines_before=1 if told else 0)
    _, header = next(rows, (0, []))
    if not header:
        raise FileRefused("The file is empty.")
    return Table(header, _limited(rows), delimiter)


def find_delimiter(body: str) -> str:
    """The delimiter under which most headings are known; among equals, the one the Sniffer chose."""
    return max(_candidates(body), key=lambda delimiter: recognised(_first_row(body, delimiter)))


def _candidates(body: str) -> list[str]:
    # The Sniffer's patterns for quotes take time that grows with a high power of the sample. Without quotes
    # none of them starts to match, and its counting of delimiters is what we want from it.
    sample = body[:SAMPLE].translate({ord('"'): None, ord("'"): None})
    by_count = sorted(DELIMITERS, key=sample.count, reverse=True)
    try:
        sniffed = csv.Sniffer().sniff(sample, DELIMITERS).delimiter
    except csv.Error:
        return by_count
    return [sniffed, *by_count] if sniffed in DELIMITERS else by_count


def _first_row(body: str, delimiter: str) -> list[str]:
    try:
        return next((row for _, row in _rows(body, delimiter, lines_before=0)), [])
    except FileRefused:
        return []


def _limited(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise FileRefused(f"The file has more than {MOST_ROWS:,} rows: export one event at a time.")
        yield row


def _rows(body: str, delimiter: str, *, lines_before: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(body), delimiter=delimiter)
    line = lines_before + 1
    try:
        for row in reader:
            if row == [END]:
                return
            if row and row[-1].endswith(END):
                raise FileRefused(f"A quotation mark on line {line} is opened and never closed.")
            if any(cell and not cell.isspace() for cell in row):
                yield line, row
            line = lines_before + reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(f"Line {line} cannot be read: a cell on it is too long or broken.") from error


def _lines(body: str) -> Iterator[str]:
    for line in io.StringIO(body, newline=""):
        if len(line) > LONGEST_LINE:
            raise FileRefused("A line of the file is too long to be a row of a list.")
        yield line
    yield END

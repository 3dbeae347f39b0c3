"""Every format that we know, and which of them a file is in or is to be in."""

from __future__ import annotations

from pathlib import PurePath

from question_banks.errors import Refusal
from question_banks.exchange.aiken import AIKEN
from question_banks.exchange.format import Format
from question_banks.exchange.gift import GIFT
from question_banks.exchange.limesurvey import LIMESURVEY
from question_banks.exchange.moodle_xml import MOODLE_XML
from question_banks.exchange.own import JSON, TOML
from question_banks.exchange.qti1 import QTI1
from question_banks.exchange.qti2 import QTI2, QTI21
from question_banks.exchange.qti3 import QTI3
from question_banks.exchange.source import Source
from question_banks.exchange.spreadsheet import CSV, XLSX
from question_banks.exchange.surveyjs import SURVEYJS
from question_banks.exchange.xlsform import XLSFORM

FORMATS: tuple[Format, ...] = (
    LIMESURVEY,
    XLSFORM,
    TOML,
    SURVEYJS,
    JSON,
    MOODLE_XML,
    QTI3,
    QTI2,
    QTI21,
    QTI1,
    XLSX,
    CSV,
    AIKEN,
    GIFT,
)
"""In the order in which a file is asked whether it is one of them, and a file's ending is looked up."""

STARTS = {
    b"\xd0\xcf\x11\xe0": "This is an old or a locked Office file: save it as .xlsx without a password, and try that.",
    b"%PDF": "This is a PDF, whose questions cannot be told apart: ask for the file that it was made from.",
    b"\x89PNG": "This is a picture, not a question bank.",
    b"\xff\xd8\xff": "This is a picture, not a question bank.",
    b"{\\rtf": "This is a word processor's file (RTF): save it as plain text, and try that.",
}
"""What people bring in the hope that it is one, by its first bytes."""
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."

WRITABLE = tuple(form for form in FORMATS if form.write is not None)


def format_names() -> tuple[str, ...]:
    """The names of the formats that can be written, as the command line takes them."""
    return tuple(form.name for form in WRITABLE)


def told(source: Source) -> Format:
    """The format of a file, from its content. Raises ``Refusal`` when it is none that we know."""
    for form in FORMATS:
        if _tells(form, source):
            return form
    raise Refusal(_unknown(source))


def format_to_write(out_name: str, name: str | None = None) -> Format:
    """The format called ``name``, else the first that a file of this name would be in. Raises ``Refusal``."""
    if name is not None:
        chosen = next((form for form in WRITABLE if form.name == name), None)
        if chosen is None:
            raise Refusal(f"The format to write must be one of {_listed(list(format_names()))}.")
        return chosen
    ending = PurePath(out_name).suffix.lower()
    found = next((form for form in WRITABLE if ending in form.endings), None)
    if found is None:
        endings = dict.fromkeys(ending for form in WRITABLE for ending in form.endings)
        raise Refusal(f"The name of the file to write must end in {_listed(list(endings))}.")
    return found


def _tells(form: Format, source: Source) -> bool:
    try:
        return form.tells(source)
    except Refusal:
        return False


def _unknown(source: Source) -> str:
    """Why a file is none of ours; what is broken XML or no text at all says so itself."""
    known = "the formats that we read"
    if not source.data.strip():
        return "The file is empty."
    for start, sentence in STARTS.items():
        if source.data.startswith(start):
            return sentence
    if OPEN_DOCUMENT in source.data[:200]:
        return "This is an OpenDocument file: save a spreadsheet as .xlsx or .csv, and try that."
    if source.is_zip:
        return _refused_by(lambda: source.zip) or f"The zip file holds no question bank in {known}."
    if source.is_xml:
        return _refused_by(lambda: source.xml) or f"The XML is not a question bank in {known}."
    return _refused_by(lambda: source.lines) or f"The file is not a question bank in {known}."


def _refused_by(look: object) -> str:
    try:
        look()  # type: ignore[operator]
    except Refusal as refusal:
        return str(refusal)
    return ""


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"

"""A bank as a file, in each format that holds it, and the empty spreadsheet to write questions in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.officers.banks.shelf import find_shelved
from app.officers.banks.wording import KIND_WORDS
from app.officers.blueprint import blueprint
from question_banks.errors import Refusal
from question_banks.exchange import WRITABLE, Format, write_bank
from question_banks.exchange.spreadsheet import XLSX, template
from question_banks.items import is_keyed
from question_banks.model import Bank, Kind, Question
from surveys.errors import NotFound
from surveys.queries.drafts import bank_of, find_draft

PUBLISHED, DRAFT = "published", "draft"

HINTS: Mapping[str, str] = {
    "xlsx": "A workbook for Excel or LibreOffice, to go on writing in.",
    "toml": "Everything that the bank holds, as text that people can read. The best to keep or to pass on.",
    "gift": "For Moodle and other learning platforms, as text that people can read.",
    "moodle-xml": "For Moodle, with feedback and credits.",
    "qti3": "For learning platforms that take QTI 3.0.",
    "qti2": "For learning platforms that take QTI 2.2.",
    "qti2.1": "For learning platforms that take QTI 2.1.",
    "aiken": "The simplest text, for questions with one right answer.",
    "csv": "The spreadsheet as text, for other programs.",
    "json": "Everything that the bank holds, for other programs.",
}
"""What each format is good for, by its name, in the order in which officers are likely to want them."""

RATED = (Kind.SCALE, Kind.STATEMENTS, Kind.CONFIDENCE)

MOST_TRIED = 1_000
"""Questions of a bank that is written in every format, to say beforehand what each leaves out."""


@dataclass(frozen=True)
class Text:
    """A text of the bank, what it is called on the page, and in the name of a file."""

    bank: Bank
    words: str
    suffix: str


@dataclass(frozen=True)
class LeftOut:
    """Questions that a format leaves out for the same reason: what they are, why, and their words."""

    what: str
    why: str
    stems: Sequence[str]


@dataclass(frozen=True)
class Offered:
    """A format with what it would leave out of the bank."""

    format: Format
    left_out: Sequence[LeftOut]
    refused: str = ""

    @property
    def lost(self) -> int:
        return sum(len(one.stems) for one in self.left_out)

    @property
    def hint(self) -> str:
        return HINTS.get(self.format.name, "")


@blueprint.get("/banks/<key>/export")
def export_bank(key: str) -> ResponseReturnValue:
    """The formats, each with what it can hold of this bank."""
    texts = _texts(key)
    text = _chosen(texts)
    return render_template(
        "officers/banks/exports/formats.html",
        bank=texts[text].bank,
        text=text,
        texts=texts,
        offered=[_offered(form, texts[text].bank) for form in _by_use()],
    )


@blueprint.get("/banks/<key>/export/<name>")
def download_bank(key: str, name: str) -> ResponseReturnValue:
    form = next((form for form in WRITABLE if form.name == name), None)
    if form is None:
        raise NotFound("There is no such format.")
    texts = _texts(key)
    text = texts[_chosen(texts)]
    try:
        written = write_bank(text.bank, form)
    except Refusal as refusal:
        raise NotFound(str(refusal)) from None
    return download(written.data, _file_name(key, text, form), form.media_type)


@blueprint.get("/bank-template.xlsx")
def bank_template() -> ResponseReturnValue:
    """The empty workbook to write questions in, with instructions and examples."""
    return download(template(), "questions.xlsx", XLSX.media_type)


def download(data: bytes, name: str, media_type: str) -> Response:
    """``name`` is made of keys only, which need no quoting."""
    return Response(
        data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _file_name(key: str, text: Text, form: Format) -> str:
    """Which text and which format it is, such as "neglect-v2-qti3.zip"; an ending that names the format says it."""
    ending = form.endings[0]
    return f"{key}-{text.suffix}{'' if ending == f'.{form.name}' else f'-{form.name}'}{ending}"


def _texts(key: str) -> Mapping[str, Text]:
    """What there is of the bank: the draft, the text as published or shipped, or both."""
    draft = find_draft(db.session, key)
    shelved = find_shelved(key)
    texts = {DRAFT: Text(bank_of(draft), "the draft", DRAFT)} if draft else {}
    if shelved.is_written_only:
        return texts
    if shelved.version is None or shelved.fresh:
        return {**texts, PUBLISHED: Text(shelved.bank, "the text that comes with Foursteps", "shipped")}
    number = shelved.version.number
    return {**texts, PUBLISHED: Text(shelved.bank, f"version {number}", f"v{number}")}


def _chosen(texts: Mapping[str, Text]) -> str:
    """The text that is asked for, else the first."""
    asked = request.args.get("text", "")
    return asked if asked in texts else next(iter(texts))


def _by_use() -> list[Format]:
    order = list(HINTS)
    return sorted(WRITABLE, key=lambda form: order.index(form.name) if form.name in order else len(order))


def _offered(form: Format, bank: Bank) -> Offered:
    if len(bank.questions) > MOST_TRIED:
        return Offered(form, ())
    try:
        written = write_bank(bank, form)
    except Refusal as refusal:
        return Offered(form, (), str(refusal))
    return Offered(form, _left_out(form, bank, written.left_out))


def _left_out(form: Format, bank: Bank, why: Mapping[str, str]) -> list[LeftOut]:
    """The questions left out, those of the same reason together."""
    takes_unkeyed = any(not is_keyed(one) and one.key not in why for one in bank.questions)
    only = (
        f"{form.title} takes only questions with a right answer{' and free texts' if takes_unkeyed else ''}."
    )
    found: dict[tuple[str, str, str], list[str]] = {}
    for question in bank.questions:
        if question.key in why:
            found.setdefault(_reason(question, why[question.key], form, only), []).append(question.stem)
    return [
        LeftOut(f"{len(stems)} {one if len(stems) == 1 else many}", reason, stems)
        for (one, many, reason), stems in found.items()
    ]


def _reason(question: Question, why: str, form: Format, only: str) -> tuple[str, str, str]:
    """What one such question is called, what several are, and why the format leaves them out."""
    if question.kind in RATED:
        return "opinion or confidence question", "opinion and confidence questions", only
    if f"of kind {question.kind}" in why:
        name = KIND_WORDS[question.kind].name
        return f"question “{name}”", f"questions “{name}”", f"{form.title} has no form for them."
    return "question", "questions", why

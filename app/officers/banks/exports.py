"""A bank as a file, in each format that holds it, and the empty spreadsheet to write questions in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.officers.banks.shelf import find_shelved
from app.officers.blueprint import blueprint
from question_banks.errors import Refusal
from question_banks.exchange import WRITABLE, Format, write_bank
from question_banks.exchange.spreadsheet import XLSX, template
from question_banks.model import Bank
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

MOST_TRIED = 1_000
"""Questions of a bank that is written in every format, to say beforehand what each leaves out."""


@dataclass(frozen=True)
class Offered:
    """A format with what it would leave out of the bank: the words of each question, and why."""

    format: Format
    left_out: Sequence[tuple[str, str]]
    refused: str = ""

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
        bank=texts[text],
        text=text,
        texts=texts,
        offered=[_offered(form, texts[text]) for form in _by_use()],
    )


@blueprint.get("/banks/<key>/export/<name>")
def download_bank(key: str, name: str) -> ResponseReturnValue:
    form = next((form for form in WRITABLE if form.name == name), None)
    if form is None:
        raise NotFound("There is no such format.")
    texts = _texts(key)
    try:
        written = write_bank(texts[_chosen(texts)], form)
    except Refusal as refusal:
        raise NotFound(str(refusal)) from None
    return download(written.data, f"{key}{form.endings[0]}", form.media_type)


@blueprint.get("/bank-template.xlsx")
def bank_template() -> ResponseReturnValue:
    """The empty workbook to write questions in, with instructions and examples."""
    return download(template(), "questions.xlsx", XLSX.media_type)


def download(data: bytes, name: str, media_type: str) -> Response:
    """``name`` is made of keys only, which need no quoting."""
    return Response(
        data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _texts(key: str) -> Mapping[str, Bank]:
    """What there is of the bank: the draft, the text as published or shipped, or both."""
    draft = find_draft(db.session, key)
    shelved = find_shelved(key)
    texts = {DRAFT: bank_of(draft)} if draft else {}
    return texts if shelved.is_written_only else {**texts, PUBLISHED: shelved.bank}


def _chosen(texts: Mapping[str, Bank]) -> str:
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
    stems = {question.key: question.stem for question in bank.questions}
    return Offered(form, [(stems.get(key, key), why) for key, why in written.left_out.items()])

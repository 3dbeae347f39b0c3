"""Questions out of a file: first what is in it and what is not taken, then, when the officer agrees, into a draft.

What was read travels inside the page between the two, packed, so nothing of it is kept before somebody agrees. It is
read again through the door of ``documents``, so that whoever changes it on the way gets no further than by writing.
"""

from __future__ import annotations

import binascii
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import now
from app.edge import LARGEST_FILE, takes_files
from app.extensions import db
from app.officers.banks.import_forms import Placing, TakeForm, UploadForm, title_of
from app.officers.banks.shelf import find_shelved, newest_text, shelf
from app.officers.blueprint import blueprint, let_others_write, who
from question_banks import authoring, documents
from question_banks.errors import BankError, Refusal
from question_banks.exchange import FORMATS, Report, read_report
from question_banks.exchange.joining import Place, begin, join
from question_banks.exchange.source import refuse_endless_json
from question_banks.model import Bank, Theme
from surveys.errors import AlreadyThere
from surveys.models import BankDraft
from surveys.operations.drafts import edit_draft, start_draft
from surveys.queries.drafts import find_draft

LARGEST_TEXT = 60_000_000
"""Bytes of what was read, unpacked. The file that it was read from has 20 MB at most."""
LARGEST_PACKED = LARGEST_FILE - 1_000_000
"""Bytes of it as the page carries it, with room for the choices beside it."""
TOO_LARGE = "The file holds more than a page can show: split it, or let whoever runs the server take it in."
MOST_SHOWN = 200
"""Lines of an account that a page lists."""


@dataclass(frozen=True)
class Told:
    """Something to know about what was taken, once, with all the places that it is true of."""

    what: str
    places: Sequence[str]


@blueprint.route("/import-bank", methods=["GET", "POST"])
@takes_files
def import_bank() -> ResponseReturnValue:
    """Asks for the file and, given one, shows what is in it. Nothing is written."""
    form = UploadForm(into=request.args.get("into", ""))
    form.offer(
        [
            (key, shelved.draft.title if shelved.draft else shelved.bank.title)
            for key, shelved in shelf().items()
        ]
    )
    if not form.validate_on_submit():
        return _ask(form)
    let_others_write()
    try:
        bank, report = read_report(form.file.data.read())
    except Refusal as refusal:
        form.file.errors = [str(refusal)]
        return _ask(form)
    packed = _packed(bank)
    if len(packed) > LARGEST_PACKED:
        form.file.errors = [TOO_LARGE]
        return _ask(form)
    return _preview(bank, report, packed, form.into.data or "")


@blueprint.post("/import-bank/take")
@takes_files
def take_bank() -> ResponseReturnValue:
    """Takes in what was shown, where the officer wants it."""
    form = TakeForm()
    if not form.validate_on_submit():
        abort(400)
    let_others_write()
    bank, into = _unpacked(form.packed.data or ""), form.into.data or ""
    target = newest_text(into) if into else None
    places = Placing(bank, target, _themes(), request.form).places()
    if not places:
        flash("Nothing was taken in: no question was chosen.")
        return redirect(url_for(".import_bank", into=into or None), 303)
    try:
        draft = _taken_into(into, bank, places) if into else _begun(title_of(form, bank), bank, places)
        db.session.commit()
    except (AlreadyThere, BankError) as refused:
        db.session.rollback()
        flash(str(refused))
        return redirect(url_for(".import_bank", into=into or None), 303)
    questions = "1 question is" if len(places) == 1 else f"{len(places):,} questions are"
    flash(f"{questions} taken in. Nobody is asked anything before the draft is published.", "success")
    return redirect(url_for(".draft", key=draft.key), 303)


def _ask(form: UploadForm) -> ResponseReturnValue:
    page = render_template("officers/banks/imports/upload.html", form=form, formats=FORMATS)
    return page, 422 if form.errors or form.file.errors else 200


def _preview(bank: Bank, report: Report, packed: str, into: str) -> ResponseReturnValue:
    target = newest_text(into) if into else None
    return render_template(
        "officers/banks/imports/preview.html",
        bank=bank,
        target=target,
        report=report,
        format=next(form.title for form in FORMATS if form.name == report["format"]),
        notes=_told(report)[:MOST_SHOWN],
        left_out=report["left_out"][:MOST_SHOWN],
        placing=Placing(bank, target, _themes()),
        form=TakeForm(formdata=None, packed=packed, into=into, title=bank.title),
    )


def _begun(title: str, bank: Bank, places: dict[str, Place]) -> BankDraft:
    """A draft of a bank of its own. A bank in a format of ours keeps its key, unless it is in use."""
    there = shelf()
    key = bank.key if bank.key not in there else authoring.unused_key(title, there, default="bank")
    return start_draft(db.session, begin(bank, places, key=key, title=title), by=who(), now=now())


def _taken_into(into: str, bank: Bank, places: dict[str, Place]) -> BankDraft:
    """The draft of the bank, which is begun when there is none, with the questions at its end."""
    draft = find_draft(db.session, into)
    if draft is None:
        shelved = find_shelved(into)
        said = documents.from_dict(shelved.version.document) if shelved.version else shelved.bank
        draft = start_draft(db.session, said, by=who(), now=now())
    edit_draft(
        db.session, draft, lambda ours: join(ours, bank, places), noun=None, seen="", by=who(), now=now()
    )
    return draft


def _themes() -> list[Theme]:
    """The themes of all banks, since themes are what cuts across courses."""
    return [theme for shelved in shelf().values() for theme in shelved.bank.themes]


def _told(report: Report) -> list[Told]:
    """The notes, each sentence once."""
    places: dict[str, list[str]] = {}
    for note in report["notes"]:
        places.setdefault(note["what"], []).append(note["where"])
    return [Told(what, where) for what, where in places.items()]


def _packed(bank: Bank) -> str:
    return b64encode(zlib.compress(json.dumps(documents.to_dict(bank)).encode())).decode()


def _unpacked(text: str) -> Bank:
    """The bank as it was read; what we did not pack so is a bad request, however far it would swell."""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(b64decode(text, validate=True), LARGEST_TEXT)
        if not unpacking.eof or unpacking.unconsumed_tail:
            abort(400)
        text = data.decode()
        refuse_endless_json(text)
        return documents.read_json(text)
    except (binascii.Error, ValueError, zlib.error, Refusal):
        abort(400)

"""Bookings from a file: first what would become of every row, then, when the officer agrees, the import itself.

The file travels inside the page between the two, packed, so nothing of it is kept before somebody agrees.
"""

from __future__ import annotations

import binascii
import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SubmitField

from app.clock import now
from app.edge import LARGEST_FILE, takes_files
from app.extensions import db
from app.officers.blueprint import blueprint, let_others_write, own_event, who
from surveys.attendee_files import AttendeeFile, read_attendee_file
from surveys.errors import AlreadyThere
from surveys.models import Event
from surveys.operations.bookings import import_bookings as take_bookings


class UploadForm(FlaskForm):
    file = FileField(
        "Attendee list",
        [FileRequired("Choose a file.")],
        description="An attendee report from Eventbrite, or a register from a provider, saved as CSV. Up to 20 MB.",
    )
    preview = SubmitField("Show what would happen")


class ConfirmForm(FlaskForm):
    packed = HiddenField()
    confirm = SubmitField("Import")


@blueprint.route("/events/<key>/bookings/import", methods=["GET", "POST"])
@takes_files
def import_bookings(key: str) -> ResponseReturnValue:
    """Asks for the file and, given one, shows the account of a dry run. Nothing is written."""
    event, form = own_event(key), UploadForm()
    if not form.validate_on_submit():
        return _ask(event, form)
    let_others_write()
    data = form.file.data.read()
    file = read_attendee_file(data)
    if file.refused:
        form.file.errors = [file.refused]
        return _ask(event, form, file.questions)
    account = take_bookings(db.session, event, file, by=who(), now=now(), dry_run=True)
    return render_template(
        "officers/imports/preview.html",
        event=event,
        account=account,
        people=_people(file),
        form=ConfirmForm(formdata=None, packed=_packed(data)),
    )


@blueprint.post("/events/<key>/bookings/import/confirm")
@takes_files
def confirm_import(key: str) -> ResponseReturnValue:
    """Imports what was previewed. What changed on record meanwhile is taken into account, and shown."""
    event, form = own_event(key), ConfirmForm()
    if not form.validate_on_submit():
        abort(400)
    let_others_write()
    file = read_attendee_file(_unpacked(form.packed.data))
    try:
        account = take_bookings(db.session, event, file, by=who(), now=now())
    except AlreadyThere as refused:
        db.session.rollback()
        again = UploadForm(formdata=None)
        again.file.errors = [str(refused)]
        return _ask(event, again)
    db.session.commit()
    return render_template("officers/imports/done.html", event=event, account=account, people=_people(file))


def _ask(event: Event, form: UploadForm, questions: Sequence[str] = ()) -> ResponseReturnValue:
    """The page that asks for a file. ``questions`` are what would help where the last one was refused."""
    page = render_template("officers/imports/upload.html", event=event, form=form, questions=questions)
    return page, 422 if form.file.errors else 200


def _people(file: AttendeeFile) -> dict[int, str]:
    """The name of the person on each line that names one."""
    return {
        attendee.line: f"{attendee.first_name} {attendee.last_name}".strip() for attendee in file.attendees
    }


def _packed(data: bytes) -> str:
    return b64encode(zlib.compress(data)).decode()


def _unpacked(text: str) -> bytes:
    """The file as it was given; what we did not pack so is a bad request, however far it would swell."""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(b64decode(text, validate=True), LARGEST_FILE)
    except (binascii.Error, ValueError, zlib.error):
        abort(400)
    if not unpacking.eof or unpacking.unconsumed_tail:
        abort(400)
    return data

"""The register: who came, recorded page by page, and then settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.clock import now
from app.extensions import db
from app.officers.blueprint import blueprint, own_event, who
from app.officers.wording import STATUSES
from app.paging import PAGE, paging
from surveys.enums import BookingStatus
from surveys.errors import SurveyError
from surveys.models import Event
from surveys.operations.bookings import set_attendance, take_register
from surveys.queries.bookings import booking_counts, bookings_of

CANCELLED = BookingStatus.CANCELLED
CHOICES = [
    (BookingStatus.BOOKED, "Not recorded yet"),
    *(
        (status, STATUSES[status])
        for status in BookingStatus
        if status not in (BookingStatus.BOOKED, CANCELLED)
    ),
]
"""What the register can say of a person, with its words."""


@blueprint.get("/events/<key>/register")
def register(key: str) -> ResponseReturnValue:
    event = own_event(key)
    counts = booking_counts(db.session, event)
    page = paging(sum(counts.values()) - counts.get(CANCELLED, 0))
    rows = bookings_of(db.session, event, without=[CANCELLED], first=page.first, most=PAGE)
    return render_template(
        "officers/register/form.html",
        event=event,
        bookings=rows,
        counts=counts,
        paging=page,
        choices=CHOICES,
        started=now() >= event.starts_at,
    )


@blueprint.post("/events/<key>/register")
def save_register(key: str) -> ResponseReturnValue:
    """Saves what one page of the register says, or what "everybody else came" says of all pages."""
    event = own_event(key)
    if not FlaskForm().validate_on_submit():
        abort(400)
    everybody = "everybody" in request.form
    statuses = _everybody_came(event) if everybody else _statuses(request.form)
    set_attendance(db.session, event, statuses, by=who(), now=now())
    db.session.commit()
    flash("The register is saved.", "success")
    return redirect(url_for(".register", key=key, page=request.args.get("page")), 303)


@blueprint.route("/events/<key>/register/settle", methods=["GET", "POST"])
def settle_register(key: str) -> ResponseReturnValue:
    event, form = own_event(key), FlaskForm()
    if form.validate_on_submit():
        try:
            take_register(db.session, event, by=who(), now=now())
        except SurveyError as refused:
            db.session.rollback()
            flash(str(refused))
            return redirect(url_for(".register", key=key), 303)
        db.session.commit()
        flash("The register is settled.", "success")
        return redirect(url_for(".event", key=key), 303)
    counts = booking_counts(db.session, event)
    return render_template("officers/register/settle.html", event=event, counts=counts, form=form)


def _everybody_came(event: Event) -> dict[int, BookingStatus]:
    """Attended, for each of whom nothing is recorded yet."""
    others = [status for status in BookingStatus if status is not BookingStatus.BOOKED]
    return {row.id: BookingStatus.ATTENDED for row in bookings_of(db.session, event, without=others)}


def _statuses(form: Mapping[str, Any]) -> dict[int, BookingStatus]:
    """What was chosen, by booking; fields are named "booking-" and the booking's id."""
    allowed = {status.value for status, _words in CHOICES}
    found = {}
    for name, value in form.items():
        prefix, _dash, number = name.partition("-")
        if prefix != "booking":
            continue
        if not (number.isascii() and number.isdigit() and len(number) < 10 and value in allowed):
            abort(400)
        found[int(number)] = BookingStatus(value)
    return found

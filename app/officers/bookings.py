"""Who is on an event: the list, and a person added or cancelled by hand."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, StringField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from app.clock import now
from app.extensions import db
from app.officers.blueprint import blueprint, own_event, who
from app.paging import PAGE, paging
from surveys.attendee_files.addresses import NotAnAddress, checked_address
from surveys.enums import BookingStatus
from surveys.errors import SurveyError
from surveys.models import Event
from surveys.operations import bookings as operations
from surveys.queries.bookings import booking as one_booking
from surveys.queries.bookings import booking_counts, bookings_of


class BookingForm(FlaskForm):
    first_name = StringField("First name", [InputRequired("Enter the first name.")])
    last_name = StringField("Last name", [InputRequired("Enter the last name.")])
    address = EmailField(
        "Email address",
        [InputRequired("Enter the email address.")],
        description="The person’s own, at work: the links to the questions go there.",
    )
    status = RadioField(
        "How they came to the course",
        [InputRequired("Choose how they came to the course.")],
        choices=[
            SelectChoice(BookingStatus.BOOKED.value, "They are booked"),
            SelectChoice(BookingStatus.WALK_IN.value, "They walked in without a booking"),
        ],
    )
    agency = StringField("Agency (optional)")
    job_title = StringField("Job title (optional)")
    manager_name = StringField("Line manager’s name (optional)")
    manager_address = EmailField(
        "Line manager’s email address (optional)",
        description="They are asked 3 and 6 months after the course what they have seen.",
    )
    add = SubmitField("Add this person")

    def validate_address(self, field: EmailField) -> None:
        _check(field)

    def validate_manager_address(self, field: EmailField) -> None:
        if field.data.strip():
            _check(field)

    def facts(self) -> dict[str, Any]:
        names = (
            "first_name",
            "last_name",
            "address",
            "agency",
            "job_title",
            "manager_name",
            "manager_address",
        )
        return {**{name: self[name].data or "" for name in names}, "status": BookingStatus(self.status.data)}


def _check(field: EmailField) -> None:
    try:
        checked_address(field.data)
    except NotAnAddress as refused:
        raise ValidationError(str(refused)) from None


@blueprint.get("/events/<key>/bookings")
def bookings(key: str) -> ResponseReturnValue:
    event = own_event(key)
    counts = booking_counts(db.session, event)
    page = paging(sum(counts.values()))
    rows = bookings_of(db.session, event, first=page.first, most=PAGE)
    return render_template(
        "officers/bookings/list.html", event=event, bookings=rows, counts=counts, paging=page
    )


@blueprint.route("/events/<key>/bookings/add", methods=["GET", "POST"])
def add_booking(key: str) -> ResponseReturnValue:
    event, form = own_event(key), BookingForm()
    if form.validate_on_submit() and _add(event, form):
        db.session.commit()
        flash(f"{form.first_name.data} {form.last_name.data} is on the list.", "success")
        return redirect(url_for(".bookings", key=key), 303)
    return render_template("officers/bookings/add.html", event=event, form=form), 422 if form.errors else 200


def _add(event: Event, form: BookingForm) -> bool:
    """Whether the person was added; if not, the form says why."""
    try:
        operations.add_booking(db.session, event, **form.facts(), by=who(), now=now())
    except SurveyError as refused:
        db.session.rollback()
        form.address.errors = [str(refused)]
        return False
    return True


@blueprint.route("/events/<key>/bookings/<int(max=2147483647):booking_id>/cancel", methods=["GET", "POST"])
def cancel_booking(key: str, booking_id: int) -> ResponseReturnValue:
    event = own_event(key)
    booking = one_booking(db.session, event, booking_id)
    form = FlaskForm()
    if form.validate_on_submit():
        name = booking.person.name
        operations.cancel_booking(db.session, booking, by=who(), now=now())
        db.session.commit()
        flash(f"The booking of {name} is cancelled.", "success")
        return redirect(url_for(".bookings", key=key), 303)
    return render_template("officers/bookings/cancel.html", event=event, booking=booking, form=form)

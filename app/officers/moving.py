"""New dates for an event: what would change is shown first, and done when the officer agrees."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SubmitField

from app.clock import now
from app.extensions import db
from app.officers.blueprint import blueprint, own_event, who
from app.officers.event_form import DatesForm, dates_of
from app.officers.wording import when_words
from surveys.errors import SurveyError
from surveys.models import Event
from surveys.operations.programme import move_event as move
from surveys.queries.moves import planned_moves


class MoveForm(DatesForm):
    show = SubmitField("Show what would change")
    agree = SubmitField("Move the event")


@blueprint.route("/events/<key>/move", methods=["GET", "POST"])
def move_event(key: str) -> ResponseReturnValue:
    event = own_event(key)
    form = MoveForm(data=dates_of(event))
    if form.validate_on_submit():
        try:
            return _moved(event, form) if form.agree.data else _preview(event, form)
        except SurveyError as refused:
            db.session.rollback()
            form.first_day.errors = [str(refused)]
    page = render_template("officers/events/move.html", event=event, form=form)
    return page, 422 if form.first_day.errors or form.errors else 200


def _preview(event: Event, form: MoveForm) -> ResponseReturnValue:
    starts_at, ends_at = form.moments()
    changes = planned_moves(db.session, event, starts_at=starts_at, ends_at=ends_at)
    return render_template(
        "officers/events/moved.html",
        event=event,
        form=form,
        changes=changes,
        when=when_words(starts_at, ends_at),
    )


def _moved(event: Event, form: MoveForm) -> ResponseReturnValue:
    starts_at, ends_at = form.moments()
    move(db.session, event, starts_at=starts_at, ends_at=ends_at, by=who(), now=now())
    db.session.commit()
    flash(
        "The event has new dates. Foursteps does not tell its people: whoever took the bookings does.",
        "success",
    )
    return redirect(url_for(".event", key=event.key), 303)

"""Events: the list, a new one, one with its waves, and its cancellation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.clock import now
from app.extensions import db
from app.filters import local_moment
from app.officers.blueprint import blueprint, own_boards, own_event, who
from app.officers.event_form import EventForm
from app.officers.wording import when_words
from app.paging import paging
from surveys.enums import WaveState
from surveys.errors import AlreadyThere, SurveyError
from surveys.models import Event
from surveys.operations import programme as operations
from surveys.queries.bookings import booking_counts
from surveys.queries.events import EventRow
from surveys.queries.events import event_list as list_events
from surveys.queries.programme import board_by_key, boards, course_by_key, courses
from surveys.queries.reports import reports_of_event
from surveys.queries.waves import wave_overview


@blueprint.get("/events")
def event_list() -> ResponseReturnValue:
    """What is to come, what runs, and page by page what is over."""
    rows = list_events(db.session, boards=own_boards(), now=now())
    coming, running, over = _sorted_out(rows, now())
    page = paging(len(over))
    return render_template(
        "officers/events/list.html",
        coming=coming,
        running=running,
        over=over[page.first : page.last],
        paging=page,
    )


def _sorted_out(
    rows: Sequence[EventRow], moment: datetime
) -> tuple[list[EventRow], list[EventRow], list[EventRow]]:
    """The next first of those to come; the newest first of those whose people are still asked, and of the rest."""
    alive = [row for row in rows if row.cancelled_at is None]
    coming = [row for row in alive if row.starts_at > moment]
    running = [row for row in alive if row.starts_at <= moment and _goes_on(row)]
    settled = {row.id for row in (*coming, *running)}
    return coming[::-1], running, [row for row in rows if row.id not in settled]


def _goes_on(row: EventRow) -> bool:
    return any(wave.state in (WaveState.PLANNED, WaveState.OPEN) for wave in row.waves)


@blueprint.route("/add-event", methods=["GET", "POST"])
def add_event() -> ResponseReturnValue:
    form = EventForm()
    form.offer(courses(db.session), boards(db.session, ids=own_boards()))
    event = _add(form) if form.validate_on_submit() else None
    if event:
        db.session.commit()
        flash("The event is added.", "success")
        return redirect(url_for(".event", key=event.key), 303)
    return render_template("officers/events/add.html", form=form), 422 if form.errors else 200


def _add(form: EventForm) -> Event | None:
    """The new event; if it was refused, the form says why."""
    try:
        return operations.add_event(
            db.session,
            course=course_by_key(db.session, form.course.data),
            board=board_by_key(db.session, form.board.data),
            **form.facts(),
            by=who(),
            now=now(),
        )
    except AlreadyThere:
        form.key.errors = ["There is an event with this short name. Choose another."]
    except SurveyError as refused:
        form.course.errors = [str(refused)]
    db.session.rollback()
    return None


@blueprint.get("/events/<key>")
def event(key: str) -> ResponseReturnValue:
    event = own_event(key)
    return render_template(
        "officers/events/event.html",
        event=event,
        waves=wave_overview(db.session, event, now()),
        counts=booking_counts(db.session, event),
        reports=reports_of_event(db.session, event),
        facts=_facts(event),
        moment=now(),
    )


def _facts(event: Event) -> list[tuple[str, str]]:
    """What is on record of the event, in words; a fact that is not known is empty."""
    settled = event.register_taken_at
    return [
        ("When", when_words(event.starts_at, event.ends_at)),
        ("Board", event.board.name),
        ("Venue", event.venue),
        ("Provider", event.provider),
        ("Trainer", event.trainer),
        ("Programme", "Part of the partnership’s own" if event.in_programme else "Outside the programme"),
        ("Register", f"Settled on {local_moment(settled)}" if settled else "Not settled yet"),
        ("Short name", event.key),
    ]


@blueprint.route("/events/<key>/cancel", methods=["GET", "POST"])
def cancel_event(key: str) -> ResponseReturnValue:
    event, form = own_event(key), FlaskForm()
    if form.validate_on_submit():
        operations.cancel_event(db.session, event, by=who(), now=now())
        db.session.commit()
        flash("The event is cancelled.", "success")
        return redirect(url_for(".event", key=key), 303)
    return render_template("officers/events/cancel.html", event=event, form=form)

"""What officers do to a wave out of its turn: open it, remind, close it. Each asks once more before it is done."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.clock import now
from app.extensions import db
from app.filters import counted
from app.officers.blueprint import blueprint, own_event, who
from surveys.errors import NotFound, SurveyError
from surveys.models import Event, Wave
from surveys.operations import waves as operations
from surveys.queries.waves import WaveOverview, event_waves, wave_overview


@blueprint.route("/events/<key>/waves/<point>/open", methods=["GET", "POST"])
def open_wave(key: str, point: str) -> ResponseReturnValue:
    def act(wave: Wave) -> str:
        invited = operations.open_wave(db.session, wave, by=who(), now=now())
        if not invited:
            return "The questions are open. There is nobody new to invite just now."
        return f"The questions are open: {counted(invited, 'invitation')} will go out in the next minutes."

    return _confirmed("open", key, point, act)


@blueprint.route("/events/<key>/waves/<point>/remind", methods=["GET", "POST"])
def remind_wave(key: str, point: str) -> ResponseReturnValue:
    def act(wave: Wave) -> str:
        # The page names the reminder, so that a second click does not send the next one.
        asked = request.form.get("ordinal", default=0, type=int)
        ordinal = min(asked, wave.reminded + 1)
        reminded = operations.remind_wave(db.session, wave, ordinal, by=who(), now=now())
        return f"{counted(reminded, 'reminder')} will go out in the next minutes."

    return _confirmed("remind", key, point, act)


@blueprint.route("/events/<key>/waves/<point>/close", methods=["GET", "POST"])
def close_wave(key: str, point: str) -> ResponseReturnValue:
    def act(wave: Wave) -> str:
        operations.close_wave(db.session, wave, by=who(), now=now())
        return "The questions are closed. Links to them no longer open."

    return _confirmed("close", key, point, act)


def _confirmed(verb: str, key: str, point: str, act: Callable[[Wave], str]) -> ResponseReturnValue:
    """Asks with the page for ``verb``; once that is sent, does it. ``act`` says what was done."""
    event, form = own_event(key), FlaskForm()
    wave, overview = _wave(event, point)
    if not form.validate_on_submit():
        return render_template(f"officers/waves/{verb}.html", event=event, wave=overview, form=form)
    try:
        done = act(wave)
    except SurveyError as refused:
        db.session.rollback()
        flash(str(refused))
    else:
        db.session.commit()
        flash(done, "success")
    return redirect(url_for(".event", key=key), 303)


def _wave(event: Event, point: str) -> tuple[Wave, WaveOverview]:
    """The event's wave of this time point, and how far it came. Raises NotFound when it has none."""
    for wave in event_waves(db.session, event):
        if wave.point == point:
            [overview] = [row for row in wave_overview(db.session, event, now()) if row.wave_id == wave.id]
            return wave, overview
    raise NotFound("The event has no such wave.")

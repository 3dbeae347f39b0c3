"""The form for an event's dates and facts, in local time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app.form_widgets import DayField
from question_banks.characters import is_key
from surveys.models import Board, Course, Event
from surveys.schedule import LONDON

SHORT = Length(max=200, message="Use at most 200 characters.")

CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
"""A time of day by the 24-hour clock."""


class TimeField(StringField):
    """A time of day, such as 09:30."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([text.strip() for text in valuelist])
        self.time = None
        found = CLOCK.fullmatch(self.data or "")
        if found:
            self.time = time(int(found[1]), int(found[2]))
        elif self.data:
            raise ValidationError(f"{self.label.text} must be a time of day, such as 09:30 or 14:00.")


class OwnersForm(FlaskForm):
    """What an event is a run of, and whose it is. It stands before the dates, so its faults are named first."""

    course = SelectField("Course", [InputRequired("Choose the course.")])
    board = SelectField("Board", [InputRequired("Choose the Board.")])

    def offer(self, courses: Sequence[Course], boards: Sequence[Board]) -> None:
        """Offer these courses and Boards; when there is only one Board, it is chosen."""
        self.course.choices = [SelectChoice("", "Choose a course"), *_choices(courses)]
        none = [] if len(boards) == 1 else [SelectChoice("", "Choose a Board")]
        self.board.choices = [*none, *_choices(boards)]


class DatesForm(FlaskForm):
    """When an event is. ``moments`` gives its start and end in UTC, once the form is valid."""

    first_day = DayField("First day", [InputRequired("Enter the first day.")])
    starts = TimeField("Start time", [InputRequired("Enter the start time.")], description="Such as 09:30.")
    last_day = DayField("Last day (leave empty when it is the same)")
    ends = TimeField("End time", [InputRequired("Enter the end time.")])

    def moments(self) -> tuple[datetime, datetime]:
        last_day = self.last_day.data or self.first_day.data
        return _moment(self.first_day.data, self.starts.time), _moment(last_day, self.ends.time)

    def validate_ends(self, field: TimeField) -> None:
        if self._complete() and self.moments()[0] >= self.moments()[1]:
            raise ValidationError("The event must end after it starts.")

    def _complete(self) -> bool:
        typed_last_day = any(self.last_day.typed)
        return bool(
            self.first_day.data
            and self.starts.time
            and self.ends.time
            and (self.last_day.data or not typed_last_day)
        )


class EventForm(OwnersForm, DatesForm):
    venue = StringField("Venue (optional)", [SHORT], description="“Online” if it is online.")
    provider = StringField("Provider (optional)", [SHORT])
    trainer = StringField("Trainer (optional)", [SHORT])
    in_programme = BooleanField(
        "It is part of the partnership’s own programme: its people are asked before and after the course, "
        "and 3 and 6 months later",
        default=True,
    )
    key = StringField(
        "Short name (optional)",
        description="For web addresses and the command line, such as neglect-2027-03-10. "
        "If you leave it empty, it is made from the course and the first day.",
    )
    add = SubmitField("Add the event")

    def validate_key(self, field: StringField) -> None:
        if field.data and not is_key(field.data):
            raise ValidationError("Use lower-case letters, digits and hyphens, at most 64.")

    def facts(self) -> dict[str, Any]:
        starts_at, ends_at = self.moments()
        return {
            "key": self.key.data or f"{self.course.data[:53]}-{self.first_day.data}",
            "starts_at": starts_at,
            "ends_at": ends_at,
            "venue": self.venue.data,
            "provider": self.provider.data,
            "trainer": self.trainer.data,
            "in_programme": self.in_programme.data,
        }


def dates_of(event: Event) -> dict[str, Any]:
    """What the form for dates shows of an event that is on record."""
    starts, ends = event.starts_at.astimezone(LONDON), event.ends_at.astimezone(LONDON)
    return {
        "first_day": starts.date(),
        "starts": f"{starts:%H:%M}",
        "last_day": None if starts.date() == ends.date() else ends.date(),
        "ends": f"{ends:%H:%M}",
    }


def _moment(day: date | None, clock: time | None) -> datetime:
    if day is None or clock is None:
        raise ValueError("the form is not valid yet")
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC)


def _choices(rows: Sequence[Course] | Sequence[Board]) -> list[SelectChoice]:
    return [SelectChoice(row.key, row.title if isinstance(row, Course) else row.name) for row in rows]

"""The words for states and kinds on officers' pages, as filters: ``{{ wave.point | point_words }}``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.charts.wording import AUDIENCES, POINTS
from app.filters import local_date, local_day, local_time
from app.officers.blueprint import blueprint
from surveys.enums import BookingStatus, Family, MessageKind, MessageState, WaveState

Words = Mapping[Any, str]

STATUSES: Words = {
    BookingStatus.BOOKED: "Booked",
    BookingStatus.ATTENDED: "Attended",
    BookingStatus.PART_ATTENDED: "Attended in part",
    BookingStatus.WALK_IN: "Walked in",
    BookingStatus.NO_SHOW: "Did not come",
    BookingStatus.CANCELLED: "Cancelled",
}

WAVE_STATES: Words = {
    WaveState.PLANNED: "Planned",
    WaveState.OPEN: "Open",
    WaveState.CLOSED: "Closed",
    WaveState.MISSED: "Missed",
}

WAVE_COLOURS: Words = {
    WaveState.PLANNED: "govuk-tag--grey",
    WaveState.OPEN: "govuk-tag--green",
    WaveState.CLOSED: "govuk-tag--blue",
    WaveState.MISSED: "govuk-tag--red",
}

MESSAGE_KINDS: Words = {
    MessageKind.INVITATION: "Invitation",
    MessageKind.REMINDER: "Reminder",
    MessageKind.FRESH_LINK: "Fresh link",
}

MESSAGE_STATES: Words = {
    MessageState.QUEUED: "Waiting",
    MessageState.CLAIMED: "Being sent",
    MessageState.SENT: "Sent",
    MessageState.FAILED: "Failed",
    MessageState.WITHDRAWN: "Not sent",
}

MESSAGE_COLOURS: Words = {
    MessageState.QUEUED: "govuk-tag--grey",
    MessageState.CLAIMED: "govuk-tag--grey",
    MessageState.SENT: "govuk-tag--green",
    MessageState.FAILED: "govuk-tag--red",
    MessageState.WITHDRAWN: "govuk-tag--yellow",
}

FAMILIES: Words = {
    Family.KNOWLEDGE: "Knowledge",
    Family.SELF_RATING: "Self-rating",
    Family.BEHAVIOUR: "Behaviour",
    Family.REACTION: "Reaction",
    Family.OUTCOME: "Outcome",
}

EVENT_PAGES = {
    "officers.event": "Overview",
    "officers.bookings": "Bookings",
    "officers.register": "Register",
    "officers.messages": "Messages",
    "officers.findings": "Findings",
}
"""The pages of one event, by endpoint, in the order in which they are linked."""


def when_words(starts_at: datetime, ends_at: datetime) -> str:
    """Such as "Wednesday 10 March 2027, 09:30 to 16:00"; the last day is named when it is another."""
    last_day = "" if local_day(starts_at) == local_day(ends_at) else f"{local_date(ends_at)}, "
    return f"{local_date(starts_at)}, {local_time(starts_at)} to {last_day}{local_time(ends_at)}"


FILTERS: Mapping[str, Words] = {
    "point_words": POINTS,
    "status_words": STATUSES,
    "wave_state_words": WAVE_STATES,
    "wave_state_colour": WAVE_COLOURS,
    "audience_words": AUDIENCES,
    "message_kind_words": MESSAGE_KINDS,
    "message_state_words": MESSAGE_STATES,
    "message_state_colour": MESSAGE_COLOURS,
    "family_words": FAMILIES,
}

for _name, _words in FILTERS.items():
    blueprint.add_app_template_filter(_words.__getitem__, _name)
blueprint.add_app_template_global(EVENT_PAGES.items, "event_pages")

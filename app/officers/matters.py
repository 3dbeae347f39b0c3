"""What needs a person, event by event: in a sentence, and with the way to where it is mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from app.charts.wording import POINTS
from app.filters import counted
from surveys.enums import MessageState, TimePoint
from surveys.queries.home import Attention, Need

SENTENCES: Mapping[Need, str] = {
    Need.MISSED: "The questions were not sent in time ({points}), and it is too late now. "
    "Find out why, so that it does not happen again.",
    Need.NO_QUESTIONS: "There are no questions to send ({points}): the course has no published question bank.",
    Need.NOBODY_BOOKED: "Nobody is booked, so there is nobody to ask ({points}).",
    Need.MAIL_FAILED: "{messages} could not be delivered ({points}). Find out the right address, cancel that "
    "booking and add the person again.",
    Need.MAIL_DELAYED: "{messages} could not be sent yet ({points}). They are tried again by themselves; if it "
    "goes on, tell whoever looks after your mail.",
    Need.NO_REGISTER: "The register is not settled: until it is, everybody who was booked counts as there and "
    "is asked about the course.",
}


@dataclass(frozen=True)
class Way:
    """A page on which something is mended. ``of_event`` says that its address names the event."""

    words: str
    endpoint: str
    of_event: bool = True
    state: MessageState | None = None


WAYS: Mapping[Need, Way] = {
    Need.NO_QUESTIONS: Way("Go to the question banks", "officers.banks", of_event=False),
    Need.NOBODY_BOOKED: Way("Import the attendees", "officers.import_bookings"),
    Need.MAIL_FAILED: Way("See who could not be reached", "officers.messages", state=MessageState.FAILED),
    Need.MAIL_DELAYED: Way("See what is waiting", "officers.messages", state=MessageState.QUEUED),
    Need.NO_REGISTER: Way("Take the register", "officers.register"),
}
"""Where each need is met; what was missed cannot be mended."""


@dataclass
class Matter:
    """One thing that is the matter with an event, at one or more time points."""

    need: Need
    points: list[TimePoint]
    count: int
    reason: str

    @property
    def sentence(self) -> str:
        points = ", ".join(POINTS[point].lower() for point in self.points)
        return SENTENCES[self.need].format(points=points, messages=counted(self.count, "message"))

    @property
    def way(self) -> Way | None:
        return WAYS.get(self.need)

    def href(self, event_key: str) -> str:
        way = WAYS[self.need]
        values: dict[str, Any] = {"key": event_key, "state": way.state} if way.of_event else {}
        return url_for(way.endpoint, **values)


@dataclass
class EventMatters:
    """All that is the matter with one event."""

    key: str
    course_title: str
    starts_at: datetime
    matters: list[Matter]


def by_event(found: Sequence[Attention]) -> list[EventMatters]:
    """What needs a person, event by event, that with the longest waiting first."""
    events: dict[str, EventMatters] = {}
    for one in found:
        new = EventMatters(one.event_key, one.course_title, one.event_starts_at, [])
        _add(events.setdefault(one.event_key, new).matters, one)
    return list(events.values())


def _add(matters: list[Matter], one: Attention) -> None:
    """The same need at several time points is one matter."""
    points = [one.point] if one.point else []
    same = next((matter for matter in matters if matter.need is one.need), None)
    if same is None:
        matters.append(Matter(one.need, points, one.count, one.reason))
    else:
        same.points += points
        same.count += one.count

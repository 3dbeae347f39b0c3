"""When the demo's events take place, counted from now, so that every time point is live for some event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random

from dateutil.relativedelta import relativedelta

from app.demo.partnership import (
    BOARDS,
    CITY,
    COUNTY,
    COURSES,
    CURIOSITY,
    NEGLECT,
    SHARING,
    VENUES,
    DemoBoard,
    DemoCourse,
)
from surveys.schedule import LONDON

STARTS_AT, ENDS_AT = time(9, 30), time(16, 30)
PEOPLE_ON_AN_EVENT = 20
OLDEST, LATEST = -400, 60
"""The days from now between which the further events of a large demo are held."""


@dataclass(frozen=True)
class DemoEvent:
    """``places`` is how many people book."""

    key: str
    board: DemoBoard
    course: DemoCourse
    day: date
    venue: str
    places: int

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, STARTS_AT, LONDON).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.day, ENDS_AT, LONDON).astimezone(UTC)


@dataclass(frozen=True)
class Slot:
    """One of the seven events that tell the demo's story. ``share`` is its part of the people."""

    board: DemoBoard
    course: DemoCourse
    day: Callable[[date], date]
    share: float


def weekday_before(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def weekday_after(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


SLOTS = (
    # All four waves are over.
    Slot(CITY, NEGLECT, lambda today: weekday_before(today - timedelta(days=252)), 0.24),
    Slot(COUNTY, CURIOSITY, lambda today: weekday_before(today - timedelta(days=228)), 0.22),
    # 6 months after, 3 months after, just held, soon, later.
    Slot(CITY, SHARING, lambda today: weekday_before(today - relativedelta(months=6, days=10)), 0.17),
    Slot(COUNTY, NEGLECT, lambda today: weekday_before(today - relativedelta(months=3, days=10)), 0.14),
    Slot(CITY, CURIOSITY, lambda today: weekday_before(today - timedelta(days=4)), 0.11),
    Slot(COUNTY, SHARING, lambda today: weekday_after(today + timedelta(days=4)), 0.09),
    Slot(CITY, NEGLECT, lambda today: weekday_after(today + timedelta(days=44)), 0.03),
)


def planned_events(now: datetime, people: int, rng: Random) -> tuple[DemoEvent, ...]:
    """The events of a demo with ``people`` places, oldest first. Keys count through each course."""
    today = now.astimezone(LONDON).date()
    told = PEOPLE_ON_AN_EVENT * len(SLOTS)
    slots = [(slot.board, slot.course, slot.day(today), places) for slot, places in _slots(min(people, told))]
    slots += _more(today, max(0, people - told), rng)
    numbers = {course.key: count(1) for course in COURSES}
    return tuple(
        DemoEvent(
            key=f"{course.key}-{next(numbers[course.key])}",
            board=board,
            course=course,
            day=day,
            venue=VENUES[index % len(VENUES)],
            places=places,
        )
        for index, (board, course, day, places) in enumerate(sorted(slots, key=lambda slot: slot[2]))
    )


def _slots(people: int) -> Iterator[tuple[Slot, int]]:
    left = people
    for slot in reversed(SLOTS[1:]):
        places = max(1, round(people * slot.share))
        left -= places
        yield slot, places
    yield SLOTS[0], max(1, left)


def _more(today: date, people: int, rng: Random) -> Iterator[tuple[DemoBoard, DemoCourse, date, int]]:
    """Further events on weekdays spread over the programme's time, for ``people`` people."""
    for index, first in enumerate(range(0, people, PEOPLE_ON_AN_EVENT)):
        places = min(PEOPLE_ON_AN_EVENT, people - first)
        day = weekday_after(today + timedelta(days=rng.randint(OLDEST, LATEST)))
        yield BOARDS[index % len(BOARDS)], COURSES[index % len(COURSES)], day, places

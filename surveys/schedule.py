"""When things are due: dates of an event and a plan in, moments out. Pure; the clock is passed in.

Plans speak local time (Europe/London): "3 months after the end, at 8 in the morning" stays 8 in the morning when
the clocks change. Moments come out in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from surveys.enums import TimePoint

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class PointPlan:
    """When one time point's wave opens and closes.

    It opens ``months`` and ``days`` after (or, when negative, before) the event's ``anchor``, at ``hour`` o'clock
    local time, or at the anchor itself when ``hour`` is None. It is open for ``length_days``, but one that opens
    before the event closes when the event starts. Reminders go ``reminders`` days after it opened.
    """

    anchor: Literal["start", "end"]
    months: int
    days: int
    hour: int | None
    length_days: int
    reminders: tuple[int, ...]


@dataclass(frozen=True)
class WaveDates:
    point: TimePoint
    opens_at: datetime
    closes_at: datetime


Plan = Mapping[TimePoint, PointPlan]

DEFAULT_PLAN: Plan = {
    TimePoint.PRE: PointPlan("start", 0, -7, 8, 8, (3, 5)),
    TimePoint.POST: PointPlan("end", 0, 0, None, 14, (2, 5)),
    TimePoint.MONTH3: PointPlan("end", 3, 0, 8, 28, (7, 14)),
    TimePoint.MONTH6: PointPlan("end", 6, 0, 8, 28, (7, 14)),
}
"""The questions before a course open at 8 a week ahead. Their 8 days end after the hour of any start that day, so that
it is the start that closes them."""


def local_moment(day: datetime, hour: int) -> datetime:
    """``hour`` o'clock in London on the local date of ``day``, in UTC.

    An hour that the clocks skip in March is read as the moment the clocks have moved on; the first of a doubled
    hour is taken in October.
    """
    wall = datetime.combine(day.astimezone(LONDON).date(), time(hour), tzinfo=LONDON)
    return wall.astimezone(UTC)


def _offset(anchor: datetime, plan: PointPlan) -> datetime:
    if plan.hour is None and not (plan.months or plan.days):
        return anchor.astimezone(UTC)
    wall = anchor.astimezone(LONDON) + relativedelta(months=plan.months, days=plan.days)
    return wall.astimezone(UTC) if plan.hour is None else local_moment(wall, plan.hour)


def wave_dates(starts_at: datetime, ends_at: datetime, plan: Plan) -> tuple[WaveDates, ...]:
    """When each time point of ``plan`` opens and closes for an event between two moments.

    A month that lacks the day takes its last day: 3 months after 30 November is 28 or 29 February.
    """
    return tuple(
        WaveDates(point, *_window(starts_at, ends_at, point_plan)) for point, point_plan in plan.items()
    )


def _window(starts_at: datetime, ends_at: datetime, plan: PointPlan) -> tuple[datetime, datetime]:
    opens_at = _offset(starts_at if plan.anchor == "start" else ends_at, plan)
    closes_at = _add_local_days(opens_at, plan.length_days)
    if opens_at < starts_at:
        closes_at = min(closes_at, starts_at.astimezone(UTC))
    return opens_at, closes_at


def _add_local_days(moment: datetime, days: int) -> datetime:
    return (moment.astimezone(LONDON) + timedelta(days=days)).astimezone(UTC)


def reminders(
    opened_at: datetime, closes_at: datetime, after_days: Sequence[int]
) -> Iterator[tuple[int, datetime]]:
    """Each reminder's ordinal (from 1) and moment, as far as it falls before the wave closes."""
    for ordinal, days in enumerate(after_days, start=1):
        due_at = _add_local_days(opened_at, days)
        if due_at < closes_at:
            yield ordinal, due_at


def plan_to_dict(plan: Plan) -> dict[str, Any]:
    return {
        point: {
            "anchor": p.anchor, "months": p.months, "days": p.days, "hour": p.hour,
            "length_days": p.length_days, "reminders": list(p.reminders),
        }
        for point, p in plan.items()
    }  # fmt: skip


def plan_from_dict(document: Mapping[str, Any]) -> Plan:
    return {
        TimePoint(point): PointPlan(**{**fields, "reminders": tuple(fields["reminders"])})
        for point, fields in document.items()
    }

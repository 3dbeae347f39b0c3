"""How many people came through each gate of each wave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from surveys.disclosure import Floors
from surveys.enums import Audience, TimePoint
from surveys.findings import figures
from surveys.findings.model import FlowRow
from surveys.models import Event, Wave
from surveys.queries import findings as rows
from surveys.queries import pairs
from surveys.queries.eligibility import audiences_at
from surveys.queries.waves import event_waves


def flow_of(
    session: Session, event: Event, responses: rows.Responses, floors: Floors, now: datetime
) -> tuple[FlowRow, ...]:
    """A row for each wave and audience that it asks, by time point, delegates before managers."""
    waves = {wave.point: wave for wave in event_waves(session, event)}
    gates = [(point, audience) for point in TimePoint if point in waves for audience in audiences_at(point)]
    eligible, reached = rows.eligible(session, event, gates), rows.reached(session, event)
    matched = pairs.matched(responses)
    return tuple(
        _row(
            waves[point], audience, eligible.get((point, audience), 0), reached.get((point, audience), rows.NOBODY),
            _matched(matched, point, audience), floors, now,
        )
        for point, audience in gates
    )  # fmt: skip


def _matched(matched: Mapping[TimePoint, int], point: TimePoint, audience: Audience) -> int | None:
    if point is TimePoint.PRE or audience is Audience.MANAGER:
        return None
    return matched.get(point, 0)


def _row(
    wave: Wave,
    audience: Audience,
    eligible: int,
    reached: rows.Reached,
    matched: int | None,
    floors: Floors,
    now: datetime,
) -> FlowRow:
    said = {"started": reached.started, "submitted": reached.submitted}
    if matched is not None:
        said["matched"] = matched
    shown = {name: figures.count(people, floors) for name, people in said.items()}
    withheld = tuple(name for name, people in shown.items() if people is None)
    return FlowRow(
        wave.point, audience, wave.state(now), wave.opens_at, wave.closes_at,
        eligible, reached.invited, reached.delivered,
        shown["started"], shown["submitted"], shown.get("matched"), withheld, floors.few if withheld else "",
    )  # fmt: skip

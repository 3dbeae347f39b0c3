"""Whether and when simulated respondents answer a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from app.demo.chance import dice, share_below
from surveys.enums import Audience
from surveys.schedule import LONDON

REACHED: Mapping[Audience, tuple[float, ...]] = {
    Audience.DELEGATE: (0.51, 0.64, 0.7),
    Audience.MANAGER: (0.36, 0.47, 0.54),
}
"""The part of an audience that has answered after the invitation, the first reminder and the second."""

STOPS_HALF_WAY = 0.03
USUAL_HOURS, MOST_HOURS = 9, 40
UP, TO_BED = time(7), time(22)


@dataclass(frozen=True)
class Reply:
    """What comes of a message: when the link is opened, and whether the answers are sent or left half-way."""

    at: datetime
    finishes: bool


def reply_to(
    name: str, message: int, received_at: datetime, *, point: str, audience: Audience
) -> Reply | None:
    """How the person ``name`` takes the ``message``th message (from 1) of one wave; None when it is not the one
    that moves them.

    Who answered one wave is likelier to answer the next: the inclination is partly the person's own.
    """
    lean = 0.92 * dice(name, audience, "lean").gauss(0, 1) + 0.392 * dice(name, audience, point).gauss(0, 1)
    reached = sum(share_below(lean) >= share for share in REACHED[audience])
    if reached != message - 1:
        return None
    rng = dice(name, audience, point, "reply")
    hours = min(rng.expovariate(1 / USUAL_HOURS), MOST_HOURS)
    return Reply(
        at=_awake(received_at + timedelta(hours=hours + 0.1)), finishes=rng.random() >= STOPS_HALF_WAY
    )


def _awake(moment: datetime) -> datetime:
    """The moment, or the next morning when it falls in the night."""
    wall = moment.astimezone(LONDON)
    if wall.time() < UP:
        wall = datetime.combine(wall.date(), UP, LONDON) + timedelta(minutes=wall.minute)
    elif wall.time() > TO_BED:
        wall = datetime.combine(wall.date() + timedelta(days=1), UP, LONDON) + timedelta(minutes=wall.minute)
    return wall.astimezone(UTC)

"""Moments as operators write them, and the clock that a command goes by."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

from app.clock import YEARS, now
from surveys.schedule import LONDON


class Moment(click.ParamType[datetime]):
    """An ISO date and time, with its zone or in London's time; in UTC inside the program."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not an ISO date and time such as 2026-10-06T09:30", param, ctx)
        if moment.year not in YEARS:
            self.fail(f"“{value}” is not in the years from {YEARS[0]} to {YEARS[-1]}", param, ctx)
        return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)


now_option = click.option(
    "--now",
    "moment",
    type=Moment(),
    help="Do as if it were this moment (ISO; London's time unless a zone is given). For rehearsals.",
)


def moment_or_now(moment: datetime | None) -> datetime:
    """The moment that was given, or the present one."""
    return moment or now()

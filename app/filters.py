"""How moments and counts are said on pages and in mails: local time, words that a person would use."""

from __future__ import annotations

from datetime import datetime

from flask import Flask

from surveys.schedule import LONDON


def init_filters(app: Flask) -> None:
    app.jinja_env.filters.update(
        local_date=local_date,
        local_day=local_day,
        local_time=local_time,
        local_moment=local_moment,
        counted=counted,
    )


def local_date(moment: datetime) -> str:
    """Such as "Wednesday 10 March 2027"."""
    local = moment.astimezone(LONDON)
    return f"{local:%A} {local.day} {local:%B %Y}"


def local_day(moment: datetime) -> str:
    """Such as "10 March 2027"."""
    local = moment.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}"


def local_time(moment: datetime) -> str:
    """Such as "09:30"."""
    return f"{moment.astimezone(LONDON):%H:%M}"


def local_moment(moment: datetime) -> str:
    """Such as "10 March 2027 at 09:30"."""
    return f"{local_day(moment)} at {local_time(moment)}"


def counted(number: int, one: str, many: str = "") -> str:
    """Such as "1 person", "1,200 people": ``{{ n | counted("person", "people") }}``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"

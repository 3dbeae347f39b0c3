"""What time it is. The one place of the program that reads the clock; tests and rehearsals put in another."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import current_app


def system_clock() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    """The present moment, in UTC."""
    return current_app.config["CLOCK"]()

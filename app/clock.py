"""What time it is. The one place of the program that reads the clock; tests and rehearsals put in another."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import current_app

YEARS = range(2000, 2200)
"""Dates that people give are taken from these: far enough from the ends of what a computer can reckon with."""


def system_clock() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    """The present moment, in UTC."""
    return current_app.config["CLOCK"]()

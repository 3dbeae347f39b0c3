"""Pages of those who run the evaluation: officers, development officers and coordinators."""

from __future__ import annotations

from app.officers import (
    banks,
    bookings,
    events,
    findings,
    home,
    imports,
    messages,
    moving,
    register,
    reports,
    waves,
    wording,
)
from app.officers.blueprint import blueprint

__all__ = [
    "banks", "blueprint", "bookings", "events", "findings", "home", "imports", "messages", "moving", "register",
    "reports", "waves", "wording",
]  # fmt: skip

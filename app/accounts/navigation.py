"""The bar at the top of every staff page: what this person's roles open."""

from __future__ import annotations

from flask import Flask, request, url_for
from flask_security import current_user

from app.access import may

BAR = (
    ("Today", "officers.home", ("/today",)),
    ("Events", "officers.event_list", ("/events",)),
    ("Question banks", "officers.banks", ("/banks", "/add-bank", "/import-bank")),
    ("Reports", "seg.reports", ("/reports",)),
    ("Accounts", "accounts.people", ("/accounts",)),
)
"""Words, endpoint, and how the addresses under it begin."""


def init_navigation(app: Flask) -> None:
    app.context_processor(_navigation)


def _navigation() -> dict[str, object]:
    """Respondents' pages are asked nothing about a session: they have no bar."""
    if request.blueprint == "respond" or not current_user.is_authenticated:
        return {}
    items = [
        {"text": words, "href": url_for(endpoint), "active": request.path.startswith(beginnings)}
        for words, endpoint, beginnings in BAR
        if may(endpoint)
    ]
    return {"staff_navigation": items}


def first_page() -> str | None:
    """Where this person's work begins, None when no page is theirs."""
    return next((url_for(endpoint) for _words, endpoint, _paths in BAR if may(endpoint)), None)

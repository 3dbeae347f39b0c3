"""Every group of pages, bound to the app in one place."""

from __future__ import annotations

from flask import Flask


def init_pages(app: Flask) -> None:
    """Register the blueprints of the user groups."""

"""The demo's name. A partnership's name is a setting, so the demo leaves it where settings are kept."""

from __future__ import annotations

from flask import current_app

from app.config import UNNAMED

NAME = "Soar Valley Safeguarding Children Partnership"


def name_partnership() -> None:
    """Call the partnership Soar Valley, now and at later starts, unless it has a name or settings of its own."""
    kept = current_app.config["INSTANCE"] / "settings.env"
    if current_app.config["PARTNERSHIP_NAME"] != UNNAMED or kept.exists():
        return
    kept.write_text(f"# The demo partnership.\nFOURSTEPS_PARTNERSHIP={NAME}\n", encoding="utf-8")
    kept.chmod(0o600)
    current_app.config["PARTNERSHIP_NAME"] = NAME

"""Captured mail, for trying things out: read on this machine only, and only while no mail is sent (``access``)."""

from __future__ import annotations

from app.mailbox.views import blueprint as blueprint

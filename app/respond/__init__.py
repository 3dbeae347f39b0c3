"""What a respondent sees: the personal link, its pages, and what to do when it no longer opens."""

from __future__ import annotations

from app.respond.views import blueprint as blueprint

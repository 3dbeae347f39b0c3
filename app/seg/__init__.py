"""Pages of those who read what was issued: the SEG, commissioners, and officers themselves."""

from __future__ import annotations

from app.seg.reports import blueprint as blueprint

"""Static files carry a hash of their content in the URL, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

FOR_EVER = 365 * 24 * 3600
"""Seconds that a file asked for by its right hash may be kept."""

A_WEEK = 7 * 24 * 3600
"""Seconds that a font may be kept: the style sheet names fonts without a hash."""


def init_assets(app: Flask) -> None:
    """Give templates ``static_url('foursteps.css')`` and static files their cache headers."""
    app.jinja_env.globals["static_url"] = static_url
    app.after_request(_keep_static_files)


def static_url(filename: str) -> str:
    """The address of a static file, with the first 12 hex digits of its SHA-256."""
    return url_for("static", filename=filename, v=_digest(_path(filename)))


def _path(filename: str) -> Path:
    return Path(current_app.static_folder or "") / filename


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _keep_static_files(response: Response) -> Response:
    """A wrong hash gets no long life: during an update an old process may answer for a new file."""
    if request.endpoint != "static" or response.status_code not in {200, 304}:
        return response
    filename = str((request.view_args or {}).get("filename", ""))
    if request.args.get("v") == _digest(_path(filename)):
        response.headers["Cache-Control"] = f"public, max-age={FOR_EVER}, immutable"
    elif filename.startswith("fonts/"):
        response.headers["Cache-Control"] = f"public, max-age={A_WEEK}"
    return response

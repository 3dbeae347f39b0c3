"""What every request passes on its way in and every answer on its way out."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

LARGEST_FORM = 64 * 1024
LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a request's body: for a form, and for the pages that take a file."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

A_YEAR = 365 * 24 * 3600


def init_edge(app: Flask) -> None:
    """Call it before any extension that looks into a request's body, such as CSRF protection."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM
    app.before_request(_allow_files)
    app.after_request(_guard)
    proxies = app.config["PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]


def takes_files(view):  # type: ignore[no-untyped-def]
    """Marks a view whose form may carry a file of up to 20 MB, as an upload or packed into a field, or as much text."""
    view.takes_files = True
    return view


def _allow_files() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_files", False):
        request.max_content_length = request.max_form_memory_size = LARGEST_FILE


def _guard(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}; includeSubDomains")
    return response

"""Pages for what goes wrong. They say what to do next and nothing of the program, the record or the request."""

from __future__ import annotations

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, TimeoutError
from werkzeug.exceptions import HTTPException, SecurityError

from app.extensions import db
from surveys.errors import NotFound

PAGES = frozenset({400, 403, 404, 405, 413, 429, 500, 503})
LAST_RESORT = "Sorry, something went wrong. Wait a minute, go back, and try again."

FOREIGN_HOST = "There is nothing at this address."


def init_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(NotFound, lambda error: _page(404))
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(TimeoutError, _database)
    app.register_error_handler(Exception, _any)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or 500
    if code < 400:
        return error.get_response()
    answer, status = _page(code if code in PAGES else (400 if code < 500 else 500), code)
    headers = [
        (name, value) for name, value in error.get_headers() if name.lower() in ("allow", "retry-after")
    ]
    return answer, status, headers


def _csrf(error: CSRFError) -> ResponseReturnValue:
    return _page(400)


def _foreign_host(error: SecurityError) -> ResponseReturnValue:
    """Scanners ask for hosts that are not ours. No page can be drawn for them, as no address can be made, and there
    is nothing to log.
    """
    return FOREIGN_HOST, 400, {"Content-Type": "text/plain; charset=utf-8"}


def _database(error: Exception) -> ResponseReturnValue:
    """Locked, down, read-only or full: nothing was saved, and it may work in a minute."""
    give_up(error)
    return (*_page(503), {"Retry-After": "30"})


def _any(error: Exception) -> ResponseReturnValue:
    give_up(error)
    return _page(500)


def give_up(error: Exception) -> None:
    """Log what went wrong, and let go of the transaction."""
    current_app.logger.error("%s while answering a request", type(error).__name__, exc_info=error)
    try:
        db.session.rollback()
    except Exception:
        current_app.logger.exception("the transaction could not be rolled back")


def _page(template: int, status: int | None = None) -> tuple[str, int]:
    try:
        return render_template(f"errors/{template}.html"), status or template
    except Exception:
        current_app.logger.exception("the error page could not be shown")
        return LAST_RESORT, status or template

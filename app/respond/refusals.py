"""What a person reads when a link does not open or we are busy, and what they can do next.

Only a link with a good signature is told apart from the others; one that we never sent gets a neutral page.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError, TimeoutError

from app.errors import give_up
from app.respond.wording import wording
from surveys.errors import ClosedLink, LinkError, ReplacedLink, UnknownLink, UsedLink, WithdrawnLink

TEMPLATES: tuple[tuple[type[LinkError], str, int], ...] = (
    (ClosedLink, "respond/closed.html", 410),
    (WithdrawnLink, "respond/withdrawn.html", 410),
    (ReplacedLink, "respond/replaced.html", 410),
    (UnknownLink, "respond/unknown.html", 404),
)


def explain_refusals(blueprint: Blueprint) -> None:
    """Give the blueprint a page for each way in which a link can fail to open."""
    for error, template, status in TEMPLATES:
        blueprint.register_error_handler(error, _page(template, status))
    blueprint.register_error_handler(UsedLink, _used)
    blueprint.register_error_handler(DBAPIError, _busy)
    blueprint.register_error_handler(TimeoutError, _busy)


def _page(template: str, status: int) -> Callable[[LinkError], ResponseReturnValue]:
    def show(refused: LinkError) -> ResponseReturnValue:
        return render_template(template, link=refused.link), status

    return show


def _used(refused: LinkError) -> ResponseReturnValue:
    """A page sent after the answers were given, say from a second tab, is told that it was not added."""
    link = refused.link or g.get("link")
    too_late = request.method == "POST"
    page = render_template("respond/used.html", link=link, words=wording(link), too_late=too_late)
    return page, 409 if too_late else 200


def _busy(error: Exception) -> ResponseReturnValue:
    """The database is locked, down or full. What was typed is in the page, to be sent again with one press."""
    give_up(error)
    again = url_for(request.endpoint or "", **(request.view_args or {}), back=request.args.get("back"))
    kept = list(request.form.items(multi=True))
    page = render_template("respond/busy.html", again=again, kept=kept, sent=request.method == "POST")
    return page, 503, {"Retry-After": "30"}

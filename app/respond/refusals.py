"""What a person reads when a link does not open, and what they can do next.

Only a link with a good signature is told apart from the others; one that we never sent gets a neutral page.
"""

from __future__ import annotations

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

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


def _page(template: str, status: int):  # type: ignore[no-untyped-def]
    def show(refused: LinkError) -> ResponseReturnValue:
        return render_template(template, link=refused.link), status

    return show


def _used(refused: LinkError) -> ResponseReturnValue:
    """A page sent after the answers were given, say from a second tab, is told that it was not added."""
    link = refused.link or g.get("link")
    too_late = request.method == "POST"
    page = render_template("respond/used.html", link=link, words=wording(link), too_late=too_late)
    return page, 409 if too_late else 200

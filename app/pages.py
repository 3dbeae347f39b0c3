"""Every group of pages, bound to the app in one place."""

from __future__ import annotations

from flask import Flask

from app import mailbox, officers, respond, seg
from surveys.tokens import LinkSigner


def init_pages(app: Flask) -> None:
    """Register the blueprints of the user groups."""
    app.extensions["link_signer"] = LinkSigner(app.config["SIGNING_KEYS"])
    app.register_blueprint(respond.blueprint)
    app.register_blueprint(mailbox.blueprint)
    app.register_blueprint(officers.blueprint)
    app.register_blueprint(seg.blueprint)

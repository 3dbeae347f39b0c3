"""The list of captured mail and one mail. What a mail says is shown as text; its HTML by itself, in a sandbox."""

from __future__ import annotations

import re

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.extensions import db
from surveys.queries.messages import captured_mail, captured_mails

blueprint = Blueprint("mailbox", __name__, url_prefix="/dev/mail")

PAGE = 50
LONGEST_SEARCH = 200
SANDBOX = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

_LINK = re.compile(r"(https?://[^\s<>\"]+)")


@blueprint.get("")
def mails() -> ResponseReturnValue:
    search = request.args.get("search", "").strip().replace("\0", "")[:LONGEST_SEARCH]
    page = max(1, request.args.get("page", 1, type=int))
    rows, total = captured_mails(db.session, search=search, most=PAGE, skip=min((page - 1) * PAGE, 10**9))
    return render_template(
        "mailbox/mails.html", mails=rows, total=total, search=search, page=page, pages=-(-total // PAGE)
    )


@blueprint.get("/<int(max=2147483647):mail_id>")
def mail(mail_id: int) -> ResponseReturnValue:
    found = captured_mail(db.session, mail_id)
    return render_template("mailbox/mail.html", mail=found, pieces=_pieces(found.text))


@blueprint.get("/<int(max=2147483647):mail_id>/html")
def mail_html(mail_id: int) -> ResponseReturnValue:
    """The mail as a mail program shows it. Nothing in it may run, load or send anything."""
    response = Response(captured_mail(db.session, mail_id).html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The text in pieces; a piece that is a link of ours says so, and is the only thing to become one."""
    ours = f"{current_app.config['BASE_URL']}/"
    return [(piece, piece.startswith(ours)) for piece in _LINK.split(text) if piece]

"""What was sent to the people of an event, and what became of it."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.officers.blueprint import blueprint, own_event
from app.paging import PAGE, Paging, asked_page
from surveys.enums import MessageState
from surveys.queries.messages import event_messages


@blueprint.get("/events/<key>/messages")
def messages(key: str) -> ResponseReturnValue:
    event, number, state = own_event(key), asked_page(), _asked_state()
    rows, total = event_messages(db.session, event, state=state, most=PAGE, skip=(number - 1) * PAGE)
    page = Paging(number, total)
    if number > page.pages:
        abort(404)
    return render_template(
        "officers/messages/list.html",
        event=event,
        messages=rows,
        paging=page,
        state=state,
        states=tuple(MessageState),
    )


def _asked_state() -> MessageState | None:
    """The state that the address asks for; None, and so every state, when it names none."""
    asked = request.args.get("state", "")
    return MessageState(asked) if asked in set(MessageState) else None

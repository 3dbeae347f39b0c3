"""The blueprint of the officers' pages, and what each of them needs to know of who is there."""

from __future__ import annotations

from flask import Blueprint
from flask_security import current_user

from app.access import boards_of
from app.extensions import db
from surveys.errors import NotFound
from surveys.models import Event
from surveys.queries.events import event_by_key

blueprint = Blueprint("officers", __name__)


def own_boards() -> frozenset[int] | None:
    """The Boards whose things the person who is signed in may see; None is all."""
    return boards_of(current_user)


def own_event(key: str) -> Event:
    """The event with this key.

    Raises:
        NotFound: there is none, or it is another Board's; the two look the same.
    """
    event, boards = event_by_key(db.session, key), own_boards()
    if boards is not None and event.board_id not in boards:
        raise NotFound("There is no such event.")
    return event


def let_others_write() -> None:
    """End the transaction before work that takes seconds and writes nothing; rows that were read are read again."""
    db.session.rollback()


def who() -> str:
    """Whoever does this, as the activity trail names them."""
    return str(current_user.email)

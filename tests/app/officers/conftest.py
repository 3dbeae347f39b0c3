"""A small partnership on the site, and people signed in to it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import Event
from surveys.operations.programme import add_board
from surveys.operations.waves import due, run
from tests.partnership import MADE, WHO
from tests.staff import signed_in


@pytest.fixture
def event(partnership):
    """An event next week with three people on it, one of whom has a known manager."""
    event = partnership.event()
    partnership.book(event, "Asha Hill", manager="Jo Lane")
    partnership.book(event, "Ben Moss")
    partnership.book(event, "Cy Fox")
    return event


@pytest.fixture
def officer(site, partnership):
    """A client of an officer of all Boards."""
    return signed_in(site, "officer")


@pytest.fixture
def stranger(site, session, partnership):
    """A client of an officer of another Board."""
    board = add_board(session, key="wreake", name="Wreake Board", by=WHO, now=MADE)
    session.commit()
    return signed_in(site, "officer", board_id=board.id)


@pytest.fixture
def run_waves(session):
    """``run_waves(now)`` does what is due, as the worker does."""

    def run_due(now):
        for task in due(session, now):
            run(session, task, by="worker", now=now)
        session.commit()

    return run_due


@pytest.fixture
def fresh(session):
    """``fresh(Booking)`` reads all rows anew, as requests have changed them; without a word, all events."""

    def read(model=Event):
        with Session(session.get_bind(), expire_on_commit=False) as reading:
            return reading.scalars(select(model).order_by(*model.__table__.primary_key)).all()

    return read

"""Loads the demo: sets the partnership up, lives through its past, issues reports and opens the staff's accounts."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from flask import current_app

from app.demo import staff
from app.demo.chance import dice
from app.demo.coordination import ANNOUNCED, Coordination
from app.demo.naming import name_partnership
from app.demo.partnership import BOARDS, COURSES
from app.demo.people import DemoPerson, Staffing, delegates
from app.demo.programme import DemoEvent, planned_events
from app.demo.rehearsal import Rehearsal
from app.demo.reporting import issue_reports
from app.extensions import db
from question_banks.shipped import shipped_banks
from surveys.errors import AlreadyThere, SurveyError
from surveys.models import Board, Course
from surveys.operations.banks import publish_bank
from surveys.operations.programme import add_board, add_course
from surveys.queries import programme as queries

OFFICER = staff.OFFICERS[0].address
FEWEST, MOST = len(BOARDS) * 7, 100_000
REMEMBERED = 300
"""How many people of earlier events may come again."""


def is_there() -> bool:
    """Whether the record holds a partnership."""
    return bool(queries.boards(db.session))


def refuse_half_a_demo() -> None:
    """Raises ``SurveyError`` when the demo was begun here and never came to its end."""
    keys = {board.key for board in queries.boards(db.session)}
    if keys == {board.key for board in BOARDS} and not staff.are_there():
        raise SurveyError("Loading the demo was interrupted: delete the database and start again.")


def load_demo(*, people: int, seed: int, now: datetime, watch: Callable[[int], Callable[[], object]]) -> None:
    """Make the demo's record. ``watch`` is told how many days there are and gives what to call after each.

    Raises:
        SurveyError: mail is really sent, or the record is not empty.
    """
    if current_app.config["MAIL_MODE"] != "capture":
        raise SurveyError("The demo is loaded only where mail is captured: set MAIL_MODE to capture.")
    if is_there():
        raise AlreadyThere("The demo needs an empty database, and this one holds a partnership.")
    name_partnership()
    events = planned_events(now, people, dice(seed, "programme"))
    start = events[0].starts_at - ANNOUNCED - timedelta(days=7)
    boards, courses = _set_up(start)
    rehearsal = Rehearsal(db.session, current_app.extensions["link_signer"], seed=seed)
    rehearsal.run(
        _coordinations(events, boards, courses, seed),
        start=start,
        end=now,
        day_over=watch((now - start).days + 1),
    )
    issue_reports(events, now=now)
    staff.open_accounts(boards, now=now)
    db.session.commit()


def _set_up(now: datetime) -> tuple[Mapping[str, Board], Mapping[str, Course]]:
    session = db.session
    banks = {
        course.key: publish_bank(session, shipped_banks()[course.key], by=OFFICER, now=now).bank
        for course in COURSES
    }
    boards = {
        board.key: add_board(session, key=board.key, name=board.name, by=OFFICER, now=now) for board in BOARDS
    }
    courses = {
        course.key: add_course(
            session, key=course.key, title=course.title, bank=banks[course.key], by=OFFICER, now=now
        )
        for course in COURSES
    }
    session.commit()
    return boards, courses


def _coordinations(
    events: tuple[DemoEvent, ...], boards: Mapping[str, Board], courses: Mapping[str, Course], seed: int
) -> Iterator[Coordination]:
    rng = dice(seed, "people")
    staffing = Staffing(rng)
    earlier: deque[DemoPerson] = deque(maxlen=REMEMBERED)
    for event in events:
        # One more than there are places: somebody who may come unbooked.
        people = [*delegates(staffing, earlier, event.places, rng), staffing.person()]
        earlier.extend(people[:-1])
        yield Coordination(
            db.session,
            event,
            people,
            board=boards[event.board.key],
            course=courses[event.course.key],
            seed=seed,
        )

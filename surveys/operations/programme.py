"""The programme: Boards, courses and dated events; an event's dates move, or it is cancelled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from question_banks import documents
from question_banks.characters import is_key
from surveys.attendee_files.cells import tidy
from surveys.errors import AlreadyThere, SurveyError
from surveys.models import Board, Course, Event, Invitation, Objective, QuestionBank, Wave
from surveys.operations.activity import record_activity
from surveys.operations.evaluations import evaluate_event, routine_evaluation
from surveys.operations.launching import refuse_unsound_questions
from surveys.operations.messages import withdraw_queued
from surveys.queries import banks as banks_queries
from surveys.queries import moves
from surveys.queries.programme import is_taken
from surveys.queries.waves import select_waves

LONGEST = 200


def add_board(session: Session, *, key: str, name: str, by: str, now: datetime) -> Board:
    """Raises SurveyError for a key or name that cannot be used, AlreadyThere when the key is taken."""
    if is_taken(session, Board, _key(key)):
        raise AlreadyThere("There is a Board with this key.")
    board = Board(key=key, name=_text("name", name, needed=True))
    _add(session, board, "add-board", by=by, now=now)
    return board


def add_course(
    session: Session, *, key: str, title: str, bank: QuestionBank | None, by: str, now: datetime
) -> Course:
    """A course whose objectives are those of the bank's latest version, if there is one.

    Raises:
        SurveyError: the key or title cannot be used.
        AlreadyThere: the key is taken.
    """
    if is_taken(session, Course, _key(key)):
        raise AlreadyThere("There is a course with this key.")
    course = Course(key=key, title=_text("title", title, needed=True), bank=bank)
    version = banks_queries.latest_version(session, bank.id) if bank else None
    if version is not None:
        course.objectives = [
            Objective(key=objective.key, position=position, title=objective.title, text=objective.text)
            for position, objective in enumerate(documents.from_dict(version.document).objectives)
        ]
    _add(session, course, "add-course", by=by, now=now)
    return course


def add_event(
    session: Session,
    *,
    key: str,
    board: Board,
    course: Course,
    starts_at: datetime,
    ends_at: datetime,
    venue: str = "",
    provider: str = "",
    trainer: str = "",
    in_programme: bool = True,
    by: str,
    now: datetime,
) -> Event:
    """A dated run of a course. One of the programme falls under the routine evaluation, with its waves planned.

    Raises:
        SurveyError: the key, a text or the dates cannot be used, or the course's questions have serious problems.
        AlreadyThere: the key is taken.
    """
    _check_dates(starts_at, ends_at)
    if is_taken(session, Event, _key(key)):
        raise AlreadyThere("There is an event with this key.")
    if in_programme:
        refuse_unsound_questions(session, course)
    event = Event(
        key=key,
        board=board,
        course=course,
        starts_at=starts_at,
        ends_at=ends_at,
        venue=_text("venue", venue),
        provider=_text("provider", provider),
        trainer=_text("trainer", trainer),
        in_programme=in_programme,
    )
    _add(session, event, "add-event", by=by, now=now)
    if in_programme:
        evaluate_event(session, routine_evaluation(session), event, by=by, now=now)
    return event


def move_event(
    session: Session, event: Event, *, starts_at: datetime, ends_at: datetime, by: str, now: datetime
) -> tuple[moves.WaveMove, ...]:
    """Give the event new dates. Its waves that have not opened move with it; an open one before the course stays
    open until the course. ``queries.moves.planned_moves`` tells beforehand what will change, in the same form.

    Raises:
        SurveyError: the dates cannot be used, the event is cancelled, or its people were asked about it already.
    """
    session.refresh(event, with_for_update={"of": Event})
    changes = moves.planned_moves(session, event, starts_at=starts_at, ends_at=ends_at)
    detail = {"from": event.starts_at.isoformat(), "to": starts_at.isoformat(), "waves": len(changes)}
    event.starts_at, event.ends_at = starts_at, ends_at
    session.flush()
    for change in changes:
        session.execute(
            update(Wave)
            .where(Wave.id == change.wave_id)
            .values(opens_at=change.opens_at, closes_at=change.closes_at)
        )
    record_activity(session, "move-event", Event, event.id, detail, by=by, now=now)
    return changes


def cancel_event(session: Session, event: Event, *, by: str, now: datetime) -> None:
    """Cancel the event: nothing more is sent, its links die, answers that were given stay. Twice changes nothing."""
    session.refresh(event, with_for_update={"of": Event})
    if event.cancelled_at is not None:
        return
    event.cancelled_at = now
    session.flush()
    waves = select_waves(event.id)
    session.execute(
        update(Wave)
        .where(Wave.event_id == event.id, Wave.opened_at.is_not(None), Wave.closed_at.is_(None))
        .values(closed_at=now)
    )
    session.execute(
        update(Invitation)
        .where(Invitation.wave_id.in_(waves), Invitation.submitted_at.is_(None))
        .where(Invitation.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
    )
    withdraw_queued(session, waves, "The event was cancelled.", now=now)
    record_activity(session, "cancel-event", Event, event.id, by=by, now=now)


def _check_dates(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise SurveyError("The event must end after it starts.")


def _key(key: str) -> str:
    if not is_key(key):
        raise SurveyError("The key must be lower-case letters, digits and hyphens, at most 64.")
    return key


def _text(words: str, text: str, *, needed: bool = False) -> str:
    said = tidy(text)
    if len(said) > LONGEST:
        raise SurveyError(f"The {words} is longer than {LONGEST} characters.")
    if needed and not said:
        raise SurveyError(f"The {words} is missing.")
    return said


def _add(session: Session, thing: Board | Course | Event, verb: str, *, by: str, now: datetime) -> None:
    session.add(thing)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyThere("Somebody else has just used this key. Choose another.") from error
    record_activity(session, verb, type(thing), thing.id, {"key": thing.key}, by=by, now=now)

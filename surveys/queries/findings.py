"""What the findings of an event rest on, as plain rows. The number of statements does not depend on the
rows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    cast,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from surveys.enums import Audience, MessageState, TimePoint
from surveys.models import (
    Answer,
    BankVersion,
    Board,
    Course,
    Event,
    Invitation,
    Message,
    Objective,
    QuestionBank,
    Wave,
)
from surveys.queries.eligibility import eligible_bookings

Gate = tuple[TimePoint, Audience]


class Reached(NamedTuple):
    """How far the invitations of one audience came at one time point, without those withdrawn."""

    invited: int
    delivered: int
    started: int
    submitted: int


NOBODY = Reached(0, 0, 0, 0)


class Responded(NamedTuple):
    """A response: when, who, and about which booking."""

    point: TimePoint
    audience: Audience
    booking_id: int


# By the response's id.
Responses = Mapping[int, Responded]


class Given(NamedTuple):
    """One answer to an unmarked question. ``value`` is a ``question_banks.model.Value`` as JSON has it."""

    point: TimePoint
    audience: Audience
    bank_version_id: int
    question_key: str
    value: Any


def headings(session: Session, event: Event) -> Row[str, str]:
    """The titles of the event's course and Board."""
    wanted = select(Course.title, Board.name).select_from(Event).where(Event.id == event.id)
    return session.execute(wanted.join(Event.course).join(Event.board)).one()


def course_objectives(session: Session, event: Event) -> Sequence[Row[str, str, str]]:
    """Key, title and text of what the event's course sets out to teach, in the course's order."""
    wanted = select(Objective.key, Objective.title, Objective.text)
    return session.execute(
        wanted.where(Objective.course_id == event.course_id).order_by(Objective.position, Objective.id)
    ).all()


def responses_of(session: Session, event: Event) -> dict[int, Responded]:
    """The responses given on the event and not taken back.

    Answers are read by the ids of these, from one table. In a join of answers, invitations and waves PostgreSQL
    loops over all answers for each invitation while its statistics are of a time when there were few.
    """
    wanted = (
        select(Invitation.id, Wave.point, Invitation.audience, Invitation.booking_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(
            Wave.event_id == event.id, Invitation.submitted_at.is_not(None), Invitation.withdrawn_at.is_(None)
        )
        .order_by(Invitation.id)
    )
    return {row.id: Responded(row.point, row.audience, row.booking_id) for row in session.execute(wanted)}


def answered_versions(session: Session, responses: Responses) -> Sequence[Row[int, str, int, dict[str, Any]]]:
    """Id, title, number and document of each bank version that the responses answer."""
    answered = select(Answer.bank_version_id).where(Answer.response_id.in_(responses)).distinct()
    ids = session.scalars(answered).all()
    wanted = select(BankVersion.id, QuestionBank.title, BankVersion.number, BankVersion.document)
    return session.execute(
        wanted.join(QuestionBank, QuestionBank.id == BankVersion.bank_id)
        .where(BankVersion.id.in_(ids))
        .order_by(QuestionBank.title, QuestionBank.id, BankVersion.number)
    ).all()


def eligible(session: Session, event: Event, gates: Collection[Gate]) -> dict[Gate, int]:
    """How many bookings each gate's wave asks, or has asked and not taken the invitation back.

    The second part keeps a person in the count who was asked and is no longer on the list, such as somebody
    who answered before the course and then did not come.
    """
    if not gates:
        return {}
    counts = union_all(*(_eligible(event, point, audience) for point, audience in gates))
    return {(TimePoint(point), Audience(audience)): n for point, audience, n in session.execute(counts)}


def _eligible(event: Event, point: TimePoint, audience: Audience) -> Select[str, str, int]:
    asked = (
        select(Invitation.booking_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(Wave.event_id == event.id, Wave.point == point, Invitation.audience == audience)
        .where(Invitation.withdrawn_at.is_(None))
    )
    ids = union(eligible_bookings(event, point, audience), asked).subquery()
    return select(
        literal(point.value).label("point"), literal(audience.value).label("audience"), func.count()
    ).select_from(ids)


def reached(session: Session, event: Event) -> dict[Gate, Reached]:
    """How far invitations came. ``delivered`` counts those of whom the mail server took a message."""
    sent = (
        select(Message.id)
        .where(Message.invitation_id == Invitation.id, Message.state == MessageState.SENT)
        .exists()
    )
    started = or_(Invitation.draft_saved_at.is_not(None), Invitation.submitted_at.is_not(None))
    wanted = (
        select(
            Wave.point,
            Invitation.audience,
            func.count(),
            _how_many(sent),
            _how_many(started),
            _how_many(Invitation.submitted_at.is_not(None)),
        )
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(Wave.event_id == event.id, Invitation.withdrawn_at.is_(None))
        .group_by(Wave.point, Invitation.audience)
    )
    return {(point, audience): Reached(*counts) for point, audience, *counts in session.execute(wanted)}


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(cast(condition, Integer)), 0)


def unmarked_answers(session: Session, responses: Responses, keys: Collection[str]) -> list[Given]:
    """What the responses answer to the unmarked questions of these keys. Never ask for free text here."""
    wanted = (
        select(Answer.response_id, Answer.bank_version_id, Answer.question_key, Answer.value)
        .where(Answer.response_id.in_(responses), Answer.question_key.in_(keys), Answer.mark.is_(None))
        .order_by(Answer.response_id, Answer.bank_version_id, Answer.question_key)
    )
    return [
        Given(responses[response].point, responses[response].audience, version, key, value)
        for response, version, key, value in session.execute(wanted)
    ]

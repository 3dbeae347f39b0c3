"""What a personal link opens, in one statement of plain columns, and the refusals when it opens nothing."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from surveys.enums import Audience, MessageKind, MessageState, TimePoint
from surveys.errors import ClosedLink, ReplacedLink, UnknownLink, UsedLink, WithdrawnLink
from surveys.models import Board, Booking, Course, Event, Invitation, Message, Person, Wave
from surveys.queries.remarks import newest_remark
from surveys.tokens import LinkSigner, digest


@dataclass(frozen=True)
class Link:
    """What the pages behind a link need to know, and no more of anybody's data than that.

    ``draft`` holds the answers so far as form fields, ``draft_seconds`` how long each took when it was first saved.
    ``delegate_first_name`` is for the manager's page.
    ``remark`` is the newest re-mark of what is asked, 0 when there is none: answers are marked by it.
    """

    invitation_id: int
    questionnaire_id: int
    issue: int
    audience: Audience
    point: TimePoint
    course_title: str
    board_name: str
    venue: str
    event_starts_at: datetime
    closes_at: datetime
    submitted_at: datetime | None
    delegate_first_name: str
    draft: Mapping[str, list[str]]
    draft_seconds: Mapping[str, float | None]
    remark: int


COLUMNS = (
    Invitation.id.label("invitation_id"),
    Invitation.questionnaire_id,
    Invitation.issue,
    Invitation.audience,
    Wave.point,
    Course.title.label("course_title"),
    Board.name.label("board_name"),
    Event.venue,
    Event.starts_at.label("event_starts_at"),
    Wave.closes_at,
    Invitation.submitted_at,
    Person.first_name.label("delegate_first_name"),
    Invitation.draft,
    Invitation.draft_seconds,
    newest_remark(Invitation.questionnaire_id).label("remark"),
    Invitation.token_digest,
    Invitation.withdrawn_at,
    Wave.closed_at,
    Event.cancelled_at,
)

ONE_LINK: Select[Any] = (
    select(*COLUMNS)
    .select_from(Invitation)
    .join(Wave, Wave.id == Invitation.wave_id)
    .join(Event, Event.id == Wave.event_id)
    .join(Course, Course.id == Event.course_id)
    .join(Board, Board.id == Event.board_id)
    .join(Booking, Booking.id == Invitation.booking_id)
    .join(Person, Person.id == Booking.person_id)
    .where(Invitation.id == bindparam("invitation_id"))
)

HELD = ONE_LINK.with_for_update(of=Invitation)


def find_link(session: Session, signer: LinkSigner, token: str, *, now: datetime, hold: bool = False) -> Link:
    """The link of a token. With ``hold`` nobody else changes its invitation until the transaction ends, so that
    what is written rests on what was read (SQLite holds the whole database, which ``app.database`` sees to).

    Raises:
        UnknownLink: we did not send this exact text.
        WithdrawnLink, UsedLink, ClosedLink, ReplacedLink: we did, and it opens no more, for the first of these
            reasons that holds. They carry the link.
    """
    invitation_id, issue = signer.read(token)
    row = session.execute(HELD if hold else ONE_LINK, {"invitation_id": invitation_id}).one_or_none()
    if row is None or not _was_sent(row, issue, token):
        raise UnknownLink
    link = _link(row)
    if row.withdrawn_at or row.cancelled_at:
        raise WithdrawnLink(link)
    if row.submitted_at:
        raise UsedLink(link)
    if row.closed_at or now >= row.closes_at:
        raise ClosedLink(link)
    if issue < row.issue:
        raise ReplacedLink(link)
    return link


def _was_sent(row: Row[Any], issue: int, token: str) -> bool:
    """Older links are known by their signature; of the newest the exact text must be the one on record."""
    if issue != row.issue:
        return bool(issue < row.issue)
    return hmac.compare_digest(row.token_digest, digest(token))


def _link(row: Row[Any]) -> Link:
    shown: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(Link)}
    return Link(**{**shown, "draft": row.draft or {}, "draft_seconds": row.draft_seconds or {}})


def fresh_links_wanted(session: Session, invitation_id: int) -> Sequence[Row[int, datetime, MessageState]]:
    """Ordinal, moment and state of every fresh link that was asked for, the newest first."""
    return session.execute(
        select(Message.ordinal, Message.queued_at, Message.state)
        .where(Message.invitation_id == invitation_id, Message.kind == MessageKind.FRESH_LINK)
        .order_by(Message.ordinal.desc())
    ).all()

"""The outbox: messages are queued in bulk, claimed by workers under a lease, and each is settled once.

A message is at most one worker's while its lease lasts. A worker that dies leaves the lease to run out, and the
message is claimed again; what was settled is never claimed again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Executable, Select, func, insert, literal, update
from sqlalchemy.orm import Session

from surveys.enums import MessageKind, MessageState
from surveys.models import CapturedMail, Message
from surveys.queries import messages as queries
from surveys.queries.messages import Envelope

TABLE = Message.metadata.tables[Message.__tablename__]

LEASE = timedelta(minutes=15)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
GIVE_UP_AFTER = timedelta(hours=72)
MOST_DOUBTS = 1
"""How often a message is sent again although the mail server may have taken it."""

LONGEST_REASON, LONGEST_SUBJECT, LONGEST_ADDRESS = 500, 500, 254


def queue_messages(
    session: Session, invitations: Select[int], kind: MessageKind, *, ordinal: int = 0, now: datetime
) -> int:
    """Queue a message for each of the selected invitations in one statement; gives how many."""
    columns = {
        "kind": literal(kind, Message.kind.type),
        "ordinal": literal(ordinal),
        "queued_at": literal(now, Message.queued_at.type),
        "due_at": literal(now, Message.due_at.type),
    }
    rows = invitations.add_columns(*columns.values())
    return _count(session, insert(Message).from_select(["invitation_id", *columns], rows))


def claim(session: Session, *, worker: str, now: datetime, most: int) -> list[int]:
    """Take up to ``most`` due messages for ``worker`` until the lease ends, the oldest first; gives their ids.

    Commit before sending. Claims of dead workers, whose leases ran out, are due again.
    """
    _update(session, queries.is_abandoned(now), state=MessageState.QUEUED, claimed_by="", lease_until=None)
    due = queries.select_due(now, most).cte("due")
    claimed = session.execute(
        update(Message)
        .where(Message.id.in_(queries.select_ids(due)))
        .values(
            state=MessageState.CLAIMED,
            claimed_by=worker,
            lease_until=now + LEASE,
            attempts=Message.attempts + 1,
        )
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    )
    return sorted(claimed.scalars())


def settle_sent(session: Session, *message_ids: int, now: datetime) -> None:
    """The mail server took these messages. This is true whoever holds them now."""
    unsettled = Message.id.in_(message_ids) & (Message.state != MessageState.SENT)
    _settle(session, unsettled, MessageState.SENT, "", now=now)


def settle_failed(session: Session, message_id: int, reason: str, *, worker: str, now: datetime) -> None:
    """The message is refused for good; ``reason`` is a sentence for an officer."""
    _settle(session, (Message.id == message_id) & _held_by(worker), MessageState.FAILED, reason, now=now)


def settle_withdrawn(session: Session, message_id: int, reason: str, *, worker: str, now: datetime) -> None:
    """The message was not wanted any more when its turn came."""
    _settle(session, (Message.id == message_id) & _held_by(worker), MessageState.WITHDRAWN, reason, now=now)


def put_back(session: Session, message_id: int, *, worker: str) -> None:
    """Give back a message that was not tried."""
    _update(
        session,
        (Message.id == message_id) & _held_by(worker),
        state=MessageState.QUEUED,
        claimed_by="",
        lease_until=None,
        attempts=Message.attempts - 1,
    )


def try_again(
    session: Session, envelope: Envelope, reason: str, *, worker: str, now: datetime, in_doubt: bool = False
) -> None:
    """A try did not succeed: wait twice as long as before and try again, but not for longer than 72 hours.

    ``in_doubt`` says that the mail server may have taken the message. It is sent once more and then given up:
    better a person who has it twice than one who has it not, but not more often than that.
    """
    since = envelope.first_tried_at or now
    due_at = now + min(FIRST_WAIT * 2 ** min(envelope.attempts - 1, 16), LONGEST_WAIT)
    if in_doubt and envelope.doubts >= MOST_DOUBTS:
        settle_failed(session, envelope.message_id, f"It may have arrived. {reason}", worker=worker, now=now)
    elif due_at > since + GIVE_UP_AFTER:
        settle_failed(
            session, envelope.message_id, f"Given up after 72 hours. {reason}", worker=worker, now=now
        )
    else:
        _update(
            session,
            (Message.id == envelope.message_id) & _held_by(worker),
            state=MessageState.QUEUED,
            claimed_by="",
            lease_until=None,
            due_at=due_at,
            first_tried_at=since,
            doubts=envelope.doubts + in_doubt,
            reason=reason[:LONGEST_REASON],
        )


def withdraw_queued(session: Session, waves: Select[int], reason: str, *, now: datetime) -> None:
    """What still waits for these waves is not sent. A message that a worker holds is looked at by the worker."""
    _update(
        session,
        queries.is_queued_for(waves),
        state=MessageState.WITHDRAWN,
        settled_at=now,
        reason=reason,
    )


def requeue_withdrawn(session: Session, wave_id: int, *, now: datetime) -> None:
    """Invitations that are wanted again are sent after all, if their message was withdrawn before it was sent."""
    _update(
        session,
        queries.is_withdrawn_but_open(wave_id),
        state=MessageState.QUEUED,
        queued_at=now,
        due_at=now,
        settled_at=None,
        reason="",
    )


def keep_mail(
    session: Session,
    *,
    recipient: str,
    subject: str,
    text: str,
    html: str,
    message_id: int | None = None,
    now: datetime,
) -> None:
    """Keep what would have been sent, while mail is captured."""
    session.add(
        CapturedMail(
            captured_at=now,
            recipient=recipient[:LONGEST_ADDRESS],
            subject=subject[:LONGEST_SUBJECT],
            text=text,
            html=html,
            message_id=message_id,
        )
    )


def _held_by(worker: str) -> ColumnElement[bool]:
    return (Message.state == MessageState.CLAIMED) & (Message.claimed_by == worker)


def _settle(
    session: Session, condition: ColumnElement[bool], state: MessageState, reason: str, *, now: datetime
) -> None:
    _update(
        session,
        condition,
        state=state,
        settled_at=now,
        lease_until=None,
        reason=reason[:LONGEST_REASON],
        first_tried_at=func.coalesce(Message.first_tried_at, now),
    )


def _update(session: Session, condition: ColumnElement[bool], **values: Any) -> None:
    """Past the session, which is twice as fast: nobody holds messages as objects while they are sent."""
    session.execute(update(TABLE).where(condition).values(**values))


def _count(session: Session, statement: Executable) -> int:
    result = session.execute(statement, execution_options={"preserve_rowcount": True})
    return cast("CursorResult[Any]", result).rowcount

"""The outbox: every message we owe somebody, what became of it, and (in capture mode only) what it said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.enums import MessageKind, MessageState
from surveys.models.base import Base, checked
from surveys.models.waves import Invitation

UNSETTLED = text("settled_at IS NULL")
"""The outbox is small and the history long, so only what is not settled is found by its state."""


class Message(Base):
    """A message about an invitation. It holds no link and no text: both are made when it is sent.

    ``ordinal`` tells the first reminder from the second; kind and ordinal make each message unique.
    A worker claims a row until ``lease_until``; a row whose lease ran out is claimed again. ``attempts`` counts
    the claims since ``first_tried_at``, ``doubts`` the times that the line dropped before the mail server said
    whether it took the message.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("invitation_id", "kind", "ordinal"),
        Index(
            "ix_messages_outbox", "state", "due_at", "id", sqlite_where=UNSETTLED, postgresql_where=UNSETTLED
        ),
        CheckConstraint("attempts >= 0", name="attempts_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id"))
    kind: Mapped[MessageKind] = mapped_column(checked(MessageKind, "kind"))
    ordinal: Mapped[int] = mapped_column(default=0)
    state: Mapped[MessageState] = mapped_column(checked(MessageState, "state"), default=MessageState.QUEUED)
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(String(64), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    first_tried_at: Mapped[datetime | None]
    doubts: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(500), default="")

    invitation: Mapped[Invitation] = relationship()


class CapturedMail(Base):
    """What would have been sent, kept while mail is captured; never written in a live setting.

    ``message_id`` is None for mail that no message asked for, such as a sign-in code.
    """

    __tablename__ = "captured_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    captured_at: Mapped[datetime] = mapped_column(index=True)
    recipient: Mapped[str] = mapped_column(String(254), index=True)
    subject: Mapped[str] = mapped_column(String(500))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"), index=True)

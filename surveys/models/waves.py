"""A time point happening for one event, and the people asked in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from surveys.enums import Audience, TimePoint, WaveState
from surveys.models.base import Base, checked
from surveys.models.evaluations import Questionnaire
from surveys.models.people import Booking
from surveys.models.programme import Event


class Wave(Base):
    """``opens_at`` and ``closes_at`` are the plan's; ``opened_at`` and ``closed_at`` are what happened.

    ``reminder_days`` are the plan's days from the opening to each reminder, ``reminded`` the ordinal of the last
    reminder that went out. The questionnaires are frozen when the wave opens, so that whoever is booked later is
    asked the same as the others. Where questions have parallel forms, every second delegate gets the
    ``parallel_questionnaire``.
    """

    __tablename__ = "waves"
    __table_args__ = (
        UniqueConstraint("event_id", "point"),
        CheckConstraint("closes_at > opens_at", name="closes_after_it_opens"),
        CheckConstraint("reminded >= 0", name="reminders_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    point: Mapped[TimePoint] = mapped_column(checked(TimePoint, "point"))
    opens_at: Mapped[datetime] = mapped_column(index=True)
    closes_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reminder_days: Mapped[list[Any]] = mapped_column(default=list)
    reminded: Mapped[int] = mapped_column(default=0)
    delegate_questionnaire_id: Mapped[int | None] = mapped_column(ForeignKey("questionnaires.id"))
    parallel_questionnaire_id: Mapped[int | None] = mapped_column(ForeignKey("questionnaires.id"))
    manager_questionnaire_id: Mapped[int | None] = mapped_column(ForeignKey("questionnaires.id"))

    event: Mapped[Event] = relationship()

    def state(self, now: datetime) -> WaveState:
        """Where the wave stands at ``now``."""
        if self.closed_at or (self.opened_at and now >= self.closes_at):
            return WaveState.CLOSED
        if self.opened_at:
            return WaveState.OPEN
        return WaveState.MISSED if now >= self.closes_at else WaveState.PLANNED


class Invitation(Base):
    """One respondent, one wave, about one booking; owns the link.

    ``issue`` counts the links sent; only the newest opens, and only when the SHA-256 of its raw text is
    ``token_digest``. ``draft`` holds the answers given so far, as the form's own fields, until they are submitted,
    and ``draft_seconds`` how long each question took when it was first saved, null where that is not known.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("wave_id", "booking_id", "audience"),
        Index("ix_invitations_booking_id", "booking_id"),
        CheckConstraint("issue >= 1", name="issue_counts_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("waves.id"))
    booking_id: Mapped[int] = mapped_column(ForeignKey("bookings.id"))
    audience: Mapped[Audience] = mapped_column(checked(Audience, "audience"))
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaires.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(254))
    issue: Mapped[int] = mapped_column(default=1)
    token_digest: Mapped[str] = mapped_column(String(64), default="")
    invited_at: Mapped[datetime]
    draft: Mapped[dict[str, Any] | None]
    draft_seconds: Mapped[dict[str, Any] | None]
    draft_saved_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    wave: Mapped[Wave] = relationship()
    booking: Mapped[Booking] = relationship()
    questionnaire: Mapped[Questionnaire] = relationship()

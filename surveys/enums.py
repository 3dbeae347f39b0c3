"""The closed lists of the record: time points, states and kinds, spelled once."""

from __future__ import annotations

from enum import StrEnum

from question_banks.model import Audience as Audience
from question_banks.model import Family as Family


class TimePoint(StrEnum):
    """When an event's people are asked: before, straight after, 3 and 6 months after."""

    PRE = "pre"
    POST = "post"
    MONTH3 = "month3"
    MONTH6 = "month6"


class BookingStatus(StrEnum):
    BOOKED = "booked"
    ATTENDED = "attended"
    PART_ATTENDED = "part-attended"
    WALK_IN = "walk-in"
    NO_SHOW = "no-show"
    CANCELLED = "cancelled"


class EvaluationKind(StrEnum):
    """``routine`` is the programme's own, of every course; ``audit`` is a SEG's, of the events it chooses."""

    ROUTINE = "routine"
    AUDIT = "audit"


class WaveState(StrEnum):
    """Computed from a wave's dates and facts, never stored. ``missed`` was never opened and is too late to open."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    MISSED = "missed"


class DraftState(StrEnum):
    """Where a draft of a question bank stands. Whatever changes its text takes it back to ``editing``."""

    EDITING = "editing"
    IN_REVIEW = "in-review"
    APPROVED = "approved"


class Approval(StrEnum):
    """Who must have approved a draft before it is published: somebody who did not write it, or nobody."""

    SECOND_OFFICER = "second-officer"
    NONE = "none"


class MessageKind(StrEnum):
    INVITATION = "invitation"
    REMINDER = "reminder"
    FRESH_LINK = "fresh-link"


class MessageState(StrEnum):
    """``failed`` was refused for good; ``withdrawn`` was no longer wanted when its turn came."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


WAITING = (MessageState.QUEUED, MessageState.CLAIMED)
"""Not settled: the message may still go out."""


class ReportKind(StrEnum):
    EVENT_SUMMARY = "event-summary"


class WaveTask(StrEnum):
    """What falls due for a wave. ``late`` invites those who were booked after it opened."""

    OPEN = "open"
    LATE = "late"
    REMIND = "remind"
    CLOSE = "close"

"""What we conclude, as frozen values: screen, PDF, CSV and JSON all show these and none of them computes a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from question_banks.model import Family
from surveys.enums import Audience, TimePoint, WaveState


@dataclass(frozen=True)
class Figure:
    """A figure with its uncertainty. When it may not be shown, ``hidden`` says why and every number is None.

    ``unit`` is "%" (of available marks, or of people), "points" (percentage points of marks) or "scale points".
    ``low`` and ``high`` bound the 95 % interval; they are None where none can be given.
    ``n`` is the number of people the figure rests on.
    """

    unit: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    method: str = ""
    caveats: tuple[str, ...] = ()
    hidden: str = ""


@dataclass(frozen=True)
class FlowRow:
    """How many people one audience had at each gate of one wave. ``delivered`` is what the mail server took.

    ``matched`` counts delegates whose answers at this time point pair with their answers before the course; it is
    None for managers and for the time point before.
    """

    point: TimePoint
    audience: Audience
    state: WaveState
    opens_at: datetime
    closes_at: datetime
    eligible: int
    invited: int
    delivered: int
    started: int
    submitted: int
    matched: int | None


@dataclass(frozen=True)
class Change:
    """One family's change against before the course, on one objective, in matched pairs.

    ``before`` and ``after`` are means over the same people and the same questions, ``change`` their paired
    difference. ``questions`` are the keys of the questions compared.
    """

    point: TimePoint
    questions: tuple[str, ...]
    before: Figure
    after: Figure
    change: Figure


@dataclass(frozen=True)
class ObjectiveFinding:
    """What is known of one objective: tested knowledge and self-ratings, kept apart; never averaged."""

    key: str
    title: str
    text: str
    knowledge: tuple[Change, ...]
    self_rating: tuple[Change, ...]


@dataclass(frozen=True)
class Share:
    """One line of a distribution: how many of those who answered chose this. ``share`` is in % with Wilson interval."""

    label: str
    share: Figure


@dataclass(frozen=True)
class QuestionFinding:
    """One question that is not marked: how its answers fell, for one audience at one time point.

    ``mean`` is on the question's scale, leaving out answers off the scale; ``outside`` counts those, by words.
    """

    key: str
    stem: str
    family: Family
    step: int
    objective: str
    point: TimePoint
    audience: Audience
    mean: Figure
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class EventFindings:
    """All that is known of one event. ``as_of`` is when it was computed; ``floors`` the thresholds it was held to."""

    event: str
    course: str
    board: str
    partnership: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    as_of: datetime
    banks: tuple[str, ...]
    flow: tuple[FlowRow, ...]
    overall: tuple[Change, ...]
    objectives: tuple[ObjectiveFinding, ...]
    questions: tuple[QuestionFinding, ...]
    cannot_show: tuple[str, ...]
    floors: tuple[tuple[str, int], ...]

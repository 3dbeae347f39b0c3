"""What we conclude, as frozen values: screen, PDF and JSON all show these and none of them computes a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from question_banks.model import Family
from surveys.enums import Audience, TimePoint, WaveState


@dataclass(frozen=True)
class Figure:
    """A figure with its uncertainty. When it may not be shown, ``hidden`` says why and every number is None.

    ``unit`` is "%" (of available marks, or of people), "points" (percentage points of marks) or "scale points".
    ``low`` and ``high`` bound the 95 % interval; they are None where none can be given, and a caveat says why.
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
class Axis:
    """What a figure can lie between, to draw it on: the ends, and what the ends mean in words."""

    lowest: float
    highest: float
    lowest_words: str
    highest_words: str


@dataclass(frozen=True)
class FlowRow:
    """How many people one audience had at each gate of one wave. ``delivered`` is what the mail server took.

    ``matched`` counts delegates whose answers at this time point pair with their answers before the course; it is
    None for managers and for the time point before. A count of people who said something is withheld while it is
    from 1 to one below the floor: then it is None, its name is in ``withheld``, and it is shown as ``withheld_as``.
    """

    point: TimePoint
    audience: Audience
    state: WaveState
    opens_at: datetime
    closes_at: datetime
    eligible: int
    invited: int
    delivered: int
    started: int | None
    submitted: int | None
    matched: int | None
    withheld: tuple[str, ...] = ()
    withheld_as: str = ""


@dataclass(frozen=True)
class Change:
    """One family's change against before the course, on one group of questions, in matched pairs.

    ``before`` and ``after`` are means over the same people and the same questions, ``change`` their paired
    difference. ``questions`` are the keys of the questions compared. All three figures may be hidden, or only
    ``before`` and ``after``. ``axis`` is that of ``before`` and ``after``. ``words`` says what moved and how sure.
    """

    point: TimePoint
    questions: tuple[str, ...]
    before: Figure
    after: Figure
    change: Figure
    axis: Axis
    words: str


@dataclass(frozen=True)
class ObjectiveFinding:
    """What is known of one objective: tested knowledge and self-ratings, kept apart; never averaged.

    ``words`` sets the two side by side where they disagree, and is empty where there is nothing to say.
    """

    key: str
    title: str
    text: str
    knowledge: tuple[Change, ...]
    self_rating: tuple[Change, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class ThemeFinding:
    """As an objective's, of the questions that carry one theme. A question may carry several themes."""

    key: str
    title: str
    knowledge: tuple[Change, ...]
    self_rating: tuple[Change, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepFinding:
    """What is known at one step of the four-step model. ``title`` is the question that the step asks.

    ``questions`` are the keys in ``EventFindings.questions`` that speak to it. Step 1 has the time point before the
    course only: what is known of it is the ``before`` of each change at step 2.
    """

    step: int
    title: str
    knowledge: tuple[Change, ...]
    self_rating: tuple[Change, ...]
    questions: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """One line of a distribution: how many of those who answered chose this. ``share`` is in % with Wilson interval."""

    label: str
    share: Figure


@dataclass(frozen=True)
class QuestionFinding:
    """One question that is not marked: how its answers fell, for one audience at one time point.

    ``mean`` and ``axis`` are on the question's scale and leave out answers off the scale; both are None where the
    question has no scale. ``shares`` are of those who answered on the scale, neighbouring points put together where
    few chose them; with several choices they need not add up to 100. ``off_scale`` are of all who answered, such as
    "no opportunity". When there are no ``shares`` to show, ``shares_hidden`` says why.
    """

    key: str
    stem: str
    family: Family
    step: int
    objective: str
    themes: tuple[str, ...]
    point: TimePoint
    audience: Audience
    several: bool
    mean: Figure | None
    axis: Axis | None
    shares: tuple[Share, ...]
    shares_hidden: str
    off_scale: tuple[Share, ...]
    words: str


@dataclass(frozen=True)
class EventFindings:
    """All that is known of one event. ``as_of`` is when it was computed; ``floors`` the thresholds it was held to.

    ``summary`` is the main findings in plain words, ``cannot_show`` what the figures cannot say. ``overall`` is tested
    knowledge, ``overall_self_rating`` self-ratings, each over all its questions. ``questions`` come in the bank's
    order; those of one question by time point, the delegates' before the managers'.

    ``control`` is the change on questions about what the course does not teach: what moved for another reason than
    the course. ``looking_back`` sets self-ratings now against ratings of how it was before, given at the same time.
    ``remarks`` says which questions were marked again after their key had been corrected.
    """

    event: str
    course: str
    board: str
    partnership: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    as_of: datetime
    banks: tuple[str, ...]
    summary: tuple[str, ...]
    flow: tuple[FlowRow, ...]
    overall: tuple[Change, ...]
    overall_self_rating: tuple[Change, ...]
    objectives: tuple[ObjectiveFinding, ...]
    themes: tuple[ThemeFinding, ...]
    steps: tuple[StepFinding, ...]
    questions: tuple[QuestionFinding, ...]
    cannot_show: tuple[str, ...]
    floors: tuple[tuple[str, int], ...]
    control: tuple[Change, ...] = ()
    looking_back: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = ()

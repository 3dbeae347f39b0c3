"""Single findings in plain words, by rule: what moved, how sure, and what cannot be said.

Something rose or fell only when its whole 95 % interval lies on that side of no change. A fall is said as
plainly as a rise. Numbers are rounded here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from question_banks.model import Family
from surveys.enums import Audience, TimePoint
from surveys.findings.model import Axis, Change, Figure, QuestionFinding, Share

POINTS = {
    TimePoint.PRE: "before the course",
    TimePoint.POST: "straight after the course",
    TimePoint.MONTH3: "3 months after the course",
    TimePoint.MONTH6: "6 months after the course",
}
NOUNS = {Family.KNOWLEDGE: "Tested knowledge", Family.SELF_RATING: "Self-rating"}
NOT_TAUGHT = "Knowledge of what the course does not teach"
FINEST = 3
"""Decimals that any number is rounded to at most."""
AUDIENCES = {Audience.DELEGATE: "delegates", Audience.MANAGER: "managers"}


class Verdict(Enum):
    """What a change amounts to. Without an interval, or hidden, it is ``UNKNOWN``."""

    ROSE = "rose"
    FELL = "fell"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


def verdict(change: Figure) -> Verdict:
    if change.low is None or change.high is None:
        return Verdict.UNKNOWN
    if change.low > 0:
        return Verdict.ROSE
    return Verdict.FELL if change.high < 0 else Verdict.UNCLEAR


def of_change(noun: str, point: TimePoint, before: Figure, after: Figure, change: Figure, axis: Axis) -> str:
    """What moved and how sure, in one or a few sentences. ``noun`` begins each of them."""
    if change.hidden or change.estimate is None:
        return f"{noun} {POINTS[point]}: {uncapitalised(change.hidden)}"
    return _sentences(_moved(noun, point, before, after, change, axis), change.caveats)


def _moved(noun: str, point: TimePoint, before: Figure, after: Figure, change: Figure, axis: Axis) -> str:
    rests_on = f"{change.n} people"
    size, levels = difference(change), _levels(point, before, after, axis)
    match verdict(change):
        case Verdict.ROSE | Verdict.FELL as moved:
            return f"{noun} {moved.value} {levels}: {size} (95 % interval: {interval(change)}; {rests_on})."
        case Verdict.UNCLEAR:
            return (
                f"{noun} shows no clear change {levels}: {size} (95 % interval: {interval(change)}; {rests_on}). "
                "These answers cannot tell a rise from a fall."
            )
    return f"{noun} went {levels}: {size} ({rests_on}). How sure that is cannot be said."


def _levels(point: TimePoint, before: Figure, after: Figure, axis: Axis) -> str:
    """ "from 52 % of the marks before the course to 71 % straight after the course"."""
    if before.estimate is None or after.estimate is None:
        return f"from {POINTS[TimePoint.PRE]} to {POINTS[point]}"
    of_what = "of the marks" if before.unit == "%" else f"on a scale from {axis.lowest:g} to {axis.highest:g}"
    return (
        f"from {amount(before.estimate, before.unit)} {of_what} {POINTS[TimePoint.PRE]} "
        f"to {amount(after.estimate, after.unit)} {POINTS[point]}"
    )


def _bare(value: float, unit: str) -> str:
    """The number of ``amount`` without its unit."""
    return amount(value, unit).split(" ")[0]


def amount(value: float, unit: str) -> str:
    """A number with its unit, rounded: whole per cent and points, tenths of a scale, hundredths of a correlation. 0 is
    said of 0 only.
    """
    decimals = {"scale points": 1, "r": 2}.get(unit, 0)
    while decimals < FINEST and not _is_nothing(value) and not round(value, decimals):
        decimals += 1
    text = f"{round(value, decimals) + 0:.{decimals}f}".replace("-", "−")
    if unit == "points":
        return f"{text} point" if text == "1" else f"{text} points"
    return f"{text} %" if unit == "%" else text


def _is_nothing(value: float) -> bool:
    """Whether a number is 0 but for what binary fractions leave over."""
    return not round(value, FINEST)


def difference(change: Figure) -> str:
    """ "19 points up", "0.8 down" or "no change"."""
    assert change.estimate is not None  # noqa: S101
    return _signed(change.estimate, change.unit)


def interval(change: Figure) -> str:
    """The interval of a change, from its lower end: "9 to 29 points up", "5 points down to 13 points up"."""
    assert change.low is not None  # noqa: S101
    assert change.high is not None  # noqa: S101
    low, high, unit = change.low, change.high, change.unit
    if low < 0 < high or _is_nothing(low) or _is_nothing(high):
        return f"{_signed(low, unit)} to {_signed(high, unit)}"
    near, far = sorted((abs(low), abs(high)))
    return f"{_bare(near, unit)} to {_signed(far if low > 0 else -far, unit)}"


def _signed(value: float, unit: str) -> str:
    if _is_nothing(value):
        return "no change"
    return f"{amount(abs(value), unit)} {'up' if value > 0 else 'down'}"


def contrast(knowledge: Change, rating: Change) -> str:
    """How tested knowledge and self-rating disagree at one time point; empty when they do not."""
    tested, rated = verdict(knowledge.change), verdict(rating.change)
    after = POINTS[knowledge.point]
    if rated is Verdict.ROSE and tested in (Verdict.FELL, Verdict.UNCLEAR):
        rest = "tested knowledge fell" if tested is Verdict.FELL else "tested knowledge shows no clear rise"
        return f"Self-rated gain without tested gain {after}: people rated themselves higher, but {rest}."
    if tested is Verdict.ROSE and rated in (Verdict.FELL, Verdict.UNCLEAR):
        rest = "rated themselves lower" if rated is Verdict.FELL else "did not clearly rate themselves higher"
        return f"Tested gain without self-rated gain {after}: tested knowledge rose, but people {rest}."
    return ""


def of_looking_back(point: TimePoint, change: Figure, usual: Change | None) -> str:
    """What people say of themselves now against how they say, looking back, that they were before the course.

    ``usual`` is the change against what the same people said before it, if that is known.
    """
    when = POINTS[point]
    if change.hidden or change.estimate is None:
        return f"Looking back {when}: {uncapitalised(change.hidden)}"
    sure = "" if verdict(change) is Verdict.UNKNOWN else f"95 % interval: {interval(change)}; "
    said = (
        f"Looking back {when}, people rate themselves {difference(change)} against how they now think they were "
        f"before the course ({sure}{change.n} people)."
    )
    if usual is None or usual.change.estimate is None:
        return _sentences(said, change.caveats)
    beside = (
        f"Against what people said at the time it is {difference(usual.change)}. Where the two differ, people may "
        "have come to see what they did not know."
    )
    return _sentences(said, (beside, *change.caveats))


def contrasts(knowledge: Sequence[Change], rating: Sequence[Change]) -> tuple[str, ...]:
    """Each disagreement of the two, by time point."""
    rated = {change.point: change for change in rating}
    found = [contrast(change, rated[change.point]) for change in knowledge if change.point in rated]
    return tuple(sentence for sentence in found if sentence)


def of_question(
    audience: Audience, point: TimePoint, mean: Figure | None, axis: Axis | None, shares: Sequence[Share]
) -> str:
    """What one audience answered to an unmarked question at one time point."""
    who = f"{AUDIENCES[audience].capitalize()}, {POINTS[point]}"
    said = [] if mean is None or axis is None else [_mean(mean, axis)]
    said += [f"{share.label}: {_share(share.share)}" for share in shares if share.share.estimate is not None]
    if not any(said):
        return f"{who}: nothing can be shown, so that nobody's answers can be told."
    caveats = mean.caveats if mean else ()
    return _sentences(f"{who}: {'; '.join(part for part in said if part)}.", caveats)


def of_means(questions: Sequence[QuestionFinding]) -> str:
    """Where the means of questions of one family, audience, time point and scale lie; they are not averaged."""
    first, means = (
        questions[0],
        [q.mean.estimate for q in questions if q.mean and q.mean.estimate is not None],
    )
    assert first.axis is not None  # noqa: S101
    low, high = amount(min(means), "scale points"), amount(max(means), "scale points")
    where = f"is {low}" if len(means) == 1 else f"of {len(means)} questions runs from {low} to {high}"
    title = f"{first.family.value.capitalize()}, {AUDIENCES[first.audience]}, {POINTS[first.point]}"
    return f"{title}: the mean {where} on a scale from {_ends(first.axis)}."


def _ends(axis: Axis) -> str:
    return f"{axis.lowest:g} ({axis.lowest_words}) to {axis.highest:g} ({axis.highest_words})"


def _mean(mean: Figure, axis: Axis) -> str:
    if mean.estimate is None:
        return ""
    sure = (
        ""
        if mean.low is None or mean.high is None
        else (f"95 % interval {amount(mean.low, mean.unit)} to {amount(mean.high, mean.unit)}; ")
    )
    return f"mean {amount(mean.estimate, mean.unit)} on a scale from {_ends(axis)} ({sure}{mean.n} people)"


def _share(share: Figure) -> str:
    assert share.estimate is not None  # noqa: S101
    assert share.low is not None  # noqa: S101
    assert share.high is not None  # noqa: S101
    sure = f"95 % interval {_bare(share.low, share.unit)} to {amount(share.high, share.unit)}"
    return f"{amount(share.estimate, share.unit)} of {share.n} people ({sure})"


def uncapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _sentences(first: str, more: Sequence[str]) -> str:
    return " ".join([first, *more])

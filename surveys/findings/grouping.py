"""The groups of questions that figures are made of: overall, per objective, per step and per theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import NamedTuple

from question_banks.items import mark_step
from question_banks.items.confidence import HIGHEST
from question_banks.model import Bank, Family, Kind, Question
from surveys.disclosure import Ladder
from surveys.findings.banks import Asked
from surveys.findings.figures import Measure
from surveys.findings.model import Axis

MARKS = Axis(0, 100, "no marks", "all marks")
CONFIDENCE = Axis(0, HIGHEST, "Not at all confident", "Completely confident")

FINEST_STEP = Fraction(1, 20)
"""Of a mark. Odd credits would make a ladder of countless steps, on which everybody seems far from its ends."""

Questions = Mapping[Asked, tuple[Bank, Question]]


class Label(NamedTuple):
    """What questions are put together by: overall, objective, step or theme, with its key."""

    by: str
    key: str = ""


OVERALL = Label("overall")
CONTROL = Label("control")
"""Questions on what the course does not teach. They are under no other label."""


def groups(
    questions: Questions, asked: Collection[Asked], order: Sequence[Label]
) -> dict[Label, frozenset[Asked]]:
    """The questions of ``asked`` under each label that they have, in ``order``; other labels are left out."""
    members: dict[Label, set[Asked]] = {label: set() for label in order}
    for name in asked:
        for label in _labels(questions[name][1]):
            if label in members:
                members[label].add(name)
    return {label: frozenset(group) for label, group in members.items() if group}


def _labels(question: Question) -> Iterator[Label]:
    if question.control:
        yield CONTROL
        return
    yield OVERALL
    yield Label("step", str(question.step))
    yield Label("objective", question.objective)
    for theme in question.themes:
        yield Label("theme", theme)


def axis_of(bank: Bank, question: Question) -> Axis | None:
    """The ends of the question's scale; None when it has none."""
    if question.kind is Kind.CONFIDENCE:
        return CONFIDENCE
    if question.kind is not Kind.SCALE or question.scale not in bank.scales_by_key:
        return None
    first, *_between, last = bank.scales_by_key[question.scale].points
    return Axis(first.value, last.value, first.text, last.text)


def of_one_scale(questions: Questions, asked: Iterable[Asked]) -> frozenset[Asked]:
    """The questions of the scale that most of ``asked`` are on: ratings on two scales have no common mean."""
    axes = {name: axis for name in sorted(asked) if (axis := axis_of(*questions[name]))}
    if not axes:
        return frozenset()
    [(commonest, _times)] = Counter(axes.values()).most_common(1)
    return frozenset(name for name, axis in axes.items() if axis == commonest)


def measure_of(family: Family, questions: Questions, group: Collection[Hashable]) -> tuple[Measure, Axis]:
    """How sums over the group become figures: per cent of marks for knowledge, else points of its scale."""
    members = [questions[name] for name in questions if name in group]
    if family is Family.KNOWLEDGE:
        available = sum(question.marks for _bank, question in members)
        steps = [mark_step(form) for bank, question in members for form in _forms(bank, question)]
        step = float(max(FINEST_STEP, reduce(_common, steps)))
        return Measure(Ladder(0, available, step), 100 / available, "%", "points"), MARKS
    axis = axis_of(*members[0])
    assert axis is not None  # noqa: S101
    size = len(members)
    ladder = Ladder(axis.lowest * size, axis.highest * size, 1)
    return Measure(ladder, 1 / size, "scale points", "scale points"), axis


def _forms(bank: Bank, question: Question) -> Sequence[Question]:
    """The question and those that it is compared with as parallel forms."""
    return bank.parallel_forms.get(question.key, (question,))


def _common(one: Fraction, other: Fraction) -> Fraction:
    """The largest step that both are whole numbers of."""
    bottom = one.denominator * other.denominator
    return Fraction(gcd(one.numerator * other.denominator, other.numerator * one.denominator), bottom)

"""What belongs together in one chart and the table beside it. Figures are put side by side here, never computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.charts import wording
from surveys.enums import Audience, Family, TimePoint
from surveys.findings.model import Axis, Change, EventFindings, Figure, QuestionFinding


@dataclass(frozen=True)
class ChangeGroup:
    """The changes of one objective, in order of time. ``strong`` marks that of all objectives together."""

    label: str
    changes: tuple[Change, ...]
    strong: bool = False

    def at(self, point: TimePoint) -> Change | None:
        return next((change for change in self.changes if change.point is point), None)


@dataclass(frozen=True)
class Asked:
    """One question with the answers of each audience at each time point, in the order of the findings."""

    stem: str
    answers: tuple[QuestionFinding, ...]

    def by(self, audience: Audience, point: TimePoint) -> QuestionFinding | None:
        same = (a for a in self.answers if a.audience is audience and a.point is point)
        return next(same, None)

    def audiences(self) -> tuple[Audience, ...]:
        """Those who answered, delegates before their managers."""
        there = {answer.audience for answer in self.answers}
        return tuple(audience for audience in Audience if audience in there)


@dataclass(frozen=True)
class QuestionGroup:
    """Questions of one sort: ``several`` tells those where any number of answers could be ticked."""

    title: str
    lead: str
    several: bool
    questions: tuple[Asked, ...]

    def audiences(self) -> tuple[Audience, ...]:
        there = {audience for question in self.questions for audience in question.audiences()}
        return tuple(audience for audience in Audience if audience in there)

    def is_shown(self) -> bool:
        """Whether any figure of any question is shown."""
        return any(figures_shown(answer) for question in self.questions for answer in question.answers)

    def legend(self, said: Iterable[str] = ()) -> str:
        """Which scale means are on, unless it was ``said`` already; and where answers off it stand on paper."""
        scales = [wording.scale(axis) for axis in self._axes()]
        told = " ".join(said)
        lines = [f"The mean is on a scale from {scale}." for scale in scales if scale not in told]
        if any(answer.off_scale for question in self.questions for answer in question.answers):
            lines.append("Answers off the scale stand under the bars, as shares of all who answered.")
        return " ".join(lines)

    def _axes(self) -> Iterable[Axis]:
        found = (answer.axis for question in self.questions for answer in question.answers)
        return dict.fromkeys(axis for axis in found if axis)


SORTS = (
    (
        Family.REACTION,
        False,
        "Reaction",
        "What people thought of the course. It says nothing about what they learned.",
    ),
    (Family.REACTION, True, "Reaction: several answers possible", "What people thought of the course."),
    (
        Family.BEHAVIOUR,
        False,
        "Practice",
        "What delegates say they do, and what their line managers say they see, on the same scale. The two are never "
        "averaged.",
    ),
    (
        Family.BEHAVIOUR,
        True,
        "What helped and what got in the way",
        "Several answers could be ticked, so the shares need not add up to 100.",
    ),
    (
        Family.OUTCOME,
        False,
        "Benefit",
        "What people say came of it for children, families, their team and themselves.",
    ),
    (
        Family.OUTCOME,
        True,
        "Benefit: several answers possible",
        "Several answers could be ticked, so the shares need not add up to 100.",
    ),
)
"""Every sort of question that is not marked: its family, whether several answers are possible, and its heading."""


def knowledge_groups(findings: EventFindings) -> tuple[ChangeGroup, ...]:
    """Tested knowledge: all objectives together, then one by one."""
    each = (ChangeGroup(objective.title, objective.knowledge) for objective in findings.objectives)
    return _together("All objectives together", findings.overall, each)


def self_rating_groups(findings: EventFindings) -> tuple[ChangeGroup, ...]:
    """Self-ratings: all objectives together, then one by one."""
    each = (ChangeGroup(objective.title, objective.self_rating) for objective in findings.objectives)
    return _together("All objectives together", findings.overall_self_rating, each)


def theme_groups(findings: EventFindings) -> tuple[ChangeGroup, ...]:
    """Tested knowledge, by theme."""
    return tuple(ChangeGroup(theme.title, theme.knowledge) for theme in findings.themes if theme.knowledge)


def theme_rating_groups(findings: EventFindings) -> tuple[ChangeGroup, ...]:
    """Self-ratings, by theme."""
    return tuple(
        ChangeGroup(theme.title, theme.self_rating) for theme in findings.themes if theme.self_rating
    )


def people(answer: QuestionFinding) -> int | None:
    """How many people the answer's figures on the scale rest on; None when none of them is shown."""
    figures = [answer.mean, *(share.share for share in answer.shares)]
    return next((figure.n for figure in figures if figure and wording.shown(figure)), None)


def _together(
    label: str, overall: tuple[Change, ...], each: Iterable[ChangeGroup]
) -> tuple[ChangeGroup, ...]:
    """One objective alone is not told twice."""
    groups = tuple(group for group in each if group.changes)
    if len(groups) == 1 or not overall:
        return groups
    return (ChangeGroup(label, overall, strong=True), *groups)


def points_of(groups: Iterable[ChangeGroup]) -> tuple[TimePoint, ...]:
    """The time points that any of the groups speaks of, in order of time."""
    there = {change.point for group in groups for change in group.changes}
    return tuple(point for point in TimePoint if point in there)


def points_of_answers(questions: Iterable[Asked]) -> tuple[TimePoint, ...]:
    """The time points at which any of the questions was answered, in order of time."""
    there = {answer.point for question in questions for answer in question.answers}
    return tuple(point for point in TimePoint if point in there)


def question_groups(findings: EventFindings, step: int) -> tuple[QuestionGroup, ...]:
    """The questions of one step that are not marked, those of one sort together; none where none was asked."""
    at_step = [answer for answer in findings.questions if answer.step == step]
    return tuple(
        QuestionGroup(title, lead, several, questions)
        for family, several, title, lead in SORTS
        if (questions := asked(at_step, family, several=several))
    )


def asked(answers: Iterable[QuestionFinding], family: Family, *, several: bool = False) -> tuple[Asked, ...]:
    """The questions of a family among ``answers``: those on a scale, or those with ``several`` choices."""
    chosen = [answer for answer in answers if answer.family is family and answer.several is several]
    return tuple(
        Asked(stem=same[0].stem, answers=same)
        for key in dict.fromkeys(answer.key for answer in chosen)
        if (same := tuple(answer for answer in chosen if answer.key == key))
    )


def figures_shown(answer: QuestionFinding) -> tuple[Figure, ...]:
    """The figures of the answer that are not hidden."""
    shares = (share.share for share in (*answer.shares, *answer.off_scale))
    return tuple(figure for figure in (answer.mean, *shares) if figure and wording.shown(figure))


def figures_of(groups: Iterable[ChangeGroup]) -> tuple[Figure, ...]:
    return tuple(
        figure
        for group in groups
        for change in group.changes
        for figure in (change.before, change.after, change.change)
    )

"""What is known at each step of the four-step model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from question_banks.model import Family
from surveys.enums import Audience, TimePoint
from surveys.findings import words
from surveys.findings.changes import Changes
from surveys.findings.distributions import FAMILIES
from surveys.findings.grouping import OVERALL, Label
from surveys.findings.model import Axis, Change, QuestionFinding, StepFinding

TITLES = {
    1: "What did people know before the course?",
    2: "What did they learn and keep, and how did they react?",
    3: "Did what they do change?",
    4: "Did it last, and who benefited?",
}
STEPS = tuple(Label("step", str(step)) for step in TITLES)
NOTHING = "Nothing is known at this step yet."


def steps_of(
    knowledge: Changes, rating: Changes, questions: Sequence[QuestionFinding]
) -> tuple[StepFinding, ...]:
    return tuple(_step(step, title, knowledge, rating, questions) for step, title in TITLES.items())


def _step(
    step: int, title: str, knowledge: Changes, rating: Changes, questions: Sequence[QuestionFinding]
) -> StepFinding:
    label = Label("step", str(step))
    tested, rated = tuple(knowledge.get(label, ())), tuple(rating.get(label, ()))
    here = [question for question in questions if question.step == step]
    said = [change.words for change in (*tested, *rated)]
    said += [*words.contrasts(tested, rated), *means_in_words(here)]
    if step == 1:
        said = [*_before(knowledge.get(OVERALL, ())), *said]
    keys = tuple(dict.fromkeys(question.key for question in here))
    return StepFinding(step, title, tested, rated, keys, tuple(said) or (NOTHING,))


def _before(overall: Iterable[Change]) -> list[str]:
    """What people knew before the course, of those who answered straight after it too."""
    return [
        f"Before the course {change.before.n} people, those who answered straight after it too, earned "
        f"{words.amount(change.before.estimate, '%')} of the marks."
        for change in overall
        if change.point is TimePoint.POST and change.before.estimate is not None
    ]


def means_in_words(questions: Iterable[QuestionFinding]) -> list[str]:
    """Where the means of each family lie, for each time point and audience by itself, in the order of the steps."""
    together: dict[tuple[Family, TimePoint, Audience, Axis], list[QuestionFinding]] = {}
    for question in questions:
        if question.axis and question.mean and question.mean.estimate is not None:
            same = (question.family, question.point, question.audience, question.axis)
            together.setdefault(same, []).append(question)
    return [words.of_means(together[same]) for same in sorted(together, key=_place)]


def _place(same: tuple[Family, TimePoint, Audience, Axis]) -> tuple[int, ...]:
    family, point, audience, _axis = same
    return FAMILIES.index(family), list(TimePoint).index(point), list(Audience).index(audience)

"""The main findings of an event in plain words, and what its figures cannot show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from surveys.enums import TimePoint, WaveState
from surveys.findings import words
from surveys.findings.model import Change, FlowRow, ObjectiveFinding, QuestionFinding
from surveys.findings.steps import means_in_words
from surveys.findings.words import POINTS, Verdict, verdict

NO_CHANGE_YET = "No change can be given: nobody has answered both before the course and after it."
ON_OBJECTIVES = {
    Verdict.ROSE: "rose on",
    Verdict.FELL: "fell on",
    Verdict.UNCLEAR: "shows no clear change on",
    Verdict.UNKNOWN: "cannot be judged on",
}
ALWAYS = (
    "These figures show contribution, not attribution: nobody was compared who did not take the course, so other "
    "things may have caused a change.",
    "People met the same or like questions before and after. Some of a gain may come from having seen them.",
    "Self-ratings, reactions, behaviour and outcomes are what people say of themselves or of their team. Nobody "
    "observed them, and tested knowledge is never averaged with them.",
    "Changes at different time points rest on different people and, for tested knowledge, on fewer questions later. "
    "That one is smaller than another need not be a loss.",
    "Each interval is a 95 % interval by itself: of twenty figures, about one will lie outside its interval by "
    "chance alone.",
)
SILENT = "Those who did not answer may differ from those who did."
ASKED = (WaveState.OPEN, WaveState.CLOSED)


def summary_of(
    tested: Sequence[Change],
    rated: Sequence[Change],
    objectives: Sequence[ObjectiveFinding],
    questions: Sequence[QuestionFinding],
) -> tuple[str, ...]:
    """What moved and how sure, first overall, then by objective; then what people say of practice and benefit."""
    said = [change.words for change in (*tested, *rated)] or [NO_CHANGE_YET]
    said += words.contrasts(tested, rated)
    said += [_on_objectives(point, objectives) for point in _points(objectives)]
    return (*said, *_disagreements(objectives), *means_in_words(questions))


def _disagreements(objectives: Iterable[ObjectiveFinding]) -> list[str]:
    """Each sentence about objectives once, after the titles of those that it holds for."""
    titles: dict[str, list[str]] = {}
    for objective in objectives:
        for sentence in objective.words:
            titles.setdefault(sentence, []).append(objective.title)
    return [f"{'; '.join(named)}: {sentence}" for sentence, named in titles.items()]


def _points(objectives: Iterable[ObjectiveFinding]) -> list[TimePoint]:
    found = {change.point for objective in objectives for change in objective.knowledge}
    return [point for point in TimePoint if point in found]


def _on_objectives(point: TimePoint, objectives: Iterable[ObjectiveFinding]) -> str:
    """ "By objective, straight after the course, tested knowledge rose on 2 (A; B); fell on 1 (C)."."""
    titles: dict[Verdict, list[str]] = {outcome: [] for outcome in Verdict}
    for objective in objectives:
        for change in objective.knowledge:
            if change.point is point:
                titles[verdict(change.change)].append(objective.title)
    found = {outcome: named for outcome, named in titles.items() if named}
    parts = [
        f"{ON_OBJECTIVES[outcome]} {_which(outcome, named, len(found) == 1)}"
        for outcome, named in found.items()
    ]
    return f"By objective, {POINTS[point]}, tested knowledge {', '.join(parts)}."


def _which(outcome: Verdict, titles: Sequence[str], all_of_them: bool) -> str:
    if all_of_them and len(titles) > 1:
        return f"{'each' if outcome in (Verdict.ROSE, Verdict.FELL) else 'any'} of the {len(titles)}"
    return f"{len(titles)} ({'; '.join(titles)})"


def cannot_show(flow: Iterable[FlowRow]) -> tuple[str, ...]:
    """What the figures cannot say, whatever they are, and what they cannot say because of who answered."""
    asked = tuple(flow)
    silent = any(row.invited and row.submitted != row.invited for row in asked if row.state in ASKED)
    return (*ALWAYS, *((SILENT,) if silent else ()), *map(_of_wave, asked))


def _of_wave(row: FlowRow) -> str:
    who = f"{words.AUDIENCES[row.audience].capitalize()}, {POINTS[row.point]}"
    if row.state is WaveState.MISSED:
        return f"{who}: never asked, so nothing can be said."
    return f"{who}: not asked yet." if row.state is WaveState.PLANNED else _answered(row, who)


def _answered(row: FlowRow, who: str) -> str:
    if not row.invited:
        return f"{who}: there was nobody to ask."
    answered = row.withheld_as if row.submitted is None else str(row.submitted)
    more = " Answers are still coming in, so figures will change." if row.state is WaveState.OPEN else ""
    return f"{who}: {answered} of {row.invited} asked answered.{more}"

"""Short ways to say what tests expect of findings."""

from __future__ import annotations

from collections.abc import Iterator

from surveys.enums import TimePoint
from surveys.findings.event import to_dict
from surveys.findings.model import Change, EventFindings, Figure


def change_of(changes: tuple[Change, ...], point: TimePoint = TimePoint.POST) -> Change:
    [found] = [change for change in changes if change.point is point]
    return found


def objective(findings: EventFindings, key: str, point: TimePoint = TimePoint.POST) -> Change:
    """The change in tested knowledge of one objective."""
    [found] = [each for each in findings.objectives if each.key == key]
    return change_of(found.knowledge, point)


def rating(findings: EventFindings, key: str, point: TimePoint = TimePoint.POST) -> Change:
    [found] = [each for each in findings.objectives if each.key == key]
    return change_of(found.self_rating, point)


def numbers(figure: Figure) -> list[float | None]:
    return [figure.estimate, figure.low, figure.high, figure.n]


def figures_in(document: object) -> Iterator[dict]:
    """Every figure anywhere in findings as a document."""
    if isinstance(document, dict):
        if "hidden" in document:
            yield document
        for value in document.values():
            yield from figures_in(value)
    elif isinstance(document, list):
        for value in document:
            yield from figures_in(value)


def hidden_ones(findings: EventFindings) -> list[dict]:
    """The hidden figures, each of which has to be without any number."""
    hidden = [figure for figure in figures_in(to_dict(findings)) if figure["hidden"]]
    for figure in hidden:
        empty = {"estimate": None, "low": None, "high": None, "n": None, "method": "", "caveats": []}
        assert {name: figure[name] for name in empty} == empty
    return hidden

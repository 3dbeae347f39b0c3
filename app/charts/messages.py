"""The sentences of findings in the order that a reader wants them, each said once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surveys.findings.model import Change, EventFindings, StepFinding


@dataclass(frozen=True)
class Messages:
    """Sentences under a heading of their own; no heading where there is nothing to tell apart."""

    title: str
    lines: tuple[str, ...]


def key_messages(findings: EventFindings) -> tuple[Messages, ...]:
    """The whole summary: what was tested, what people say of themselves, and what they say of practice."""
    tested, rated = _words(findings.overall), _words(findings.overall_self_rating)
    practice = {line for step in findings.steps for line in step.words} - tested - rated
    sorts = (
        ("Tested knowledge", tested),
        ("Self-ratings", rated),
        (
            "By objective, and where tests and self-ratings differ",
            set(findings.summary) - tested - rated - practice,
        ),
        ("Reaction, practice and benefit, as people tell it", practice),
    )
    found = tuple(
        Messages(title, lines)
        for title, wanted in sorts
        if (lines := tuple(line for line in findings.summary if line in wanted))
    )
    return found if len(found) > 1 else tuple(Messages("", messages.lines) for messages in found)


def step_messages(findings: EventFindings, step: StepFinding) -> tuple[str, ...]:
    """What is known at a step and not said in the summary already."""
    return tuple(line for line in dict.fromkeys(step.words) if line not in findings.summary)


def _words(changes: Iterable[Change]) -> set[str]:
    return {change.words for change in changes}

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
    """What was tested, what people say of themselves, and where the two differ.

    What people say of the course, their practice and its benefit stands at the step it belongs to.
    """
    tested, rated = _words(findings.overall), _words(findings.overall_self_rating)
    said = {line for step in findings.steps for line in step.words} - tested - rated
    sorts = (
        ("Tested knowledge", tested),
        ("Self-ratings", rated),
        ("By objective", set(findings.summary) - tested - rated - said),
    )
    found = tuple(
        Messages(title, lines)
        for title, wanted in sorts
        if (lines := tuple(line for line in findings.summary if line in wanted))
    )
    return found if len(found) > 1 else tuple(Messages("", messages.lines) for messages in found)


def step_messages(findings: EventFindings, step: StepFinding) -> tuple[str, ...]:
    """What is known at a step and not told among the key messages."""
    told = {line for messages in key_messages(findings) for line in messages.lines}
    return tuple(line for line in dict.fromkeys(step.words) if line not in told)


def _words(changes: Iterable[Change]) -> set[str]:
    return {change.words for change in changes}

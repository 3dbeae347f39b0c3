"""What a card says of a question beside its words: its ties to others, and what is new since the version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from question_banks.corrections import key_of, obstacles
from question_banks.model import Bank, Question, Status


@dataclass(frozen=True)
class Tie:
    """How a question stands to another one of the bank. ``copied`` says that it began as a copy of that one."""

    words: str
    other: Question
    copied: bool = False


COPY, PARALLEL = "Copy of", "Parallel form of"


def ties(bank: Bank) -> Mapping[str, Sequence[Tie]]:
    """By key, the questions that have any. A draft that asks the same as another question is a copy of it."""
    found: dict[str, list[Tie]] = defaultdict(list)
    first: dict[tuple[str, str, str], Question] = {}
    for question in sorted(bank.questions, key=_is_draft):
        parallel = bank.questions_by_key.get(question.equivalent_to)
        now = bank.questions_by_key.get(question.then_of)
        same = first.setdefault((question.kind, question.stem, question.scenario), question)
        if parallel:
            found[question.key].append(Tie(PARALLEL, parallel, copied=True))
            found[parallel.key].append(Tie("Has a parallel form:", question))
        elif same is not question and _is_draft(question):
            found[question.key].append(Tie(COPY, same, copied=True))
        if now:
            found[question.key].append(Tie("Looking back: asked after the course, compared with", now))
            found[now.key].append(
                Tie("Compared after the course with the question that looks back:", question)
            )
    return found


def _is_draft(question: Question) -> bool:
    return question.status is Status.DRAFT


def is_discardable(question: Question, said: Sequence[Tie], published: Mapping[str, Question]) -> bool:
    """Whether it is a copy of which nothing was asked yet, and which is not ready to be."""
    unasked = _is_draft(question) and question.key not in published
    return unasked and any(tie.copied for tie in said)


def news(question: Question, published: Mapping[str, Question], number: int) -> str:
    """What is new about it since version ``number``; "" when nothing is, or when there is no version."""
    before = published.get(question.key)
    if not published or before == question:
        return ""
    return f"Changed since version {number}" if before else "New"


def rekeyed(before: Question | None, after: Question) -> str:
    """What of the marking was changed so that answers given so far can be marked again; "" when nothing was."""
    if before is None or key_of(before) == key_of(after) or any(obstacles(before, after)):
        return ""
    only_marks = key_of(replace(after, marks=before.marks)) == key_of(before)
    return "the marks" if only_marks else "the right answer"

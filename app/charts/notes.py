"""Notes under a table: why figures are hidden, what weakens them and how they were made. Each is said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.charts import wording
from app.charts.groups import Asked, ChangeGroup, figures_of
from surveys.findings.model import EventFindings, Figure, ObjectiveFinding, ThemeFinding

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Notes:
    """``caveats`` are marked with letters at their figures; ``hidden`` and ``methods`` hold for the whole table."""

    caveats: tuple[str, ...]
    hidden: tuple[str, ...]
    methods: tuple[str, ...]

    def source(self) -> str:
        """How the figures were made, as sentences."""
        return " ".join(wording.sentence(method) for method in self.methods)

    def lettered(self) -> list[tuple[str, str]]:
        return list(zip(LETTERS, self.caveats, strict=False))

    def marks(self, *figures: Figure | None) -> str:
        """The letters of the caveats of ``figures``, such as "a, b"."""
        held = {caveat for figure in figures if figure for caveat in figure.caveats}
        return ", ".join(letter for letter, caveat in self.lettered() if caveat in held)


def notes_of_changes(groups: Sequence[ChangeGroup]) -> Notes:
    changes = [change.change for group in groups for change in group.changes]
    return _notes(figures_of(groups), changes)


def notes_of_answers(questions: Iterable[Asked]) -> Notes:
    answers = [answer for question in questions for answer in question.answers]
    means = [answer.mean for answer in answers if answer.mean]
    shares = [share.share for answer in answers for share in (*answer.shares, *answer.off_scale)]
    notes = _notes([*means, *shares], [*means, *shares])
    hidden = _distinct([*notes.hidden, *(answer.shares_hidden for answer in answers)])
    return Notes(notes.caveats, hidden, notes.methods)


def notes_of_figures(figures: Sequence[Figure]) -> Notes:
    """The notes of figures that are told one by one, without how they were made."""
    return _notes(figures, ())


def notes_of_findings(findings: EventFindings) -> Notes:
    """The notes of everything, for paper: said once at the end, with the same letters everywhere."""
    parts: list[ObjectiveFinding | ThemeFinding] = [*findings.objectives, *findings.themes]
    changes = [*findings.overall, *findings.overall_self_rating]
    for part in parts:
        changes += [*part.knowledge, *part.self_rating]
    told = notes_of_changes((ChangeGroup("", tuple(changes)),))
    also = notes_of_answers((Asked("", findings.questions),))
    return Notes(
        _distinct([*told.caveats, *also.caveats]),
        _distinct([*told.hidden, *also.hidden]),
        _distinct([*told.methods, *also.methods]),
    )


def _notes(figures: Sequence[Figure], made: Iterable[Figure]) -> Notes:
    return Notes(
        _distinct(caveat for figure in figures for caveat in figure.caveats),
        _distinct(figure.hidden for figure in figures),
        _distinct(figure.method for figure in made),
    )


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))

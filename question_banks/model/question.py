"""One question with all its ties, and what can be answered to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from question_banks.model.nouns import Accepted, NumberKey, Option, Row
from question_banks.model.sorts import Audience, Family, Kind, Status

# What a respondent can answer, after reading: an option key, a number, a date or free text (str), option keys or
# "row:choice" pairs (tuple of str), a point on a scale (int), or true/false (bool). The same values go into the
# database as JSON.
Value = str | int | bool | tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question with all its ties.

    ``stem`` is what a delegate reads; ``manager_stem`` what a manager reads when the question is put to both,
    so that self and manager are compared on the same anchors. ``objective`` is empty for reaction and open
    questions.
    ``answer`` is the key of a true/false question. ``marks`` is the most a keyed answer can earn.
    ``core`` questions are those asked again at 3 and 6 months to see what was retained.

    ``options`` stand in their right order in an ordering question, and are what ``rows`` are matched to in a
    matching one; in a statement list ``rows`` are the statements. ``accepted`` keys a short text, ``numbers`` a
    number. ``certainty`` asks how sure the person is of a keyed answer, ``comment`` adds a box for a free comment.

    ``then_of`` names the self-rating that this one asks again looking back ("then, before the course"), which
    makes the two a then-test pair. ``control`` marks a question about what the course does not teach, and
    ``equivalent_to`` names the question that this one is a parallel form of: each person gets one of the two
    before and the other after.
    """

    key: str
    kind: Kind
    stem: str
    family: Family
    step: int
    audiences: tuple[Audience, ...]
    objective: str = ""
    themes: tuple[str, ...] = ()
    manager_stem: str = ""
    scenario: str = ""
    scale: str = ""
    options: tuple[Option, ...] = ()
    answer: bool | None = None
    marks: int = 1
    choose: int | None = None
    required: bool = True
    shuffle: bool = False
    core: bool = False
    help: str = ""
    feedback: str = ""
    source: str = ""
    notes: str = ""
    status: Status = Status.READY
    rows: tuple[Row, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    case_matters: bool = False
    numbers: tuple[NumberKey, ...] = ()
    certainty: bool = False
    comment: bool = False
    then_of: str = ""
    control: bool = False
    equivalent_to: str = ""

    @cached_property
    def parts(self) -> tuple[Question, ...]:
        """What is answered by itself: the question, or each statement of a list as a question on the scale.

        A statement's key is the question's and its own with a full stop between, which no other key can be. Its
        twin in another list is the statement there that has the same key.
        """
        if self.kind is not Kind.STATEMENTS:
            return (self,)
        return tuple(self._statement(row) for row in self.rows)

    def _statement(self, row: Row) -> Question:
        def with_key(key: str) -> str:
            return f"{key}.{row.key}" if key else ""

        return replace(
            self,
            key=with_key(self.key),
            kind=Kind.SCALE,
            stem=f"{self.stem} {row.text}",
            manager_stem=f"{self.manager_stem} {row.text}" if self.manager_stem else "",
            rows=(),
            then_of=with_key(self.then_of),
            equivalent_to=with_key(self.equivalent_to),
        )

    def stem_for(self, audience: Audience) -> str:
        return self.manager_stem if audience is Audience.MANAGER and self.manager_stem else self.stem

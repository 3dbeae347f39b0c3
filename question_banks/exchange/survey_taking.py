"""From what a survey program's question asks for to a question of ours, with the scale that it shares with others."""

from __future__ import annotations

from collections.abc import Iterable

from question_banks.characters import UNSTORABLE
from question_banks.documents import checked
from question_banks.documents.fields import LONGEST_TEXT
from question_banks.documents.reading import LANGUAGE
from question_banks.errors import Refusal
from question_banks.exchange.account import Taken, shown
from question_banks.exchange.keys import Keys
from question_banks.exchange.source import Source
from question_banks.exchange.survey_content import Content
from question_banks.exchange.taking import Taking, question, what_it_is
from question_banks.model import Bank, OutsideCode, Point, Scale

NO_WORDS = "It has no words of its own, so it is called by its name."
FILE = "the file"

MOST_LINES = 100_000
"""Answers and statements of all questions. A form may name one long list in each of thousands of questions."""

MOST_TAGS = 200_000
"""Tags in the texts of a file; taking one off costs some ten microseconds."""

SAME = ("options", "rows", "answer", "choose", "marks", "shuffle", "comment", "accepted", "numbers")
"""What a question has just as its content says."""

ScaleOf = tuple[tuple[Point, ...], tuple[OutsideCode, ...]]


class SurveyTaking:
    """The account of a survey while it is being read; a thin layer over ``Taking``."""

    def __init__(self, source: Source) -> None:
        self._taking = Taking(source)
        self._scales: dict[ScaleOf, str] = {}
        self._scale_keys = Keys()
        self._lines = 0

    def add(
        self,
        content: Content,
        *,
        where: str,
        name: str,
        stem: str,
        help: str = "",
        notes: str = "",
        required: bool = False,
        category: str = "",
        about: str = "",
        losses: tuple[str, ...] = (),
    ) -> None:
        """Take a question. ``category`` becomes its objective, and ``about`` is what the survey says of that."""
        self._count_lines(content)
        losses = (*content.losses, *losses, *(() if stem else (NO_WORDS,)))
        stem = stem or name
        try:
            scale = self._scale_for(content, name)
        except Refusal:
            self.leave_out(where, content.kind.value, stem, "Its scale is larger than we can hold.")
            return
        taken = self._taking.add(
            question(
                self._taking.keys.unique(name, "question"),
                content.kind,
                stem,
                help=help,
                notes=notes,
                required=required,
                scale=scale,
                objective=self._objective_for(category, about),
                **{name: getattr(content, name) for name in SAME},
            ),
            where,
        )
        if taken:
            for loss in dict.fromkeys(losses):
                self._taking.note(where, loss)

    def leave_out(self, where: str, kind: str, stem: str, why: str) -> None:
        """Account for a question that is not taken. ``kind`` is what the survey program calls its type."""
        self._taking.leave_out(where, what_it_is(kind, stem), why)

    def note(self, where: str, what: str) -> None:
        self._taking.note(where, what)

    def note_languages(self, language: str, others: tuple[str, ...]) -> None:
        if others:
            languages = ", ".join(shown(other, 20) for other in others[:20])
            self.note(
                FILE,
                f"Its words are taken in {shown(language, 20)}; those in other languages ({languages}) are left off.",
            )

    def taken(self, *, title: str, description: str, language: str) -> Taken:
        """The whole account. Raises ``Refusal`` when the survey asks nothing at all."""
        return self._taking.taken(
            title=_storable(title),
            description=_storable(description)[:LONGEST_TEXT],
            language=language if LANGUAGE.fullmatch(language) else "en",
        )

    def _count_lines(self, content: Content) -> None:
        self._lines += len(content.options) + len(content.rows) + len(content.points)
        if self._lines > MOST_LINES:
            raise Refusal(f"The questions of the file list more than {MOST_LINES:,} answers: split it.")

    def _objective_for(self, category: str, about: str) -> str:
        return self._taking.objective_for(_storable(category), _storable(about)[:LONGEST_TEXT])

    def _scale_for(self, content: Content, name: str) -> str:
        """The key of the scale with these points, which all questions with the same ones share; "" without points."""
        points = (content.points, content.outside)
        if not content.points:
            return ""
        if points not in self._scales:
            ends = f"{content.points[0].text} to {content.points[-1].text}"
            scale = Scale(self._scale_keys.unique(ends, "scale"), shown(ends, 100), *points)
            checked(Bank("x", "x", scales=(scale,)))
            self._taking.scales.append(scale)
            self._scales[points] = scale.key
        return self._scales[points]


def refuse_too_much_markup(texts: Iterable[str]) -> None:
    """Raises ``Refusal`` when the texts of a file hold more markup than anybody writes, before it is taken off."""
    if sum(text.count("<") for text in texts) > MOST_TAGS:
        raise Refusal("The texts of the file hold more markup than those of any survey.")


def _storable(text: str) -> str:
    return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)

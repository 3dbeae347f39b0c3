"""Gathers what a reader of a foreign format finds, so that each question of the file is accounted for.

A reader makes one ``Taking``, tells it of categories, and hands it each question once, with ``add`` or
``leave_out``. What does not pass the door of ``documents`` is left out, and named, here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from question_banks.documents import checked
from question_banks.documents.fields import LONGEST_TITLE
from question_banks.errors import Refusal
from question_banks.exchange.account import LeftOut, Note, Taken, shown
from question_banks.exchange.keys import Keys
from question_banks.exchange.limits import MOST_NOTES, MOST_OPTIONS, MOST_QUESTIONS
from question_banks.exchange.source import Source
from question_banks.items import is_keyed
from question_banks.model import Audience, Bank, Family, Kind, Objective, Question, Scale, Scenario, Theme

TITLE = "Imported questions"
KEYED_STEP = 2
UNKEYED_STEP = 2


class Taking:
    """The account of one file while it is being read.

    ``objectives``, ``themes``, ``scales`` and ``scenarios`` may be added to; use ``objective_for`` for categories.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._left_out: list[LeftOut] = []
        self._notes: list[Note] = []
        self._more_notes = 0
        self._options = 0
        self._objective_keys = Keys()
        self._by_category: dict[str, str] = {}
        self._theme_keys = Keys()
        self._by_tag: dict[str, str] = {}
        self.keys = Keys()
        self.questions: list[Question] = []
        self.objectives: list[Objective] = []
        self.themes: list[Theme] = []
        self.scales: list[Scale] = []
        self.scenarios: list[Scenario] = []

    def objective_for(self, category: str, text: str = "") -> str:
        """The key of the objective that a category of the file becomes; "" for a category without words.

        The same category always gives the same objective. ``text`` is its full sentence, else the words again.
        """
        words = " ".join(category.split())
        if not words:
            return ""
        if words not in self._by_category:
            key = self._objective_keys.unique(words, "objective")
            title = words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1] + "…"
            self.objectives.append(Objective(key, title, text or words))
            self._by_category[words] = key
        return self._by_category[words]

    def theme_for(self, title: str) -> str:
        """The key of the theme that a tag of the file becomes. The same tag always gives the same theme."""
        words = " ".join(title.split())[:LONGEST_TITLE]
        if words not in self._by_tag:
            self._by_tag[words] = self._theme_keys.unique(words, "theme")
            self.themes.append(Theme(self._by_tag[words], words))
        return self._by_tag[words]

    def add(self, question: Question, where: str) -> bool:
        """Take a question, or leave it out when our model cannot hold it. ``where`` is such as "line 31"."""
        try:
            checked(Bank("x", "x", questions=(question,)))
        except Refusal as refusal:
            self.leave_out(where, what_it_is(question.kind, question.stem), _reason(refusal, question))
            return False
        self._count()
        self._options += sum(map(len, (question.options, question.rows, question.accepted, question.numbers)))
        if self._options > MOST_OPTIONS:
            raise Refusal(f"The questions of the file have more than {MOST_OPTIONS:,} options: split it.")
        self.questions.append(question)
        return True

    def leave_out(self, where: str, what: str, why: str) -> None:
        """Account for a question that is not taken. ``what`` is made fit to be shown; ``why`` is a sentence."""
        self._count()
        self._left_out.append(LeftOut(where=where, what=shown(what, 100), why=why))

    def note(self, where: str, what: str) -> None:
        """Tell of something lost or guessed inside a question that was taken; ``what`` is a sentence of ours."""
        if len(self._notes) < MOST_NOTES:
            self._notes.append(Note(where=where, what=what))
        else:
            self._more_notes += 1

    def note_lost(self, where: str, lost: Iterable[str]) -> None:
        """Tell what no text can say, as ``html_text.plain`` names it."""
        names = list(dict.fromkeys(lost))
        if names:
            self.note(where, f"It held {' and '.join(names)}, which a question here cannot.")

    def taken(self, *, title: str = "", key: str = "", description: str = "", language: str = "en") -> Taken:
        """The whole account. Raises ``Refusal`` when there was no question at all in the file."""
        if not self.questions and not self._left_out:
            raise Refusal("There is no question in the file.")
        words = " ".join(title.split())[:LONGEST_TITLE] or TITLE
        bank = Bank(
            key=Keys().unique(key or words, "imported"),
            title=words,
            description=description,
            language=language,
            objectives=tuple(self.objectives),
            themes=tuple(self.themes),
            scales=tuple(self.scales),
            scenarios=tuple(self.scenarios),
            questions=tuple(self.questions),
        )
        notes = [*self._source.notes, *self._notes]
        if self._more_notes:
            notes.append(
                Note(where="the file", what=f"There are {self._more_notes:,} more notes of this sort.")
            )
        return Taken(_through_the_door(bank), tuple(self._left_out), tuple(notes))

    def _count(self) -> None:
        if len(self.questions) + len(self._left_out) >= MOST_QUESTIONS:
            raise Refusal(f"The file holds more than {MOST_QUESTIONS:,} questions: split it.")


def _through_the_door(bank: Bank) -> Bank:
    """The bank, checked. Its questions each were when they were added, but for having keys of their own."""
    if len(bank.questions_by_key) < len(bank.questions):
        return checked(bank)
    return replace(checked(replace(bank, questions=())), questions=bank.questions)


def question(key: str, kind: Kind, stem: str, **more: Any) -> Question:
    """A question as foreign formats give it, which know neither family, step nor audience.

    What has a right answer tests delegates' knowledge; what has none asks how they reacted.
    """
    plain = Question(key, kind, stem, Family.REACTION, UNKEYED_STEP, (Audience.DELEGATE,), **more)
    if is_keyed(plain):
        return replace(plain, family=Family.KNOWLEDGE, step=KEYED_STEP)
    return plain


def what_it_is(kind: str, stem: str) -> str:
    """How a report names a question: what sort it is, and how it begins."""
    return f"{kind}: {shown(stem)}" if stem.strip() else f"{kind}, without words"


def _reason(refusal: Refusal, question: Question) -> str:
    """The door's sentence without the place, which names entries of a document that nobody has seen."""
    place, _, what = str(refusal).partition(": ")
    part = place.rpartition(".")[2].partition("[")[0]
    noun = {"options": "An option", "rows": "A row", "accepted": "An accepted answer", "numbers": "A number"}
    return f"{noun.get(part, 'The question')} does not fit: {what}"

"""The list of a draft's questions: what is shown of each, and which of them are looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from app.officers.banks.cards import Tie, news, rekeyed, ties
from app.officers.banks.question_forms.rows import choices
from app.officers.banks.wording import KIND_WORDS, STATUS_WORDS, STEP_WORDS, told
from app.officers.wording import FAMILIES
from question_banks.model import Bank, Family, Objective, Question, Status
from question_banks.validation import Problem

NO_OBJECTIVE = "-"
"""Stands for "no objective" in the address, where an empty choice means any."""

SERIOUS, ADVICE = "serious", "advice"


@dataclass(frozen=True)
class Published:
    """What the draft began as: the number of the version and its questions by key; none for a new bank."""

    number: int = 0
    questions: Mapping[str, Question] = field(default_factory=dict)


@dataclass(frozen=True)
class Counts:
    """How many questions are asked once the bank is published, have something to be put right, or are held back."""

    ready: int
    incomplete: int
    held: int

    @classmethod
    def of(cls, bank: Bank, found: Sequence[Problem]) -> Counts:
        broken = {problem.key for problem in found if problem.serious and problem.noun == "question"}
        whole = [question for question in bank.questions if question.key not in broken]
        ready = sum(question.status is Status.READY for question in whole)
        return cls(ready, len(bank.questions) - len(whole), len(whole) - ready)


@dataclass(frozen=True)
class Listed:
    """A question with what is said of it, and whether it can move within its section of the list.

    ``news`` is what is new since it was published, and ``rekeyed`` what changed of its marking.
    """

    question: Question
    problems: Sequence[Problem]
    flags: Sequence[str]
    ties: Sequence[Tie] = ()
    news: str = ""
    rekeyed: str = ""
    first: bool = False
    last: bool = False

    @property
    def serious(self) -> int:
        """How many things have to be put right before it can be asked."""
        return sum(problem.serious for problem in self.problems)


@dataclass(frozen=True)
class Section:
    """The questions on one objective; those on none come last."""

    objective: Objective | None
    listed: Sequence[Listed]


def _any(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    return choices([("", "Any"), *pairs])


class Search(Form):
    """What is looked for. A choice that there is not is no choice."""

    words = StringField("Words")
    objective = SelectField("Objective")
    theme = SelectField("Theme")
    step = SelectField("Step", choices=_any((str(step), words) for step, words in STEP_WORDS.items()))
    family = SelectField("What it measures", choices=_any((one.value, FAMILIES[one]) for one in Family))
    kind = SelectField("Answer type", choices=_any((kind, words.name) for kind, words in KIND_WORDS.items()))
    status = SelectField("Status", choices=_any(STATUS_WORDS.items()))
    checks = SelectField(
        "Checks", choices=_any([(SERIOUS, "To put right before publishing"), (ADVICE, "Has any remark")])
    )
    flag = SelectField("Answers so far")

    @classmethod
    def of(cls, bank: Bank, args: MultiDict[str, str], flags: Collection[str]) -> Search:
        search = cls(args)
        titles = [(one.key, one.title) for one in bank.objectives]
        search.objective.choices = _any([*titles, (NO_OBJECTIVE, "None")])
        search.theme.choices = _any((one.key, one.title) for one in bank.themes)
        search.flag.choices = _any((flag, flag) for flag in sorted(flags))
        for asked in search:
            if isinstance(asked, SelectField) and asked.data not in [one.value for one in asked.choices]:
                asked.data = ""
        return search

    @property
    def is_on(self) -> bool:
        return any((field.data or "").strip() for field in self)

    def finds(self, bank: Bank, listed: Listed) -> bool:
        question = listed.question
        fits = (
            (self.objective, (question.objective or NO_OBJECTIVE,)),
            (self.theme, question.themes),
            (self.step, (str(question.step),)),
            (self.family, (question.family,)),
            (self.kind, (question.kind,)),
            (self.status, (question.status,)),
            (self.checks, (SERIOUS, ADVICE) if listed.serious else (ADVICE,) if listed.problems else ()),
            (self.flag, listed.flags),
        )
        return all(not field.data or field.data in values for field, values in fits) and self._reads(
            bank, question
        )

    def _reads(self, bank: Bank, question: Question) -> bool:
        """Whether every word that is looked for stands somewhere in the question."""
        wanted = (self.words.data or "").casefold().split()
        if not wanted:
            return True
        said = " ".join((question.key, *told(bank, question).values())).casefold()
        return all(word in said for word in wanted)


def sections(
    bank: Bank,
    found: Sequence[Problem],
    flags: Mapping[str, Sequence[str]],
    search: Search,
    published: Published,
) -> tuple[Section, ...]:
    """What is found, in the bank's order under its objectives; sections in which nothing is found are left out."""
    problems: dict[str, list[Problem]] = {}
    for problem in found:
        if problem.noun == "question":
            problems.setdefault(problem.key, []).append(problem)
    made, tied, before = [], ties(bank), published.questions
    for objective, questions in _sorted_out(bank):
        listed = [
            Listed(
                question,
                problems.get(question.key, ()),
                flags.get(question.key, ()),
                tied.get(question.key, ()),
                news(question, before, published.number),
                rekeyed(before.get(question.key), question),
                first=place == 0,
                last=place == len(questions) - 1,
            )
            for place, question in enumerate(questions)
        ]
        made.append(Section(objective, [one for one in listed if search.finds(bank, one)]))
    return tuple(section for section in made if section.listed or (section.objective and not search.is_on))


def neighbour(bank: Bank, key: str, *, up: bool) -> int | None:
    """The place in the bank of the question before (or after) this one in its section; None at the edge."""
    for _objective, questions in _sorted_out(bank):
        keys = [question.key for question in questions]
        if key in keys:
            place = keys.index(key) + (-1 if up else 1)
            if not 0 <= place < len(keys):
                return None
            return [question.key for question in bank.questions].index(keys[place])
    return None


def same_search(shown: str) -> dict[str, Any]:
    """The search that a query string says, to come back to it after something was done; nothing else of it."""
    return {name: value for name, value in parse_qsl(shown) if name in Search()._fields}


def _sorted_out(bank: Bank) -> Iterator[tuple[Objective | None, list[Question]]]:
    for objective in bank.objectives:
        yield objective, [one for one in bank.questions if one.objective == objective.key]
    yield None, [one for one in bank.questions if one.objective not in bank.objectives_by_key]

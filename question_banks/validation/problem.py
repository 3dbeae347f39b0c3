"""What a check says: what is wrong with which noun, why that matters, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import NamedTuple, Protocol

from question_banks.model import Bank, Objective, Question, Scale, Scenario, Status, Theme

Noun = Bank | Question | Objective | Scale | Scenario | Theme


@dataclass(frozen=True)
class Problem:
    """``where`` names the place in words (``question "spot-signs"``), ``noun`` and ``key`` name it for programs.

    ``what`` is one sentence on what is wrong, ``why`` what it does to the answers or the report, and ``remedy`` what
    to do, each for somebody who has written no test before. A serious problem stops the bank from being published.
    """

    where: str
    what: str
    serious: bool
    noun: str
    key: str
    why: str
    remedy: str


class Found(NamedTuple):
    """What a check came upon, before it is explained."""

    noun: Noun
    what: str
    serious: bool


class Rule(Protocol):
    """A check: from a bank to its problems."""

    __name__: str

    def __call__(self, bank: Bank) -> Iterator[Problem]: ...


def explained(why: str, remedy: str) -> Callable[[Callable[[Bank], Iterator[Found]]], Rule]:
    """Makes a rule of a check: all that it finds is explained in the same words."""

    def rule_of(check: Callable[[Bank], Iterator[Found]]) -> Rule:
        @wraps(check)
        def rule(bank: Bank) -> Iterator[Problem]:
            for noun, what, serious in check(bank):
                name = type(noun).__name__.lower()
                where = name if isinstance(noun, Bank) else f'{name} "{noun.key}"'
                yield Problem(where, what, serious, name, noun.key, why, remedy)

        return rule

    return rule_of


def serious(noun: Noun, what: str) -> Found:
    return Found(noun, what, serious=True)


def advice(noun: Noun, what: str) -> Found:
    return Found(noun, what, serious=False)


def unfinished(question: Question, what: str) -> Found:
    """Serious for a question that is asked; advice for a draft, which may still be unfinished."""
    return Found(question, what, serious=question.status is Status.READY)


def ready(bank: Bank) -> Iterator[Question]:
    """The questions that are asked."""
    return (question for question in bank.questions if question.status is Status.READY)


def in_work(bank: Bank) -> Iterator[Question]:
    """The questions that are asked or may be one day: all but the retired."""
    return (question for question in bank.questions if question.status is not Status.RETIRED)


def counted(number: int, noun: str) -> str:
    """ "1 question", "2 questions"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

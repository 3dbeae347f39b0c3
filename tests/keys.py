"""Banks whose right answer was wrong: the same bank with another option of its first test question right."""

from __future__ import annotations

from dataclasses import replace

from question_banks.authoring import replace_question
from question_banks.model import Bank, Family, Kind, Question, Status


def with_another_key(bank: Bank, place: int = 0) -> tuple[Question, Bank]:
    """A test question with one right choice, as it was, and the bank in which the next choice is the right one."""
    tests = [
        question
        for question in bank.questions
        if (question.kind, question.family, question.status) == (Kind.SINGLE, Family.KNOWLEDGE, Status.READY)
    ]
    return tests[place], replace_question(bank, tests[place].key, rekeyed(tests[place]))


def rekeyed(question: Question) -> Question:
    """The question with the choice after the right one as the right one."""
    rights = [option.right for option in question.options]
    moved = [rights[-1], *rights[:-1]]
    options = zip(question.options, moved, strict=True)
    return replace(question, options=tuple(replace(option, right=right) for option, right in options))

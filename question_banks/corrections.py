"""A key that was wrong is put right in a newer version; here is when older answers can be marked by it, and how.

What people read stays as they read it. Only what marks their answers, and the feedback that explains it, comes from
the newer version.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace

from question_banks.items import is_keyed
from question_banks.model import Bank, Kind, Question


def key_of(question: Question) -> Hashable:
    """All that decides which mark an answer gets; equal for two questions that mark every answer alike."""
    options = tuple((option.key, option.right, option.credit) for option in question.options)
    return (
        question.answer,
        question.marks,
        options if question.kind is Kind.ORDERING else frozenset(options),
        frozenset((row.key, row.answer) for row in question.rows),
        frozenset((accepted.text, accepted.credit) for accepted in question.accepted),
        question.case_matters,
        frozenset((number.value, number.tolerance, number.credit) for number in question.numbers),
    )


def explains_old_answer(older: Question, newer: Question) -> bool:
    """Whether what is shown afterwards was written for the right answer of ``older``, and ``newer`` has another:
    the explanation, where there is one, is the same in both and may not fit any more.
    """
    said = _explanation(newer)
    if not any(said.values()) or said != _explanation(older):
        return False
    return key_of(replace(older, marks=newer.marks)) != key_of(newer)


def _explanation(question: Question) -> Mapping[tuple[str, Hashable], str]:
    """All that is said to an answer, by what it is said to."""
    return {
        ("question", question.key): question.feedback,
        **{("option", option.key): option.feedback for option in question.options if option.feedback},
        **{("text", one.text): one.feedback for one in question.accepted if one.feedback},
        **{("number", one.value): one.feedback for one in question.numbers if one.feedback},
    }


def obstacles(older: Question, newer: Question) -> Iterator[str]:
    """Why answers to ``older`` cannot be marked as ``newer`` says, each as one sentence; nothing when they can."""
    if older.kind is not newer.kind:
        yield "The two versions are different types of question."
        return
    if older.family is not newer.family:
        yield "The two versions do not measure the same sort of thing."
    if not (is_keyed(older) and is_keyed(newer)):
        yield "One of the two versions has no right answer."
    if {option.key for option in older.options} != {option.key for option in newer.options}:
        yield "The two versions do not have the same choices."
    if {row.key for row in older.rows} != {row.key for row in newer.rows}:
        yield "The two versions do not have the same lines to match."
    if older.choose != newer.choose:
        yield "The two versions ask for different numbers of choices."


def keyed_as(older: Question, newer: Question) -> Question:
    """``older`` with the key, marks and feedback of ``newer``; there must be no ``obstacles``."""
    said = {option.key: option for option in newer.options}
    answers = {row.key: row.answer for row in newer.rows}
    options = tuple(
        replace(
            option,
            right=said[option.key].right,
            credit=said[option.key].credit,
            feedback=said[option.key].feedback,
        )
        for option in older.options
    )
    if older.kind is Kind.ORDERING:
        # The order of the options is the key. Each person sees them shuffled, so nobody sees another order now.
        by_key = {option.key: option for option in options}
        options = tuple(by_key[option.key] for option in newer.options)
    return replace(
        older,
        answer=newer.answer,
        marks=newer.marks,
        options=options,
        rows=tuple(replace(row, answer=answers[row.key]) for row in older.rows),
        accepted=newer.accepted,
        case_matters=newer.case_matters,
        numbers=newer.numbers,
        feedback=newer.feedback,
    )


def corrected(bank: Bank, newer: Mapping[str, Question]) -> Bank:
    """The bank with each question keyed as the one of ``newer`` under its key, where there is one."""
    questions = tuple(
        keyed_as(question, newer[question.key]) if question.key in newer else question
        for question in bank.questions
    )
    return replace(bank, questions=questions) if newer else bank

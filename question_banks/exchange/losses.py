"""What a format has no place for, named once for each question that is written in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

from question_banks.exchange.account import Note
from question_banks.exchange.taking import TITLE
from question_banks.items import is_keyed
from question_banks.model import Audience, Bank, Family, Question, Status

CALLED = {
    "objective": "objective",
    "manager_stem": "words for managers",
    "themes": "themes",
    "scenario": "scenario",
    "marks": "marks",
    "choose": "number of answers to choose",
    "required": "leave to be passed over",
    "shuffle": "shuffling of options",
    "core": "place among the core questions",
    "help": "help text",
    "feedback": "feedback",
    "source": "source",
    "notes": "notes for reviewers",
    "case_matters": "heed of capitals",
    "certainty": "question of how sure one is",
    "comment": "box for a comment",
    "then_of": "tie to the question it looks back on",
    "control": "mark as not taught",
    "equivalent_to": "tie to its parallel form",
}
"""What can be lost without the question being another. What makes up its kind is for the writer to hold."""


def losses_of(question: Question, keeps: Collection[str]) -> list[str]:
    """What of a question is lost in a format that keeps the fields of its kind and those named in ``keeps``."""
    lost = [
        CALLED[field.name]
        for field in fields(question)
        if field.name in CALLED and field.name not in keeps and getattr(question, field.name) != field.default
    ]
    if question.status is not Status.READY and "status" not in keeps:
        lost.append("status")
    usual = Family.KNOWLEDGE if is_keyed(question) else Family.REACTION
    if (question.family is not usual or question.step != 2) and "family" not in keeps:
        lost.append("family and step")
    if question.audiences != (Audience.DELEGATE,) and "audiences" not in keeps:
        lost.append("audience")
    return lost


def notes_of_losses(
    bank: Bank, title: str, left_out: Collection[str], keeps: Collection[str]
) -> tuple[Note, ...]:
    """What is lost in the format called ``title``: by each question written, and by what stands around them."""
    notes = [Note(where="the bank", what=what) for what in _lost_around(bank, title, keeps)]
    for question in bank.questions:
        lost = losses_of(question, keeps) if question.key not in left_out else []
        if lost:
            words = lost[0] if len(lost) == 1 else f"{', '.join(lost[:-1])} and {lost[-1]}"
            notes.append(
                Note(where=f'question "{question.key}"', what=f"{title} has no place for its {words}.")
            )
    return tuple(notes)


def _lost_around(bank: Bank, title: str, keeps: Collection[str]) -> list[str]:
    lost = []
    if "title" not in keeps and (bank.title != TITLE or bank.description):
        lost.append(f"{title} has no place for the bank's title and description.")
    if "objective" in keeps and any(one.text != one.title for one in bank.objectives):
        lost.append(f"{title} keeps the titles of objectives, not their full sentences.")
    return lost


def stem_with_scenario(bank: Bank, question: Question) -> str:
    """The stem behind the vignette that it speaks of, for formats without scenarios."""
    scenario = bank.scenarios_by_key.get(question.scenario)
    return (
        f"{scenario.text.strip()}\n\n{question.stem}" if scenario and scenario.text.strip() else question.stem
    )

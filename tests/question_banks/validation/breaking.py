"""The sound bank, and ways to break one thing of it at a time."""

from __future__ import annotations

from dataclasses import replace

from question_banks.authoring import add_question, remove_question, replace_question
from question_banks.model import Audience, Bank, Family, Kind, Option, Question
from question_banks.validation import problems
from tests.question_banks.tiny import tiny_bank

SOUND = tiny_bank("sound")
DELEGATE, BOTH = (Audience.DELEGATE,), (Audience.DELEGATE, Audience.MANAGER)


def changed(key: str, **change) -> Bank:
    """The sound bank with one question changed."""
    return replace_question(SOUND, key, replace(SOUND.questions_by_key[key], **change))


def without(*keys: str) -> Bank:
    """The sound bank without some questions."""
    bank = SOUND
    for key in keys:
        bank = remove_question(bank, key)
    return bank


def rescaled(**change) -> Bank:
    """The sound bank with its scale changed."""
    return replace(SOUND, scales=(replace(SOUND.scales[0], **change),))


def single(key: str, *texts: str, right: int = 0, **facts) -> Question:
    """A question with one choice on the sound bank's objective; the key is the option at place ``right``."""
    options = tuple(Option("abcdefgh"[place], text, place == right) for place, text in enumerate(texts))
    facts = {"stem": f"What about {key}?", "source": "The law", "shuffle": True} | facts
    return knowledge(key, Kind.SINGLE, options=options, **facts)


def knowledge(key: str, kind: Kind, **facts) -> Question:
    facts = {"stem": f"What about {key}?", "source": "The law", "objective": "see"} | facts
    return Question(key, kind, family=Family.KNOWLEDGE, step=2, audiences=DELEGATE, **facts)


def rated(stem: str, kind: Kind = Kind.SCALE, **facts) -> Question:
    """Something that a delegate rates, or judges true or false or yes or no."""
    facts = {"family": Family.REACTION, "step": 2, "audiences": DELEGATE} | facts
    scale = "how-often" if kind in (Kind.SCALE, Kind.STATEMENTS) else ""
    return Question("rated", kind, stem, scale=scale, **facts)


def adding(*questions: Question) -> Bank:
    """The sound bank with more questions."""
    bank = SOUND
    for question in questions:
        bank = add_question(bank, question)
    return bank


def said(bank: Bank) -> list[tuple[str, str, bool]]:
    """What is wrong with the bank: where, what, and whether it is serious."""
    return [(problem.where, problem.what, problem.serious) for problem in problems(bank)]


def serious(where: str, what: str) -> tuple[str, str, bool]:
    return (where, what, True)


def advice(where: str, what: str) -> tuple[str, str, bool]:
    return (where, what, False)

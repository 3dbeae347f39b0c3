"""The questionnaire that both servers ask: twelve knowledge questions of a shipped bank, on pages as we put them."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from question_banks.model import Bank, Family, Kind
from question_banks.shipped import shipped_banks
from surveys.enums import Audience, TimePoint
from surveys.questionnaires import Asked, Questionnaire, compose

QUESTIONS = 12
CHOICES = {Kind.TRUE_FALSE: (("true", "True"), ("false", "False"))}


def bank() -> Bank:
    """The bank on neglect, cut down to twelve knowledge questions."""
    whole = shipped_banks()["neglect"]
    knowledge = [question for question in whole.questions if question.family is Family.KNOWLEDGE]
    return replace(whole, questions=tuple(knowledge[:QUESTIONS]))


def questionnaire(version_id: int) -> Questionnaire:
    made = compose([(version_id, bank())], TimePoint.PRE, Audience.DELEGATE)
    if made is None or sum(1 for _ in made.asked) != QUESTIONS:
        raise RuntimeError("the bank on neglect no longer has twelve knowledge questions")
    return made


def choices(asked: Asked) -> tuple[tuple[str, str], ...]:
    """What can be chosen: values and their words."""
    return CHOICES.get(asked.question.kind) or tuple((o.key, o.text) for o in asked.question.options)


def answers(asked: Questionnaire, seed: int) -> dict[str, list[str]]:
    """Somebody's answers: all of them given, some right and some wrong, the same for the same seed."""
    chance = random.Random(seed)
    return {
        one.name: chance.sample([value for value, _ in choices(one)], one.question.choose or 1)
        for one in asked.asked
    }


def plain_pages(asked: Questionnaire) -> list[dict[str, Any]]:
    """The pages as lists and dicts, for the bare server."""
    pages, number, told = [], 0, set()
    for page_number, page in enumerate(asked.pages, start=1):
        questions = []
        for one in page.asked:
            number += 1
            several = one.question.kind is Kind.SEVERAL
            scenario = one.scenario.text if one.scenario and one.scenario.key not in told else ""
            told.add(one.scenario.key if one.scenario else "")
            questions.append(
                {
                    "name": one.name,
                    "number": number,
                    "page": page_number,
                    "stem": one.stem,
                    "hint": one.question.help,
                    "scenario": scenario,
                    "choices": choices(one),
                    "type": "checkbox" if several else "radio",
                    "family": "checkboxes" if several else "radios",
                }
            )
        pages.append({"title": page.title, "questions": questions})
    return pages

"""What the pages on which a draft is judged say of it: what it changes, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flask import current_app, url_for

from app.officers.banks.comparing import Compared, compared
from app.officers.banks.coverage import half_way
from question_banks import documents
from question_banks.model import Bank, Question, Scenario
from question_banks.validation import Problem
from surveys.enums import Approval
from surveys.models import BankDraft
from surveys.operations.drafts import noun_of
from surveys.questionnaires.launching import all_problems


class Placed(NamedTuple):
    """What a check has found, with how the thing is called and where it is edited (empty for the bank itself)."""

    title: str
    href: str
    problem: Problem


def placed(bank: Bank) -> Iterator[Placed]:
    """What the checks have found, the serious first, each with the thing that it is about."""
    for problem in (*all_problems(bank), *half_way(bank)):
        noun = None if problem.noun == "bank" else noun_of(bank, (problem.noun, problem.key))
        if noun is None:
            yield Placed("The bank as a whole", "", problem)
        elif isinstance(noun, Question):
            href = url_for(".edit_question", key=bank.key, question=noun.key)
            yield Placed(noun.stem or "A question without words", href, problem)
        else:
            sort = f"{problem.noun}s"
            href = url_for(".edit_noun", key=bank.key, sort=sort, noun=noun.key)
            title = noun.text if isinstance(noun, Scenario) else noun.title
            yield Placed(title or "Something without words", href, problem)


def since_the_version(draft: BankDraft, bank: Bank) -> Compared | None:
    """What the draft changes; None when it is the first text of a bank."""
    if draft.based_on is None:
        return None
    before = documents.from_dict(draft.based_on.document)
    return compared(before, bank, before_words=f"Version {draft.based_on.number}", after_words="The draft")


def approval() -> Approval:
    """Who must have approved a draft here before it is published."""
    return Approval(current_app.config["BANK_APPROVAL"])

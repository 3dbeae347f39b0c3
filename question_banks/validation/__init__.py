"""What a bank still needs. Serious problems stop it from being published; the others are advice.

Each rule is a function from a bank to its problems. What is in a document at all is the door's part
(``documents``); what a single kind of question needs is the item type's (``items.faults``). What a questionnaire made
of the bank can show at each time point is told by ``surveys.questionnaires.coverage``.
"""

from __future__ import annotations

from question_banks.model import Bank
from question_banks.validation import marking, measurement, patterns, structure, ties, wording
from question_banks.validation.problem import Problem as Problem
from question_banks.validation.problem import Rule as Rule
from question_banks.validation.problem import explained as explained

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *ties.RULES,
    *measurement.RULES,
    *marking.RULES,
    *patterns.RULES,
    *wording.RULES,
)


def problems(bank: Bank) -> tuple[Problem, ...]:
    """All problems of the bank, the serious ones first, else in the order of the rules."""
    found = [problem for rule in RULES for problem in rule(bank)]
    return tuple(sorted(found, key=lambda problem: not problem.serious))

"""Whether marks say what somebody knows: keys that are never reached, and full marks for no knowledge at all.

That full marks can be earned at all, and by the right answer, is each item type's own part (``items.faults``).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from question_banks.items import is_keyed, mark
from question_banks.items.credits import exact
from question_banks.items.number import fits
from question_banks.items.short_text import STAR, is_accepted
from question_banks.model import Bank, Kind, NumberKey, Question
from question_banks.validation.problem import Found, Rule, advice, explained, in_work, unfinished

FEWEST_STEPS = 3
"""Of two steps one of the two orders is right: a guess is as good as in true or false."""

HALF = 0.5
"""Ticking everything must not earn more than this share of the marks."""


@explained(
    "Every answer earns marks, so the question tells nothing of what somebody knows.",
    "Write out what is accepted; use * only beside words, as in “*refer*”.",
)
def not_every_text_is_accepted(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        for accepted in question.accepted:
            if accepted.credit > 0 and accepted.text.strip() and not STAR.sub("", accepted.text).strip():
                yield unfinished(question, "It gives credit for any text whatever.")


@explained(
    "Of several answers that fit, the one with the most credit counts, so the other, with its feedback, never does.",
    "Remove one, or make the two not overlap.",
)
def each_key_can_be_reached(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        for key, other in combinations(question.numbers, 2):
            inner, outer = sorted((key, other), key=lambda each: (each.tolerance, each.credit))
            if inner.credit <= outer.credit and _lies_in(inner, outer):
                yield advice(
                    question,
                    f"Its right answer {inner.value:g} lies within its right answer {outer.value:g}.",
                )
        for accepted in question.accepted:
            for other_text in question.accepted:
                if (
                    accepted is other_text
                    or STAR.search(accepted.text)
                    or accepted.credit > other_text.credit
                ):
                    continue
                if is_accepted(accepted.text, other_text.text, case_matters=question.case_matters):
                    yield advice(question, f"“{accepted.text}” is accepted by “{other_text.text}” already.")
                    break


def _lies_in(inner: NumberKey, outer: NumberKey) -> bool:
    """Whether all numbers of one key are numbers of the other."""
    middle, reach = exact(inner.value), exact(inner.tolerance)
    return fits(outer, middle - reach) and fits(outer, middle + reach)


@explained(
    "Who knows nothing and ticks every box is marked as if they knew.",
    "Add wrong choices, say how many to choose, or give the wrong ones a negative credit.",
)
def ticking_everything_does_not_pay(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        if question.kind is not Kind.SEVERAL or question.choose is not None or not is_keyed(question):
            continue
        everything = mark(question, tuple(option.key for option in question.options))
        if everything is not None and everything.earned > HALF * everything.possible:
            share = 100 * everything.earned / everything.possible
            yield advice(question, f"Whoever ticks everything earns {share:.0f} per cent of its marks.")


@explained(
    "Marks never fall below 0, and one choice is the only thing that is marked.",
    "Clear the credit, or let several answers be ticked, where a wrong one can cost a right one.",
)
def one_choice_costs_nothing(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        if question.kind is Kind.SINGLE and any((option.credit or 0) < 0 for option in question.options):
            yield advice(question, "It takes marks away for a wrong choice, which counts as no marks.")


@explained(
    "A right order or match that is likely by chance says little of what somebody knows.",
    "Add steps to order, or choices that fit no line.",
)
def orders_and_matches_are_hard_to_guess(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        if question.kind is Kind.ORDERING and 1 < len(question.options) < FEWEST_STEPS:
            yield advice(question, "It has only two steps to put in order.")
        if question.kind is Kind.MATCHING and is_keyed(question):
            yield from _guessed_matches(question)


def _guessed_matches(question: Question) -> Iterator[Found]:
    used = [row.answer for row in question.rows]
    if len(used) > 1 and len(set(used)) == 1:
        yield advice(question, "All its lines are matched to the same choice.")
    elif sorted(used) == sorted(option.key for option in question.options):
        yield advice(question, "Each choice fits exactly one line, so the last match is given away.")


RULES: tuple[Rule, ...] = (
    not_every_text_is_accepted,
    each_key_can_be_reached,
    ticking_everything_does_not_pay,
    one_choice_costs_nothing,
    orders_and_matches_are_hard_to_guess,
)

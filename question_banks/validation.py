"""What a bank still needs. Serious problems stop it from being published; the others are advice.

Each rule is a function from a bank to its problems. What is in a document at all is the door's part
(``documents``); what a single kind of question needs is the item type's (``items.faults``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from question_banks.items import faults, is_keyed
from question_banks.model import Audience, Bank, Family, Kind, Objective, Question, Scale, Scenario, Theme

ENOUGH_KEYED = 3
"""Fewer keyed questions than this say little about one objective."""

ENOUGH_TO_SEE_A_PATTERN = 3
"""From this many keyed questions on, keys that all stand at the same place can be guessed."""


@dataclass(frozen=True)
class Problem:
    """``where`` names the place (``question "spot-signs"``); ``what`` is one sentence, to be acted on."""

    where: str
    what: str
    serious: bool


Noun = Question | Objective | Scale | Scenario | Theme
Rule = Callable[[Bank], Iterator[Problem]]


def problems(bank: Bank) -> tuple[Problem, ...]:
    """All problems of the bank, the serious ones first, else in the order of the rules."""
    found = [problem for rule in RULES for problem in rule(bank)]
    return tuple(sorted(found, key=lambda problem: not problem.serious))


def _serious(noun: Noun, what: str) -> Problem:
    return Problem(_place(noun), what, serious=True)


def _advice(noun: Noun, what: str) -> Problem:
    return Problem(_place(noun), what, serious=False)


def _place(noun: Noun) -> str:
    return f'{type(noun).__name__.lower()} "{noun.key}"'


def asks_something(bank: Bank) -> Iterator[Problem]:
    if not bank.questions:
        yield Problem("bank", "The bank has no questions.", serious=True)


def has_its_texts(bank: Bank) -> Iterator[Problem]:
    """A noun that is shown must say something."""
    shown: list[tuple[str, str, str]] = [("bank", "title", bank.title)]
    shown += [(_place(theme), "title", theme.title) for theme in bank.themes]
    for objective in bank.objectives:
        shown += [(_place(objective), "title", objective.title), (_place(objective), "text", objective.text)]
    shown += [(_place(scenario), "text", scenario.text) for scenario in bank.scenarios]
    shown += [(_place(question), "stem", question.stem) for question in bank.questions]
    for scale in bank.scales:
        shown += [(_place(scale), f"text for point {point.value}", point.text) for point in scale.points]
        shown += [(_place(scale), f'text for "{code.code}"', code.text) for code in scale.outside]
    for where, name, text in shown:
        if not text.strip():
            yield Problem(where, f"It needs a {name}.", serious=True)


def names_what_there_is(bank: Bank) -> Iterator[Problem]:
    """A question's objective, themes, scale and scenario must be in the bank."""
    themes = {theme.key for theme in bank.themes}
    for question in bank.questions:
        named = [
            ("objective", question.objective, question.objective in bank.objectives_by_key),
            ("scale", question.scale, question.scale in bank.scales_by_key),
            ("scenario", question.scenario, question.scenario in bank.scenarios_by_key),
            *(("theme", theme, theme in themes) for theme in question.themes),
        ]
        for noun, key, there in named:
            if key and not there:
                yield _serious(question, f'It names {noun} "{key}", which the bank does not have.')


def fits_its_kind(bank: Bank) -> Iterator[Problem]:
    for question in bank.questions:
        for fault in faults(question):
            yield _serious(question, f"It {fault}.")


def has_nothing_that_its_kind_ignores(bank: Bank) -> Iterator[Problem]:
    """What would be left out silently, such as options of a scale question, is a slip of the author."""
    choosing = (Kind.SINGLE, Kind.SEVERAL)
    for question in bank.questions:
        idle = [
            ("options", bool(question.options), choosing),
            ("a scale", bool(question.scale), (Kind.SCALE,)),
            ("a true or false answer", question.answer is not None, (Kind.TRUE_FALSE,)),
            ("a number of answers to choose", question.choose is not None, (Kind.SEVERAL,)),
        ]
        for what, there, kinds in idle:
            if there and question.kind not in kinds:
                yield _serious(question, f"It has {what}, which kind {question.kind} does not use.")


def knowledge_is_keyed(bank: Bank) -> Iterator[Problem]:
    for question in _knowledge(bank):
        if not is_keyed(question):
            yield _serious(question, "It tests knowledge, so it needs a right answer.")


def knowledge_has_an_objective(bank: Bank) -> Iterator[Problem]:
    for question in _knowledge(bank):
        if not question.objective:
            yield _serious(question, "It tests knowledge, so it needs the objective that it tests.")


def is_put_to_somebody(bank: Bank) -> Iterator[Problem]:
    for question in bank.questions:
        if not question.audiences:
            yield _serious(question, "It is put to nobody: name the delegate, the manager or both.")


def managers_are_not_tested(bank: Bank) -> Iterator[Problem]:
    for question in _knowledge(bank):
        if Audience.MANAGER in question.audiences:
            yield _serious(question, "It tests a manager's knowledge, but managers are asked what they see.")


def scales_can_be_answered(bank: Bank) -> Iterator[Problem]:
    for scale in bank.scales:
        values = [point.value for point in scale.points]
        if len(values) < 2:
            yield _serious(scale, "It needs at least two points.")
        if values != sorted(values):
            yield _serious(scale, "Its points must be listed from the lowest number to the highest.")
        for code in scale.outside:
            if code.code in map(str, values):
                yield _serious(scale, f'Its code "{code.code}" is also the number of a point.')


def objectives_are_tested(bank: Bank) -> Iterator[Problem]:
    """None at all is serious: the report could say nothing. A few are thin."""
    tested = Counter(question.objective for question in _knowledge(bank))
    for objective in bank.objectives:
        count = tested[objective.key]
        if not count:
            yield _serious(objective, "No question tests knowledge of it.")
        elif count < ENOUGH_KEYED:
            questions = "1 question tests" if count == 1 else f"{count} questions test"
            yield _advice(objective, f"Only {questions} knowledge of it; {ENOUGH_KEYED} or more say more.")


def knowledge_has_a_source(bank: Bank) -> Iterator[Problem]:
    for question in _knowledge(bank):
        if not question.source.strip():
            yield _advice(question, "It names no source for its right answer.")


def keys_stand_at_different_places(bank: Bank) -> Iterator[Problem]:
    """Questions whose options are shuffled for each person have no place to give away."""
    places = [
        [option.right for option in question.options].index(True)
        for question in bank.questions
        if question.kind is Kind.SINGLE and is_keyed(question) and not question.shuffle
    ]
    if len(places) >= ENOUGH_TO_SEE_A_PATTERN and len(set(places)) == 1:
        what = (
            f"Each question with one choice has its right answer at place {places[0] + 1}: it can be guessed."
        )
        yield Problem("bank", what, serious=False)


def managers_have_their_own_words(bank: Bank) -> Iterator[Problem]:
    for question in bank.questions:
        if set(Audience) == set(question.audiences) and not question.manager_stem.strip():
            yield _advice(question, "It is put to managers in the words for delegates.")
        if Audience.MANAGER not in question.audiences and question.manager_stem:
            yield _advice(question, "It has words for managers, but is not put to them.")


def _knowledge(bank: Bank) -> Iterator[Question]:
    return (question for question in bank.questions if question.family is Family.KNOWLEDGE)


RULES: tuple[Rule, ...] = (
    asks_something,
    has_its_texts,
    names_what_there_is,
    fits_its_kind,
    has_nothing_that_its_kind_ignores,
    knowledge_is_keyed,
    knowledge_has_an_objective,
    is_put_to_somebody,
    managers_are_not_tested,
    scales_can_be_answered,
    objectives_are_tested,
    knowledge_has_a_source,
    keys_stand_at_different_places,
    managers_have_their_own_words,
)

"""Whether questionnaires made of a bank can tell what a course did, before anybody is asked.

Each check is told like those of ``question_banks.validation``; serious ones stop a bank from being published and a
course from being run with it. None is about a single question: those are the bank's own checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from question_banks import validation
from question_banks.items import is_keyed
from question_banks.model import Audience, Bank, Family, Objective, Question, Status
from question_banks.validation import Problem
from question_banks.validation.problem import Found, advice, serious
from surveys.enums import TimePoint
from surveys.questionnaires.coverage import Grid, forms_of, grid_of

MANY_MINUTES = 10
"""R3: a few minutes on a phone. Longer questionnaires are started and finished by fewer people, and answered with less
care towards their end (Galesic and Bosnjak 2009, Public Opinion Quarterly 73, 349-360: of 10, 20 and 30 minutes)."""

TOO_MANY_MINUTES = 30
"""The longest that the study tried, with the fewest who came to the end."""

ENOUGH_TO_SHOW_A_CHANGE = 3
"""Answers to fewer questions than this have so few possible scores that small groups have to stay hidden."""

LATER = (TimePoint.MONTH3, TimePoint.MONTH6)
WHEN = {
    TimePoint.PRE: "before the course",
    TimePoint.POST: "straight after it",
    TimePoint.MONTH3: "3 months after",
    TimePoint.MONTH6: "6 months after",
}

Check = Callable[[Grid], Iterator[Found]]
GridRule = Callable[[Grid], Iterator[Problem]]


def explained(why: str, remedy: str) -> Callable[[Check], GridRule]:
    """As for the bank's own rules, of a check that looks at the grid."""

    def rule_of(check: Check) -> GridRule:
        @wraps(check)
        def rule(grid: Grid) -> Iterator[Problem]:
            @validation.explained(why, remedy)
            def found(_bank: Bank) -> Iterator[Found]:
                yield from check(grid)

            yield from found(grid.bank)

        return rule

    return rule_of


def all_problems(bank: Bank) -> tuple[Problem, ...]:
    """The problems of the bank and of the questionnaires made of it, the serious ones first."""
    found = (*validation.problems(bank), *launch_problems(grid_of(bank)))
    return tuple(sorted(found, key=lambda problem: not problem.serious))


def launch_problems(grid: Grid) -> tuple[Problem, ...]:
    """The problems of the questionnaires, the serious ones first. A bank that asks nothing has been told of that."""
    found = [problem for rule in RULES for problem in rule(grid)] if grid.columns else []
    return tuple(sorted(found, key=lambda problem: not problem.serious))


@explained(
    "What people learned is the difference between the same, or matched, questions before and after the course. "
    "Without such a pair no change can be shown for this objective.",
    "Put a question on it that has a right answer to delegates, in words that no other question has.",
)
def each_objective_is_compared(grid: Grid) -> Iterator[Found]:
    """Pre and post must be comparable; serious for an objective that is tested at all (else the bank's check tells)."""
    for objective in grid.bank.objectives:
        before, after = (_tested(grid, point, objective) for point in (TimePoint.PRE, TimePoint.POST))
        tested = any(_tests(question, objective) for question in _ready(grid.bank))
        if tested and not before & after:
            yield serious(objective, "No question that tests it is asked both before and after the course.")


@explained(
    "A score before the course and one after it on other questions cannot be told apart from harder questions.",
    "Let the same questions, or parallel forms of them, be asked both times.",
)
def tests_before_and_after_are_the_same(grid: Grid) -> Iterator[Found]:
    for objective in grid.bank.objectives:
        before, after = (_tested(grid, point, objective) for point in (TimePoint.PRE, TimePoint.POST))
        alone = before ^ after
        if before & after and alone:
            asked = "question on it is" if len(alone) == 1 else "questions on it are"
            yield advice(objective, f"{len(alone)} {asked} asked only before, or only after the course.")


@explained(
    "SEG asks whether learning lasts. With one or two questions the change at 3 and 6 months is mostly hidden, so that "
    "nobody can be picked out, and it rests on how those are worded.",
    "Mark three or more of the questions on it as asked again at 3 and 6 months.",
)
def what_was_learned_is_asked_again(grid: Grid) -> Iterator[Found]:
    for objective in grid.bank.objectives:
        again = min(len(_tested(grid, point, objective)) for point in LATER)
        if not _tested(grid, TimePoint.POST, objective) or again >= ENOUGH_TO_SHOW_A_CHANGE:
            continue
        asked = ("No question is", "Only 1 question is", "Only 2 questions are")[again]
        yield advice(objective, f"{asked} asked again at 3 and 6 months to see what people still know of it.")


@explained(
    "Whether practice changed (step 3) is asked of both: what people say of themselves and what others see differ.",
    "Add a question on behaviour about this objective, put to delegates and managers in words of their own.",
)
def practice_is_asked_of_both(grid: Grid) -> Iterator[Found]:
    """Told only of banks that ask about practice at all: a bank may be for a test alone."""
    if not any(question.family is Family.BEHAVIOUR for question in _ready(grid.bank)):
        return
    for objective in grid.bank.objectives:
        missing = [audience for audience in Audience if not _asks_about_practice(grid, audience, objective)]
        if missing:
            who = " or ".join(f"{audience}s" for audience in missing)
            yield advice(objective, f"No question asks {who} what was done about it in practice.")


@explained(
    "SEG asks whether children are better off (step 4). Nothing in this bank can say so.",
    "Add a question on outcome, put to delegates and managers.",
)
def outcomes_are_asked(grid: Grid) -> Iterator[Found]:
    families = {question.family for question in _ready(grid.bank)}
    if Family.BEHAVIOUR in families and Family.OUTCOME not in families:
        yield advice(grid.bank, "It asks about practice and not about what came of it.")


@explained(
    "It is marked as ready, and yet nobody will ever see it: no questionnaire takes what it measures for its "
    "audience, or another question reads the same.",
    "Change what it measures or whom it asks, change its words, or retire it.",
)
def what_is_ready_is_asked(grid: Grid) -> Iterator[Found]:
    for question in grid.unasked:
        yield advice(question, "It is asked of nobody at any time.")


@explained(
    "Fewer people start and finish a long questionnaire, and they answer its end with less care.",
    "Ask fewer questions there: mark fewer as asked again at 3 and 6 months, shorten scenarios, or retire what no "
    "decision hangs on.",
)
def questionnaires_are_short(grid: Grid) -> Iterator[Found]:
    for column in grid.columns:
        if column.minutes > MANY_MINUTES:
            what = (
                f"{column.audience.capitalize()}s take about {column.minutes} minutes {WHEN[column.point]}."
            )
            yield Found(grid.bank, what, serious=column.minutes > TOO_MANY_MINUTES)


def _ready(bank: Bank) -> Iterator[Question]:
    return (question for question in bank.questions if question.status is Status.READY)


def _tests(question: Question, objective: Objective) -> bool:
    taught = question.objective == objective.key and not question.control
    return taught and question.family is Family.KNOWLEDGE and is_keyed(question)


def _tested(grid: Grid, point: TimePoint, objective: Objective) -> set[str]:
    """The questions that test the objective then; parallel forms are one."""
    asked = [q for q in grid.asked(point, Audience.DELEGATE) if _tests(q, objective)]
    return forms_of(grid.bank, asked)


def _asks_about_practice(grid: Grid, audience: Audience, objective: Objective) -> bool:
    return any(
        question.objective == objective.key and question.family is Family.BEHAVIOUR
        for point in LATER
        for question in grid.asked(point, audience)
    )


RULES: tuple[GridRule, ...] = (
    each_objective_is_compared,
    tests_before_and_after_are_the_same,
    what_was_learned_is_asked_again,
    practice_is_asked_of_both,
    outcomes_are_asked,
    what_is_ready_is_asked,
    questionnaires_are_short,
)

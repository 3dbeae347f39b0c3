"""Ties between questions: looking back (then-test), parallel forms, controls; and what is asked beside an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from question_banks.items import is_keyed
from question_banks.model import Bank, Family, Kind, Question, Status
from question_banks.validation.problem import (
    Found,
    Rule,
    advice,
    explained,
    in_work,
    ready,
    serious,
    unfinished,
)

WRITTEN = (Kind.LONG_TEXT, Kind.SHORT_TEXT)

THEN_TEST = (
    "A then-test sets how people rate themselves now beside how, looking back, they rate themselves before the course: "
    "afterwards they judge by another measure (Howard 1980). That needs the same rating twice."
)
PARALLEL = (
    "People get one form before the course and the other after it, so a form that is easier or worth more looks like "
    "learning, or hides it."
)


@explained(
    "The pair would never be put together, and both ratings would stay without their partner.",
    "Choose the other question of the pair, or clear the tie.",
)
def ties_lead_to_a_question(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        for name, key in (
            ("looks back at", question.then_of),
            ("is a parallel form of", question.equivalent_to),
        ):
            other = bank.questions_by_key.get(key)
            if not key:
                continue
            if key == question.key:
                yield unfinished(question, f"It {name} itself.")
            elif other is None:
                yield serious(question, f'It {name} question "{key}", which the bank does not have.')
            elif other.status is not question.status and question.status is Status.READY:
                yield unfinished(question, f'It {name} question "{key}", which is not ready to be asked.')


@explained(THEN_TEST, "Make the two alike in all but the time that they ask about.")
def then_tests_ask_the_same_again(bank: Bank) -> Iterator[Found]:
    for question, now in _pairs(bank, "then_of"):
        if Family.SELF_RATING is not question.family or Family.SELF_RATING is not now.family:
            yield unfinished(question, "It looks back at a rating, so both must be self-ratings.")
        differs = _differences(question, now, ("kind", "scale", "objective", "audiences"))
        if differs:
            yield unfinished(question, f'It looks back at question "{now.key}" with another {differs}.')
        if now.then_of:
            yield unfinished(question, f'It looks back at question "{now.key}", which itself looks back.')
        if question.stem.strip() and question.stem.split() == now.stem.split():
            yield advice(
                question,
                f'It reads as question "{now.key}" does, so people will not know that they look back.',
            )


@explained(PARALLEL, "Make the two forms alike in what they test and in how hard they are.")
def parallel_forms_measure_the_same(bank: Bank) -> Iterator[Found]:
    """What must be equal is serious; what only makes guessing easier is advice."""
    for question, other in _pairs(bank, "equivalent_to"):
        if not (is_keyed(question) and is_keyed(other)):
            yield unfinished(
                question, f'It is a parallel form of question "{other.key}", so both need a right answer.'
            )
        differs = _differences(
            question, other, ("family", "objective", "step", "marks", "audiences", "core", "control")
        )
        if differs:
            yield unfinished(
                question, f'It is a parallel form of question "{other.key}" with another {differs}.'
            )
        if other.equivalent_to:
            yield unfinished(
                question, f'It is a parallel form of question "{other.key}", which is one itself.'
            )
        if question.kind is not other.kind or _ways(question) != _ways(other):
            yield advice(
                question,
                f'It is guessed more or less easily than question "{other.key}": its choices differ.',
            )


@explained(
    "Each person gets one form before and the other after, so there can be two and no more.",
    "Keep one partner, and clear the tie of the others.",
)
def ties_make_pairs(bank: Bank) -> Iterator[Found]:
    for name, words in (("then_of", "look back at it"), ("equivalent_to", "are parallel forms of it")):
        named = Counter(getattr(question, name) for question in ready(bank))
        for question in ready(bank):
            if named[question.key] > 1:
                yield serious(question, f"{named[question.key]} questions {words}.")


@explained(
    "Questions about something the course does not teach show what would have risen anyway, such as by meeting a "
    "question twice; tied to an objective they would count as taught.",
    "Clear the objective and give it a right answer, or say that the course does teach it.",
)
def controls_are_not_taught(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        if question.control and question.family is not Family.KNOWLEDGE:
            yield unfinished(
                question, "It is about something the course does not teach, so it must measure knowledge."
            )
        if question.control and question.objective:
            what = "It is about something the course does not teach, and names an objective, which is taught."
            yield advice(question, what)


@explained(
    "How sure people are is set against whether they are right, so there must be a right answer.",
    "Clear the mark for certainty, or say which answer is right.",
)
def certainty_is_of_a_right_answer(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        if question.certainty and not is_keyed(question):
            yield unfinished(
                question, "It asks how sure people are of an answer that is neither right nor wrong."
            )


@explained(
    "Two boxes for writing under one question ask the same twice.",
    "Clear the comment, and let the answer itself hold it.",
)
def comments_stand_beside_choices(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        if question.comment and question.kind in WRITTEN:
            yield advice(question, "It asks for a comment on an answer that is written anyway.")


def _pairs(bank: Bank, tie: str) -> Iterator[tuple[Question, Question]]:
    """Each question with the one that it is tied to, where there is one."""
    for question in in_work(bank):
        other = bank.questions_by_key.get(getattr(question, tie))
        if other is not None and other.key != question.key:
            yield question, other


def _differences(question: Question, other: Question, names: tuple[str, ...]) -> str:
    """Which of the named facts differ, in words: "marks and objective"."""

    def fact(each: Question, name: str) -> object:
        value = getattr(each, name)
        return frozenset(value) if isinstance(value, tuple) else value

    shown = {
        "family": "thing that it measures",
        "audiences": "audience",
        "core": "choice of being asked again at 3 and 6 months",
        "control": "choice of being about something the course does not teach",
    }
    return " and ".join(shown.get(name, name) for name in names if fact(question, name) != fact(other, name))


def _ways(question: Question) -> tuple[object, ...]:
    """What decides how easily a question is guessed."""
    return len(question.options), len(question.rows), question.choose, sum(o.right for o in question.options)


RULES: tuple[Rule, ...] = (
    ties_lead_to_a_question,
    then_tests_ask_the_same_again,
    parallel_forms_measure_the_same,
    ties_make_pairs,
    controls_are_not_taught,
    certainty_is_of_a_right_answer,
    comments_stand_beside_choices,
)

"""Whether the bank can answer what it is asked: what people know, do and made of the course, per objective.

Ties between questions (then-test pairs, parallel forms, controls) are in ``ties``, marks in ``marking``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from question_banks.items import is_keyed
from question_banks.model import Audience, Bank, Family, Kind, Question
from question_banks.validation.english import without_quotes
from question_banks.validation.problem import (
    Found,
    Rule,
    advice,
    counted,
    explained,
    in_work,
    ready,
    serious,
    unfinished,
)

ENOUGH_KEYED = 3
"""Fewer keyed questions than this say little about one objective: with two of them half of all people who know
nothing get at least one of two true/false questions right, and a score can take few values."""

SEEN_BY_NO_MANAGER = {
    Family.KNOWLEDGE: "It tests a manager's knowledge, but managers are asked what they see.",
    Family.SELF_RATING: "It asks a manager how sure of themselves somebody else is, which nobody can see.",
    Family.REACTION: "It asks a manager what the course was like, but only the delegate was there.",
}

# What goes on inside a person, said of the team member. A manager sees what is said and done, recorded and asked.
MINDS = re.compile(
    r"\b(?:they|he|she|(?:your|the|this) (?:team member|colleague|member of staff|worker|employee|delegate))"
    r"(?: (?:now|really|fully|better|also|often|always|still|has|have|had|did|does))* "
    r"(?:feels?|felt|believes?|believed|thinks?|thought|knows?|knew|understands?|understood|reali[sz]e[sd]?|intends?"
    r"|intended|wants?|wanted|hopes?|hoped|remembers?|remembered"
    r"|(?:is|are|was|were|become|became) (?:more )?confident)\b"
    r"|\b(?:team member|colleague|worker)['’]s (?:confidence|understanding|knowledge|awareness|motivation)\b",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(r"\b(?:I|I've|I'm|I’ve|I’m|my|me|myself)\b")


@explained(
    "An answer that is neither right nor wrong cannot show what somebody knows.",
    "Say which answer is right, or choose something else as what it measures.",
)
def knowledge_is_keyed(bank: Bank) -> Iterator[Found]:
    for question in _knowledge(in_work(bank)):
        if not is_keyed(question):
            yield unfinished(question, "It tests knowledge, so it needs a right answer.")


@explained(
    "The report tells SEG about objectives; a test question without one tells of none.",
    "Choose the objective, or mark the question as about something that the course does not teach.",
)
def knowledge_has_an_objective(bank: Bank) -> Iterator[Found]:
    for question in _knowledge(in_work(bank)):
        if not question.objective and not question.control:
            yield unfinished(question, "It tests knowledge, so it needs the objective that it tests.")


@explained(
    "A manager who is asked what they cannot see has to guess, and the guess looks like evidence.",
    "Put the question to delegates only, or ask the manager what they have seen the person do.",
)
def managers_are_asked_what_they_can_see(bank: Bank) -> Iterator[Found]:
    """The family decides: nobody sees what another knows, how sure they are, or a course where they were not."""
    for question in _to_managers(bank):
        if question.family in SEEN_BY_NO_MANAGER:
            yield unfinished(question, SEEN_BY_NO_MANAGER[question.family])


@explained(
    "Self-report and observation are only comparable when each answers for what they can know: managers see actions.",
    "Ask what the team member did or said, such as “recorded”, “asked”, “raised it with”.",
)
def managers_are_not_asked_about_minds(bank: Bank) -> Iterator[Found]:
    """By the words: what the team member feels, thinks or knows. A heuristic, so it is advice."""
    for question in _to_managers(bank):
        if question.family in SEEN_BY_NO_MANAGER:
            continue
        for text in (question.stem_for(Audience.MANAGER), *_statements(question)):
            if inner := MINDS.search(without_quotes(text)):
                what = f"It asks a manager what goes on in somebody else's mind: “{inner.group()}”."
                yield advice(question, what)
                break


@explained(
    "Who could not see it must be able to say so: otherwise they guess, and “not seen” is counted as “never”.",
    "Add an answer such as “Not able to observe” off the scale, offered to managers, or let them leave it empty.",
)
def managers_can_say_that_they_did_not_see(bank: Bank) -> Iterator[Found]:
    for question in _to_managers(bank):
        scale = bank.scales_by_key.get(question.scale)
        if question.kind not in (Kind.SCALE, Kind.STATEMENTS) or scale is None or not question.required:
            continue
        if question.family in SEEN_BY_NO_MANAGER or scale.for_audience(Audience.MANAGER).outside:
            continue
        yield advice(question, "A manager who could not see it has no answer to give.")


@explained(
    "The same words mean another person when a manager reads them, so the two answers cannot be compared.",
    "Write the manager's words beside the delegate's, about the same action: “your team member recorded …”.",
)
def managers_have_their_own_words(bank: Bank) -> Iterator[Found]:
    for question in in_work(bank):
        managers = Audience.MANAGER in question.audiences
        if set(Audience) == set(question.audiences) and not question.manager_stem.strip():
            yield advice(question, "It is put to managers in the words for delegates.")
        elif managers and FIRST_PERSON.search(without_quotes(question.stem_for(Audience.MANAGER))):
            yield advice(
                question, "The manager's words speak of “I”, so a manager would answer for themselves."
            )
        if not managers and question.manager_stem:
            yield advice(question, "It has words for managers, but is not put to them.")


@explained(
    "The report would have nothing to say on what people learned about this objective.",
    "Add questions with a right answer for it (three or more), or drop the objective from the bank.",
)
def objectives_are_tested(bank: Bank) -> Iterator[Found]:
    """None at all is serious: SEG's question cannot be answered."""
    tested, keyless = _tested(bank), _keyless(bank)
    for objective in bank.objectives:
        if not tested[objective.key]:
            yield serious(
                objective,
                "No question tests knowledge of it."
                + _more(sum(q.objective == objective.key for q in keyless)),
            )


@explained(
    "A score from one or two questions turns on a lucky guess or an odd wording, and is mostly hidden in small groups.",
    "Write more questions on it, so that there are three or more.",
)
def scores_rest_on_enough_questions(bank: Bank) -> Iterator[Found]:
    """Per objective, per theme that is tested at all, and for the control questions together."""
    tested, keyless = _tested(bank), _keyless(bank)
    for objective in bank.objectives:
        if 0 < tested[objective.key] < ENOUGH_KEYED:
            yield advice(
                objective,
                _only(tested[objective.key]) + _more(sum(q.objective == objective.key for q in keyless)),
            )
    themes = Counter(theme for question in _scored(bank) for theme in question.themes)
    for theme in bank.themes:
        if 0 < themes[theme.key] < ENOUGH_KEYED:
            yield advice(theme, _only(themes[theme.key]) + _more(sum(theme.key in q.themes for q in keyless)))
    controls = sum(question.control for question in _knowledge(ready(bank)))
    if 0 < controls < ENOUGH_KEYED:
        what = f"It has only {counted(controls, 'question')} about something the course does not teach; "
        yield advice(bank, f"{what}{ENOUGH_KEYED} or more say more.")


def _only(count: int) -> str:
    tests = "tests" if count == 1 else "test"
    return f"Only {counted(count, 'question')} {tests} knowledge of it; {ENOUGH_KEYED} or more say more."


@explained(
    "Who checks the right answer later, or defends it to a trainer, needs to know what it rests on.",
    "Name the law, guidance or study, with its year.",
)
def knowledge_has_a_source(bank: Bank) -> Iterator[Found]:
    for question in _knowledge(ready(bank)):
        if not question.source.strip():
            yield advice(question, "It names no source for its right answer.")


def _knowledge(questions: Iterator[Question]) -> Iterator[Question]:
    return (question for question in questions if question.family is Family.KNOWLEDGE)


def _scored(bank: Bank) -> Iterator[Question]:
    """What a score of the course's teaching is made of. Of two parallel forms each person gets one at a time."""
    for question in _knowledge(ready(bank)):
        if is_keyed(question) and not question.control and not question.equivalent_to:
            yield question


def _tested(bank: Bank) -> Counter[str]:
    return Counter(question.objective for question in _scored(bank))


def _keyless(bank: Bank) -> list[Question]:
    return [q for q in _knowledge(ready(bank)) if not q.control and not is_keyed(q)]


def _more(count: int) -> str:
    """What to say of questions on knowledge that test nothing; nothing when there are none."""
    have = "has" if count == 1 else "have"
    return f" {count} more {have} no right answer and cannot count." if count else ""


def _to_managers(bank: Bank) -> Iterator[Question]:
    return (question for question in in_work(bank) if Audience.MANAGER in question.audiences)


def _statements(question: Question) -> tuple[str, ...]:
    return tuple(row.text for row in question.rows) if question.kind is Kind.STATEMENTS else ()


RULES: tuple[Rule, ...] = (
    knowledge_is_keyed,
    knowledge_has_an_objective,
    managers_are_asked_what_they_can_see,
    managers_are_not_asked_about_minds,
    managers_can_say_that_they_did_not_see,
    managers_have_their_own_words,
    objectives_are_tested,
    scores_rest_on_enough_questions,
    knowledge_has_a_source,
)

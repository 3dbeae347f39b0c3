"""Whether people can understand what they are asked: how hard it reads, what it denies, how much it asks at once.

English only, and by rules of thumb: each problem quotes what it rests on, and all of them are advice. The faults are
those of Haladyna, Downing and Rodriguez (2002) for tests and of Krosnick and Presser (2010), "Question and
questionnaire design", Handbook of Survey Research, for ratings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from question_banks.items import is_keyed
from question_banks.model import Audience, Bank, Kind, Question, Scale
from question_banks.validation.double import two_questions
from question_banks.validation.english import reading_age, without_quotes, words
from question_banks.validation.problem import Found, Rule, advice, explained, in_work

OLDEST_READING_AGE = 16
"""Stems that need more than a school leaver's reading. GOV.UK writes for the age of 9; in the words of a profession
a text soon counts as older, so the line is drawn where a sentence is better split than read twice."""

GRADUATE = 21
"""Beyond this the formula's years mean nothing."""

FEWEST_WORDS = 12
"""A shorter text has too few words for the formula: one long one decides."""

JUDGED = (Kind.SCALE, Kind.STATEMENTS, Kind.TRUE_FALSE, Kind.YES_NO)
"""Kinds in which a statement is agreed with or denied, so that a denial in it makes two."""

NEGATIVE = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|without|cannot|unable|hardly|rarely|seldom|fails? to"
    r"|failed to|failing to|lacks?|lacking|refuses? to|refused to|avoids?|avoided|avoiding|except)\b|\b\w+n['’]t\b",
    re.IGNORECASE,
)
# One word that undoes another: "not uncommon".
NOT_UN = re.compile(
    r"\bnot\s+(?:\w+ly\s+)?(?:un(?:common|likely|usual|reasonable|safe|necessary|true|aware|able|important|helpful|clear|lawful"
    r"|related|known|willing|fair|wise)|in(?:appropriate|correct|frequent|significant|accurate|effective|evitable)|impossible"
    r"|improper|irrelevant|illegal|dis(?:similar|honest|respectful))\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[,;:.?!()–—]+|\b(?:but|because|although|so that|whereas)\b", re.IGNORECASE)
# "no" and "not" where nothing is denied.
NO_DENIAL = re.compile(
    r"\bno (?:longer|matter|doubt|more than|fewer than|less than)\b|\bnot only\b|\bwhether or not\b|\bor not\b"
    r"|\bif not\b|\bwithout (?:delay|naming)\b"
    r"|\b(?:why|should|could|would|can|is|are|do|does|did)n['’]t (?=you|we|they)\b",
    re.IGNORECASE,
)


@explained(
    "People read past one of the two denials, or puzzle over the grammar, so the answer may mean the opposite.",
    "Say it positively: what is the case, or what should be done.",
)
def nothing_is_denied_twice(bank: Bank) -> Iterator[Found]:
    for question in _english(bank):
        for text in texts_of(question):
            if pair := double_negative(text):
                yield advice(question, f"It denies something twice: {pair}.")
                break
        else:
            yield from _denied_by_the_answer(bank, question)


def double_negative(text: str) -> str:
    """The denials that meet in one clause, quoted; nothing when there are fewer than two."""
    said = without_quotes(text)
    if found := NOT_UN.search(said):
        return f"“{found.group()}”"
    for clause in CLAUSE.split(NO_DENIAL.sub(" ", said)):
        denials = [found.group() for found in NEGATIVE.finditer(clause)]
        if len(denials) > 1:
            return " and ".join(f"“{denial}”" for denial in denials)
    return ""


def _denied_by_the_answer(bank: Bank, question: Question) -> Iterator[Found]:
    """A denial in the question and another in an answer to it."""
    for text in texts_of(question):
        said = NO_DENIAL.sub(" ", without_quotes(text)).strip()
        last = [part for part in re.split(r"(?<=[.!?])\s+", said) if part][-1:] or [""]
        denial = NEGATIVE.search(last[0])
        if denial is None:
            continue
        if question.kind in JUDGED and _can_be_denied(question, bank.scales_by_key.get(question.scale)):
            no = {Kind.TRUE_FALSE: "false", Kind.YES_NO: "no"}.get(question.kind, "disagree")
            yield advice(question, f"It says “{denial.group()}”, so to answer “{no}” is to deny a denial.")
            return
        for option in question.options if is_keyed(question) else ():
            if again := NEGATIVE.search(NO_DENIAL.sub(" ", without_quotes(option.text))):
                what = f"It asks with “{denial.group()}”, and a choice answers with “{again.group()}”."
                yield advice(question, what)
                return


def _can_be_denied(question: Question, scale: Scale | None) -> bool:
    """True/false, yes/no, and scales on which people disagree. How often something is not done can be said."""
    if question.kind in (Kind.TRUE_FALSE, Kind.YES_NO):
        return True
    return scale is not None and any("disagree" in point.text.casefold() for point in scale.points)


@explained(
    "Who would answer the two differently has no answer to give, and nobody can tell which of the two was answered.",
    "Make two questions of it, or keep the part that matters.",
)
def one_thing_is_asked_at_a_time(bank: Bank) -> Iterator[Found]:
    for question in _english(bank):
        for text in texts_of(question):
            if pair := two_questions(question.kind, without_quotes(text)):
                yield advice(question, f"It seems to ask two things at once: “{pair}”.")
                break


@explained(
    "People who read slowly, or in their second language, then do worse for the reading and not for what they know.",
    "Split long sentences and use short everyday words; put a story into a scenario.",
)
def stems_are_easy_to_read(bank: Bank) -> Iterator[Found]:
    """The course's own subject is not held against a stem: words of the bank's titles are taken as known."""
    titles = [bank.title, *(theme.title for theme in bank.themes), *(o.title for o in bank.objectives)]
    familiar = {word.lower() for title in titles for word in words(title)}
    for question in _english(bank):
        ages = [
            reading_age(text, familiar) for text in texts_of(question) if len(words(text)) >= FEWEST_WORDS
        ]
        if ages and max(ages) > OLDEST_READING_AGE:
            years = f"{max(ages):.0f} years old" if max(ages) < GRADUATE else "with a university degree"
            yield advice(question, f"It needs the reading of somebody {years}.")


def texts_of(question: Question) -> Iterator[str]:
    """What is to be understood and answered: the stem, the manager's stem, and each statement of a list."""
    yield question.stem
    if Audience.MANAGER in question.audiences and question.manager_stem:
        yield question.manager_stem
    if question.kind is Kind.STATEMENTS:
        yield from (row.text for row in question.rows)


def _english(bank: Bank) -> Iterator[Question]:
    """The questions of a bank in English; of other languages nothing is known here."""
    return in_work(bank) if bank.language.split("-")[0].lower() == "en" else iter(())


RULES: tuple[Rule, ...] = (
    nothing_is_denied_twice,
    one_thing_is_asked_at_a_time,
    stems_are_easy_to_read,
)

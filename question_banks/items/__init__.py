"""What each kind of question means: how an answer is read, marked and said. Its look is the floor above.

The functions here choose the item type by the question's kind. A ``Value`` that cannot be an answer to the
question raises ``BankError`` where it is marked or put in words; what has no key is not looked at to be marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from question_banks.items.base import ItemType as ItemType
from question_banks.items.base import Mark as Mark
from question_banks.items.confidence import Confidence
from question_banks.items.date import Day
from question_banks.items.long_text import LongText
from question_banks.items.matching import Matching
from question_banks.items.number import Number
from question_banks.items.ordering import Ordering
from question_banks.items.scale import OnScale
from question_banks.items.several import Several
from question_banks.items.short_text import ShortText
from question_banks.items.single import Single
from question_banks.items.statements import Statements
from question_banks.items.true_false import TrueFalse
from question_banks.items.yes_no import YesNo
from question_banks.model import Bank, Kind, Question, Value

REGISTRY: Mapping[Kind, ItemType] = {
    Kind.SINGLE: Single(),
    Kind.SEVERAL: Several(),
    Kind.TRUE_FALSE: TrueFalse(),
    Kind.SCALE: OnScale(),
    Kind.CONFIDENCE: Confidence(),
    Kind.LONG_TEXT: LongText(),
    Kind.SHORT_TEXT: ShortText(),
    Kind.NUMBER: Number(),
    Kind.DATE: Day(),
    Kind.YES_NO: YesNo(),
    Kind.ORDERING: Ordering(),
    Kind.MATCHING: Matching(),
    Kind.STATEMENTS: Statements(),
}


@dataclass(frozen=True)
class Part:
    """What is kept of an answer under one key: the question's own, or that of one statement of a list."""

    key: str
    value: Value
    outside: bool
    mark: Mark | None


def read(bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
    """The answer in the form's own strings for one question; None when it was left empty.

    Whether it may be left empty (``question.required``), whole or in part (``gaps``), is for the caller to judge.
    Options are submitted by key, a scale answer as its point's number or its outside code, confidence as 0 to
    10, true/false as "true" or "false", yes/no as "yes", "no" or "not-applicable", an order as "option:place"
    strings with places from 1, matches and rated statements as "row:choice" strings, a date as "Y-M-D". Raises
    ``Unreadable`` with a sentence for the respondent that never repeats what was sent.
    """
    return REGISTRY[question.kind].read(bank, question, submitted)


def is_keyed(question: Question) -> bool:
    """Whether the question's kind can be marked and its key is there."""
    return REGISTRY[question.kind].is_keyed(question)


def mark(question: Question, value: Value) -> Mark | None:
    """What the answer earns, from 0 to ``question.marks``; None when the question has no key.

    Each item type says how it is marked. Yes/no, dates, ratings, confidence and long texts never are.
    """
    return REGISTRY[question.kind].mark(question, value)


def mark_step(question: Question) -> Fraction:
    """The largest step of which every mark that the question can earn is a whole multiple."""
    step = REGISTRY[question.kind].step(question) if is_keyed(question) else 1
    return Fraction(question.marks * step)


def answers(bank: Bank, question: Question, value: Value) -> tuple[Part, ...]:
    """What is kept of the answer: one part, or one for each statement that was rated in a list of them."""
    return tuple(
        Part(part.key, said, is_outside(bank, part, said), mark(part, said))
        for part, said in REGISTRY[question.kind].parts(bank, question, value)
    )


def gaps(question: Question, value: Value) -> tuple[str, ...]:
    """The keys of the rows that the answer leaves empty, in a question that is answered row by row."""
    return REGISTRY[question.kind].gaps(question, value)


def words(bank: Bank, question: Question, value: Value) -> str:
    """The answer in words, for a page where people check their answers and for exports; unescaped text."""
    return REGISTRY[question.kind].words(bank, question, value)


def right_words(bank: Bank, question: Question) -> str:
    """What is right, in the words of ``words``; empty when the question has no key."""
    return REGISTRY[question.kind].right_words(bank, question)


def feedback(question: Question, value: Value) -> tuple[str, ...]:
    """What the bank says to those who gave this answer. What it says to everybody is ``question.feedback``."""
    return REGISTRY[question.kind].feedback(question, value)


def is_outside(bank: Bank, question: Question, value: Value) -> bool:
    """Whether the answer is a code off its scale, such as "no opportunity": never a number and never "no"."""
    return REGISTRY[question.kind].is_outside(bank, question, value)


def from_json(question: Question, stored: object) -> Value:
    """The value that ``to_json`` made ``stored`` of. Raises ``BankError`` when it does not fit."""
    return REGISTRY[question.kind].from_json(question, stored)


def to_json(value: Value) -> str | int | bool | list[str]:
    """The value as JSON can hold it: several keys become a list."""
    return list(value) if isinstance(value, tuple) else value


def faults(question: Question) -> Iterator[str]:
    """What the question's kind needs and the question lacks, as predicates: "needs at least two options"."""
    return REGISTRY[question.kind].faults(question)

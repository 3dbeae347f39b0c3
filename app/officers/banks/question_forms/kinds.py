"""One form for each kind of question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, StringField, ValidationError

from app.officers.banks.question_forms.common import QuestionForm
from app.officers.banks.question_forms.matching import Matching
from app.officers.banks.question_forms.parts import Choosing, Keyed, OnScale, Rating, Several, TrueFalse
from app.officers.banks.question_forms.rows import (
    AcceptedRow,
    NumberRow,
    RowList,
    StatementRow,
    even,
    paragraphs,
)
from question_banks.authoring import unused_key
from question_banks.model import Accepted, Audience, Bank, Family, Kind, NumberKey, Question, Row


class Single(Choosing):
    """One radio button for all rows says which is right: its value is the name of that row."""

    KIND = Kind.SINGLE

    right = StringField()

    def process(self, formdata: Any = None, *args: Any, **more: Any) -> None:
        super().process(formdata, *args, **more)
        if formdata:
            for entry in self.options.entries:
                entry.form.right.data = entry.name == self.right.data


class Ordering(Choosing):
    """The rows stand in their right order; each person sees them shuffled."""

    KIND = Kind.ORDERING

    def facts(self, before: Question) -> dict[str, Any]:
        return {**super().facts(before), "shuffle": False}


class ShortText(Keyed):
    KIND = Kind.SHORT_TEXT

    accepted = RowList(AcceptedRow, "Accepted answers (optional)", one="Accepted answer", fresh=2)
    case_matters = BooleanField("Capital letters must be right too")

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        shown = {"accepted": question.accepted, "case_matters": question.case_matters}
        return {**super().shown_of(question, bank), **shown}

    def facts(self, before: Question) -> dict[str, Any]:
        accepted = tuple(
            Accepted(even(row.text.data), _share(row.credit.number), paragraphs(row.feedback.data))
            for row in self.accepted.written
        )
        return {**super().facts(before), "accepted": accepted, "case_matters": self.case_matters.data}

    def validate_accepted(self, field: RowList) -> None:
        texts = [even(row.text.data) for row in field.written]
        if len(set(texts)) < len(texts):
            raise ValidationError("Two accepted answers are the same.")


class Number(Keyed):
    KIND = Kind.NUMBER

    numbers = RowList(NumberRow, "Right numbers (optional)", one="Right number", fresh=1)

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        return {**super().shown_of(question, bank), "numbers": question.numbers}

    def facts(self, before: Question) -> dict[str, Any]:
        numbers = tuple(
            NumberKey(
                row.value.number or 0,
                row.tolerance.number or 0,
                _share(row.credit.number),
                paragraphs(row.feedback.data),
            )
            for row in self.numbers.written
        )
        return {**super().facts(before), "numbers": numbers}

    def validate_numbers(self, field: RowList) -> None:
        if any(not (row.value.data or "").strip() for row in field.written):
            raise ValidationError("Write the number that is right.")
        pairs = [(row.value.data.strip(), (row.tolerance.data or "").strip()) for row in field.written]
        if len(set(pairs)) < len(pairs):
            raise ValidationError("Two of the numbers are the same.")


class Scale(OnScale):
    KIND = Kind.SCALE


class Statements(OnScale):
    KIND = Kind.STATEMENTS

    rows = RowList(StatementRow, "Statements", one="Statement", fresh=3)

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        return {**super().shown_of(question, bank), "rows": question.rows}

    def facts(self, before: Question) -> dict[str, Any]:
        made, taken = [], {row.key.data for row in self.rows.written}
        for row in self.rows.written:
            key = row.key.data or unused_key(row.text.data, taken, default="statement")
            taken.add(key)
            made.append(Row(key, even(row.text.data)))
        return {**super().facts(before), "rows": tuple(made)}


class Confidence(Rating):
    KIND = Kind.CONFIDENCE


class Plain(QuestionForm):
    """Kinds that are asked as they are."""


class LongText(Plain):
    KIND = Kind.LONG_TEXT


class Date(Plain):
    KIND = Kind.DATE


class YesNo(Plain):
    KIND = Kind.YES_NO


FORMS: Mapping[Kind, type[QuestionForm]] = {
    form.KIND: form
    for form in (
        Single, Several, TrueFalse, Ordering, Matching, Number, ShortText, Scale, Statements, Confidence, YesNo,
        Date, LongText,
    )
}  # fmt: skip

FIRST_GUESS: Mapping[Kind, Family] = {
    Kind.SCALE: Family.BEHAVIOUR,
    Kind.STATEMENTS: Family.REACTION,
    Kind.CONFIDENCE: Family.SELF_RATING,
    Kind.LONG_TEXT: Family.REACTION,
    Kind.DATE: Family.BEHAVIOUR,
    Kind.YES_NO: Family.BEHAVIOUR,
}
"""What a question of a kind is likely to be; the kinds with a key test knowledge."""


CHANGES: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.SINGLE: (Kind.SEVERAL, Kind.ORDERING),
    Kind.SEVERAL: (Kind.SINGLE, Kind.ORDERING),
    Kind.ORDERING: (Kind.SINGLE, Kind.SEVERAL),
    Kind.SCALE: (Kind.STATEMENTS,),
    Kind.CONFIDENCE: (Kind.SCALE, Kind.STATEMENTS),
    Kind.LONG_TEXT: (Kind.SHORT_TEXT,),
    Kind.YES_NO: (Kind.TRUE_FALSE,),
}
"""The kinds that a question can become without anything being lost that was typed."""


def blank_question(kind: Kind, *, objective: str = "", scenario: str = "") -> Question:
    """What a new question of this kind begins as."""
    return Question(
        key="",
        kind=kind,
        stem="",
        family=FIRST_GUESS.get(kind, Family.KNOWLEDGE),
        step=2,
        audiences=(Audience.DELEGATE,),
        objective=objective,
        scenario=scenario,
        required=kind is not Kind.LONG_TEXT,
        shuffle=kind in (Kind.SINGLE, Kind.SEVERAL, Kind.MATCHING),
    )


def _share(number: float | None) -> float:
    return 100 if number is None else number

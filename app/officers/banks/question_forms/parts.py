"""What the forms of some kinds have beside the common fields: a key with marks, a scale, a list of answers."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.officers.banks.question_forms.common import QuestionForm, opening
from app.officers.banks.question_forms.rows import (
    TEXT,
    TITLE,
    OptionRow,
    PlainNumber,
    RowList,
    choices,
    even,
    paragraphs,
)
from question_banks.authoring import unused_key
from question_banks.documents.reading import CHOOSE, MARKS
from question_banks.model import Bank, Kind, Option, Question, Scale
from question_banks.ready_scales import NO_OPPORTUNITY, NOT_OBSERVED, READY_SCALES, points

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Keyed(QuestionForm):
    """Kinds that can have a right answer."""

    feedback = TextAreaField(
        "Why the right answer is right (optional)",
        [TEXT],
        description="Shown to the person after the answers are sent, once no later test asks the question again.",
    )
    marks = PlainNumber("Marks for a fully right answer", *MARKS)
    certainty = BooleanField("Ask how sure the person is of the answer")
    control = BooleanField("It is about something the course does not teach, as a comparison")
    equivalent_to = SelectField(
        "Parallel form of (optional)",
        description="Each person gets one of the two before the course and the other one after it.",
    )

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        same = ("feedback", "marks", "certainty", "control", "equivalent_to")
        return {**super().shown_of(question, bank), **{name: getattr(question, name) for name in same}}

    def offer(self, bank: Bank, question: Question) -> None:
        super().offer(bank, question)
        self.equivalent_to.choices = _questions(bank, question, (self.KIND,), question.equivalent_to)

    def facts(self, before: Question) -> dict[str, Any]:
        return {
            **super().facts(before),
            "feedback": paragraphs(self.feedback.data),
            "marks": int(self.marks.number or 1),
            "certainty": self.certainty.data,
            "control": self.control.data,
            "equivalent_to": self.equivalent_to.data,
        }

    def validate_marks(self, field: PlainNumber) -> None:
        if not field.errors and field.number is not None and not field.number.is_integer():
            raise ValidationError("Write a whole number of marks.")


class Rating(QuestionForm):
    """Kinds by which people rate themselves: now, or looking back."""

    then_of = SelectField(
        "Asks the same as … looking back (optional)",
        description="Choose the self-rating of which this one asks: how was it before the course, seen from now?",
    )

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        return {**super().shown_of(question, bank), "then_of": question.then_of}

    def offer(self, bank: Bank, question: Question) -> None:
        super().offer(bank, question)
        self.then_of.choices = _questions(bank, question, (self.KIND,), question.then_of)

    def facts(self, before: Question) -> dict[str, Any]:
        return {**super().facts(before), "then_of": self.then_of.data}


class OnScale(Rating):
    """Kinds that are answered on a scale: one of the bank's, one that is ready, or a new one."""

    scale = SelectField("Scale")
    scale_title = StringField("Name of the new scale", [TITLE])
    scale_points = TextAreaField(
        "Its answers, one on each line, the least first",
        [TEXT],
        description="Such as Never, Rarely, Sometimes, Often.",
    )
    scale_no_opportunity = BooleanField(
        f"Also offer “{NO_OPPORTUNITY.text}”, which is kept apart from the scale"
    )
    scale_not_observed = BooleanField(f"Also offer line managers “{NOT_OBSERVED.text}”")

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        return {**super().shown_of(question, bank), "scale": question.scale}

    def offer(self, bank: Bank, question: Question) -> None:
        super().offer(bank, question)
        ready = [scale for scale in READY_SCALES if scale.key not in bank.scales_by_key]
        missing = question.scale not in {"", *bank.scales_by_key, *(scale.key for scale in ready)}
        self.scale.choices = choices(
            [
                ("", "Choose a scale"),
                *((scale.key, _scale_words(scale)) for scale in (*bank.scales, *ready)),
                *([(question.scale, f"{question.scale} (not in this bank)")] if missing else []),
            ]
        )
        self._ready = {scale.key: scale for scale in ready}

    def facts(self, before: Question) -> dict[str, Any]:
        return {**super().facts(before), "scale": self.scale.data}

    def new_scale(self) -> Scale | None:
        """A scale of the author's own has no key yet; one that is ready brings its own."""
        texts = [even(line) for line in paragraphs(self.scale_points.data).split("\n") if line.strip()]
        if not texts:
            return self._ready.get(self.scale.data)
        offered = (
            (NO_OPPORTUNITY, self.scale_no_opportunity.data),
            (NOT_OBSERVED, self.scale_not_observed.data),
        )
        title = even(self.scale_title.data) or f"{texts[0]} to {texts[-1]}"
        return Scale("", title, points(1, *texts), tuple(code for code, wanted in offered if wanted))


class Choosing(Keyed):
    """Kinds that offer a list of answers."""

    options = RowList(OptionRow, "Answers to choose from", one="Answer", fresh=4)
    shuffle = BooleanField("Show the answers in a different order to each person")

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        shown = {"options": question.options, "shuffle": question.shuffle}
        return {**super().shown_of(question, bank), **shown}

    def facts(self, before: Question) -> dict[str, Any]:
        return {**super().facts(before), "options": self.made_options(), "shuffle": self.shuffle.data}

    def made_options(self) -> tuple[Option, ...]:
        """An option keeps the key that it had; a new one gets the next free letter."""
        rows, made = self.options.written, []
        taken = {row.key.data for row in rows}
        for row in rows:
            key = row.key.data or free_letter(taken)
            taken.add(key)
            feedback = paragraphs(row.feedback.data)
            made.append(Option(key, even(row.text.data), bool(row.right.data), feedback, row.credit.number))
        return tuple(made)


class Several(Choosing):
    KIND = Kind.SEVERAL

    choose = PlainNumber(
        "How many must be ticked (optional)",
        *CHOOSE,
        validators=[Optional()],
        description="Leave it empty when people may tick as many as they like.",
    )

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        return {**super().shown_of(question, bank), "choose": question.choose}

    def facts(self, before: Question) -> dict[str, Any]:
        number = self.choose.number
        return {**super().facts(before), "choose": None if number is None else int(number)}

    def validate_choose(self, field: PlainNumber) -> None:
        if not field.errors and field.number is not None and not field.number.is_integer():
            raise ValidationError("Write a whole number.")


class TrueFalse(Keyed):
    KIND = Kind.TRUE_FALSE

    answer = RadioField(
        "Which is right?",
        choices=choices(
            [("true", "True is right"), ("false", "False is right"), ("", "Neither: it is an opinion")]
        ),
    )

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        said = {True: "true", False: "false", None: ""}[question.answer]
        return {**super().shown_of(question, bank), "answer": said}

    def facts(self, before: Question) -> dict[str, Any]:
        return {**super().facts(before), "answer": {"true": True, "false": False}.get(self.answer.data)}


def free_letter(taken: set[str]) -> str:
    """The first letter, or else the first "option-2" and so on, that is not taken."""
    return next((letter for letter in LETTERS if letter not in taken), "") or unused_key(
        "", taken, default="option"
    )


def _questions(bank: Bank, question: Question, kinds: tuple[Kind, ...], named: str) -> list[SelectChoice]:
    """The bank's other questions of these kinds, to be chosen from."""
    others = [one for one in bank.questions if one.kind in kinds and one.key != question.key]
    missing = bool(named) and named not in {one.key for one in others}
    return choices(
        [
            ("", "None"),
            *((one.key, opening(one.stem)) for one in others),
            *([(named, f"{named} (not in this bank)")] if missing else []),
        ]
    )


def _scale_words(scale: Scale) -> str:
    ends = f": {scale.points[0].text} … {scale.points[-1].text}" if scale.points else ""
    return f"{scale.title}{ends}"

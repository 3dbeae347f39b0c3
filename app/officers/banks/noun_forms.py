"""The forms for what questions rest on: objectives, themes, cases and scales."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from app.officers.banks.question_forms.rows import TEXT, TITLE, CodeRow, RowList, even, paragraphs
from question_banks.authoring import unused_key
from question_banks.model import Audience, Objective, OutsideCode, Point, Scale, Scenario, Theme

Named = Objective | Theme | Scenario | Scale


class NounForm(FlaskForm):
    """``seen`` is the digest of the noun as it was when the form was opened."""

    seen = HiddenField()

    @classmethod
    def shown_of(cls, noun: Any) -> dict[str, Any]:
        """What the form shows of a noun."""
        return {name: getattr(noun, name) for name in ("title", "text") if hasattr(noun, name)}

    def noun(self, key: str, before: Any) -> Named:
        """What the form says, under this key. ``before`` is the noun as it was, None for a new one."""
        raise NotImplementedError

    def words(self) -> str:
        """What a new noun's key is made of."""
        raise NotImplementedError


class ObjectiveForm(NounForm):
    title = StringField(
        "In a few words",
        [DataRequired("Give the objective a short name."), TITLE],
        description="A short name, used in tables and reports.",
    )
    text = TextAreaField(
        "As a full sentence",
        [DataRequired("Say what people are to be able to do."), TEXT],
        description="What people can do after the course, such as “Recognise the forms that neglect takes.”",
    )

    def noun(self, key: str, before: Any) -> Objective:
        return Objective(key, even(self.title.data), paragraphs(self.text.data))

    def words(self) -> str:
        return str(self.title.data)


class ThemeForm(NounForm):
    title = StringField("Theme", [DataRequired("Give the theme a name."), TITLE])

    def noun(self, key: str, before: Any) -> Theme:
        return Theme(key, even(self.title.data))

    def words(self) -> str:
        return str(self.title.data)


class ScenarioForm(NounForm):
    text = TextAreaField(
        "The case",
        [DataRequired("Write the case."), TEXT],
        description="Shown above the first question on it. Invent the people; 60 words are enough.",
    )

    def noun(self, key: str, before: Any) -> Scenario:
        return Scenario(key, paragraphs(self.text.data))

    def words(self) -> str:
        return str(self.text.data)


class ScaleForm(NounForm):
    title = StringField(
        "Name", [DataRequired("Give the scale a name."), TITLE], description="Such as “How often”."
    )
    points = TextAreaField(
        "Answers, one on each line, the least first",
        [DataRequired("Write the answers."), TEXT],
        description="Such as Never, Rarely, Sometimes, Often. You may mend the words; to add or drop a "
        "line on a scale that was already answered, make a new scale.",
    )
    codes = RowList(
        CodeRow, "Answers that are not on the scale (optional)", one="Answer off the scale", fresh=1
    )

    @classmethod
    def shown_of(cls, noun: Scale) -> dict[str, Any]:
        codes = [
            {
                "key": code.code,
                "text": code.text,
                "who": code.audiences[0] if len(code.audiences) == 1 else "",
            }
            for code in noun.outside
        ]
        texts = "\n".join(even(point.text) for point in noun.points)
        return {"title": noun.title, "points": texts, "codes": codes}

    def noun(self, key: str, before: Scale | None) -> Scale:
        return Scale(key, even(self.title.data), self._points(before), self._codes())

    def words(self) -> str:
        return str(self.title.data)

    def _points(self, before: Scale | None) -> tuple[Point, ...]:
        """As many points as before keep their numbers; otherwise they count up by one from the first number."""
        texts = [even(line) for line in paragraphs(self.points.data).split("\n") if line.strip()]
        held = [point.value for point in before.points] if before else []
        first = held[0] if held else 1
        values = held if len(held) == len(texts) else range(first, first + len(texts))
        return tuple(Point(value, text) for value, text in zip(values, texts, strict=True))

    def _codes(self) -> tuple[OutsideCode, ...]:
        made, taken = [], {row.key.data for row in self.codes.written}
        for row in self.codes.written:
            key = row.key.data or unused_key(row.text.data, taken, default="other")
            taken.add(key)
            audiences = (Audience(row.who.data),) if row.who.data else ()
            made.append(OutsideCode(key, even(row.text.data), audiences))
        return tuple(made)

    def validate_points(self, field: TextAreaField) -> None:
        if len([line for line in paragraphs(field.data).split("\n") if line.strip()]) < 2:
            raise ValidationError("A scale needs at least two answers, each on a line of its own.")


FORMS: dict[str, type[NounForm]] = {
    "objectives": ObjectiveForm,
    "themes": ThemeForm,
    "scenarios": ScenarioForm,
    "scales": ScaleForm,
}

"""What the form of every kind of question has: its words, its ties, who is asked it, and what is noted of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from app.officers.banks.question_forms.rows import TEXT, TITLE, RowList, choices, even, paragraphs
from app.officers.banks.wording import STEP_WORDS
from question_banks.model import (
    USUAL_STEPS,
    Audience,
    Bank,
    Family,
    Kind,
    Objective,
    Question,
    Scale,
    Scenario,
    Status,
    Theme,
)

FAMILY_CHOICES = [
    (Family.KNOWLEDGE, "Knowledge: it has a right answer that the course teaches"),
    (Family.SELF_RATING, "Self-rating: people say how sure or able they feel"),
    (Family.BEHAVIOUR, "Behaviour: what people do at work, or what stands in the way"),
    (Family.REACTION, "Reaction: what people think of the course"),
    (Family.OUTCOME, "Outcome: what has changed for children, the team or the organisation"),
]

STATUS_CHOICES = [
    (Status.READY, "Ready: it is asked once the bank is published"),
    (Status.DRAFT, "Draft: it is kept, but not asked yet"),
    (Status.RETIRED, "Retired: it is no longer asked; answers given before keep their words"),
]

ANSWER_FIELDS: Mapping[str, Any] = {
    field.name: field.default
    for field in fields(Question)
    if field.name
    in {
        "scale", "options", "answer", "marks", "choose", "shuffle", "feedback", "rows", "accepted", "case_matters",
        "numbers", "certainty", "then_of", "control", "equivalent_to",
    }
}  # fmt: skip
"""What only some kinds have, as it is for the others: nothing that a kind ignores is left behind."""


@dataclass(frozen=True)
class Written:
    """What a form says: the question, and what is new in the bank with it. New things have no key yet."""

    question: Question
    objective: Objective | None = None
    theme: Theme | None = None
    scenario: Scenario | None = None
    scale: Scale | None = None


class QuestionForm(FlaskForm):
    """The fields that all kinds share. ``seen`` is the digest of the question as it was when the form was opened."""

    KIND: ClassVar[Kind]

    kind = HiddenField()
    seen = HiddenField()
    stem = TextAreaField("The question", [DataRequired("Write the question."), TEXT])
    help = TextAreaField(
        "Help with answering (optional)",
        [TEXT],
        description="A line under the question, such as what counts as “recently”.",
    )
    family = RadioField("What it measures", choices=choices(FAMILY_CHOICES))
    objective = SelectField(
        "Objective", description="What the course sets out to teach that this question is about."
    )
    objective_title = StringField("New objective in a few words", [TITLE])
    objective_text = TextAreaField("New objective as a full sentence", [TEXT])
    themes = SelectMultipleField("Themes (optional)")
    theme_title = StringField("New theme", [TITLE])
    scenario = SelectField(
        "Case (optional)", description="Shown above the question. Several questions can share one."
    )
    scenario_text = TextAreaField("New case", [TEXT])
    audiences = SelectMultipleField(
        "Who is asked?",
        choices=choices([(Audience.DELEGATE, "Delegates"), (Audience.MANAGER, "Their line managers")]),
    )
    manager_stem = TextAreaField(
        "The question in words for the line manager (optional)",
        [TEXT],
        description="Such as “How often does your colleague …?”. Only used when line managers are asked.",
    )
    required = BooleanField("It must be answered")
    core = BooleanField("It is asked again at 3 and 6 months, to see what was kept")
    comment = BooleanField("Add a box for a free comment")
    step = SelectField("Step of the evaluation")
    source = TextAreaField(
        "Source (optional)",
        [TEXT],
        description="What the question and its right answer rest on, with the edition.",
    )
    notes = TextAreaField(
        "Notes for whoever reviews it (optional)", [TEXT], description="Never shown to delegates."
    )
    status = RadioField("Is it ready?", choices=choices(STATUS_CHOICES))

    @classmethod
    def shown_of(cls, question: Question, bank: Bank) -> dict[str, Any]:
        """What the form shows of a question, by the names of its fields."""
        same = (
            "stem", "help", "family", "objective", "themes", "scenario", "audiences", "manager_stem", "required",
            "core", "comment", "source", "notes", "status",
        )  # fmt: skip
        usual = question.step == USUAL_STEPS[question.family]
        shown = {name: getattr(question, name) for name in same}
        return {**shown, "kind": cls.KIND.value, "step": "" if usual else str(question.step)}

    def offer(self, bank: Bank, question: Question) -> None:
        """What can be chosen in this bank. What the question names and the bank does not have stays chosen."""
        self.objective.choices = _with_missing(
            [("", "None"), *((one.key, one.title) for one in bank.objectives)], (question.objective,)
        )
        self.themes.choices = _with_missing([(one.key, one.title) for one in bank.themes], question.themes)
        self.scenario.choices = _with_missing(
            [("", "None"), *((one.key, opening(one.text)) for one in bank.scenarios)], (question.scenario,)
        )
        self.step.choices = choices(
            [
                ("", "As usual for what it measures"),
                *((str(step), words) for step, words in STEP_WORDS.items()),
            ]
        )

    @property
    def lists(self) -> Mapping[str, RowList]:
        """The form's lists of rows, by name."""
        return {field.short_name: field for field in self if isinstance(field, RowList)}

    def pad(self) -> None:
        for field in self.lists.values():
            field.pad()

    def facts(self, before: Question) -> dict[str, Any]:
        """The fields of the question that the form says, by name."""
        family = Family(self.family.data)
        return {
            "stem": paragraphs(self.stem.data),
            "help": paragraphs(self.help.data),
            "family": family,
            "step": int(self.step.data or USUAL_STEPS[family]),
            "objective": self.objective.data,
            "themes": _in_their_order(self.themes.data or (), before.themes),
            "scenario": self.scenario.data,
            "audiences": tuple(one for one in Audience if one in (self.audiences.data or ())),
            "manager_stem": paragraphs(self.manager_stem.data),
            "required": self.required.data,
            "core": self.core.data,
            "comment": self.comment.data,
            "source": paragraphs(self.source.data),
            "notes": paragraphs(self.notes.data),
            "status": Status(self.status.data),
        }

    def written(self, before: Question) -> Written:
        """What the form says, on top of what it does not show of ``before``. The form must be valid."""
        facts = {**ANSWER_FIELDS, **self.facts(before)}
        return Written(
            replace(before, kind=self.KIND, **facts),
            objective=self._new_objective(),
            theme=Theme("", even(self.theme_title.data)) if even(self.theme_title.data) else None,
            scenario=Scenario("", paragraphs(self.scenario_text.data)) if self.scenario_text.data else None,
            scale=self.new_scale(),
        )

    def new_scale(self) -> Scale | None:
        """A scale that the bank does not have yet; only some kinds use one."""
        return None

    def _new_objective(self) -> Objective | None:
        title, text = even(self.objective_title.data), paragraphs(self.objective_text.data)
        return Objective("", title or opening(text), text or title) if title or text else None

    def validate_audiences(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError("Choose who is asked: delegates, their line managers or both.")


def opening(text: str, longest: int = 70) -> str:
    """The beginning of a text, cut after a whole word, for a list in which it has one line."""
    flat = even(text)
    if len(flat) <= longest:
        return flat
    return flat[:longest].rsplit(" ", 1)[0] + " …"


def _in_their_order(chosen: Iterable[str], before: Sequence[str]) -> tuple[str, ...]:
    """What was named before stays in its order; what is new comes after it."""
    held = [one for one in before if one in chosen]
    return (*held, *(one for one in chosen if one not in held))


def _with_missing(offered: list[tuple[str, str]], named: tuple[str, ...]) -> list[SelectChoice]:
    there = {key for key, _words in offered}
    missing = [(key, f"{key} (not in this bank)") for key in named if key and key not in there]
    return choices([*offered, *missing])

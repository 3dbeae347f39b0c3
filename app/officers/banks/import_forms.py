"""The forms for taking questions out of a file: which file, and where each of its questions goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, HiddenField, SelectField, StringField, SubmitField

from app.officers.banks.question_forms.rows import choices, even
from app.officers.wording import FAMILIES
from question_banks import authoring
from question_banks.characters import UNSTORABLE
from question_banks.documents.fields import LONGEST_TITLE
from question_banks.exchange.joining import Place, own_place
from question_banks.items import is_keyed, right_words
from question_banks.model import Bank, Family, Objective, Question, Theme

MOST_SINGLY = 200
"""Questions that are placed one by one; beyond, the page would be too long, and they go by category only."""

MOST_CATEGORIES = 100
"""Categories that are placed each by itself; beyond, all questions go where they come from."""

SAME = "same"
NONE = "none"
KEEP = ""

SHORT = {"maxlength": LONGEST_TITLE}

UNKEYED = (Family.REACTION, Family.SELF_RATING, Family.BEHAVIOUR, Family.OUTCOME)


class UploadForm(FlaskForm):
    file = FileField(
        "File with questions",
        [FileRequired("Choose a file.")],
        description="Up to 20 MB. What sort of file it is, we find out from what is in it.",
    )
    into = SelectField("Take them into")
    preview = SubmitField("Show what is in the file")

    def offer(self, banks: Sequence[tuple[str, str]]) -> None:
        """The banks that there are, by key with their titles."""
        there = [(key, f"“{title}”") for key, title in banks]
        self.into.choices = choices([("", "A new bank"), *there])


class TakeForm(FlaskForm):
    """``packed`` carries what was read of the file from the page that shows it to the one that takes it in."""

    packed = HiddenField()
    into = HiddenField()
    title = StringField("Title of the new bank", render_kw=SHORT)
    take = SubmitField("Take these questions in")


class CategoryForm(Form):
    objective = SelectField("Objective", validate_choice=False)
    new_objective = StringField("Or a new objective", render_kw=SHORT)
    theme = SelectField("Theme", validate_choice=False)
    new_theme = StringField("Or a new theme", render_kw=SHORT)
    family = SelectField("Those with no right answer", validate_choice=False)


class SingleForm(Form):
    take = BooleanField("Take it in")
    objective = SelectField("Objective", validate_choice=False)
    theme = SelectField("Theme", validate_choice=False)


@dataclass(frozen=True)
class Single:
    """One question of the file. ``right`` says in words what is right, empty when nothing is."""

    question: Question
    right: str
    form: SingleForm


@dataclass(frozen=True)
class Category:
    """The questions that a file puts together; ``objective`` is what its category would become, if it has one."""

    objective: Objective | None
    questions: Sequence[Question]
    form: CategoryForm
    singles: Sequence[Single]

    @property
    def has_unkeyed(self) -> bool:
        return any(not is_keyed(question) for question in self.questions)


class Placing:
    """The choices for all questions of ``bank``, to be put into ``target``, a bank that is there, or a new one (None).

    ``themes`` are those of other banks, to be used again. Whatever the form says that there is not counts as the
    choice that stands there at first.
    """

    def __init__(
        self,
        bank: Bank,
        target: Bank | None,
        themes: Sequence[Theme],
        typed: MultiDict[str, str] | None = None,
    ) -> None:
        self.bank = bank
        self._objectives: dict[str, Objective | None] = {NONE: None}
        if target is not None:
            self._objectives |= {f"there:{one.key}": one for one in target.objectives}
        self._objectives |= {
            f"new:{one.key}": one for one in bank.objectives if not self._is_there(one, target)
        }
        known = [*(target.themes if target else ()), *bank.themes, *themes]
        self._themes: dict[str, Theme] = {theme.title.casefold(): theme for theme in reversed(known)}
        self.singly = len(bank.questions) <= MOST_SINGLY
        found = list(_sorted_out(bank))
        self.by_category = len(found) <= MOST_CATEGORIES
        self.categories = [
            self._category(place, objective, questions, typed)
            for place, (objective, questions) in enumerate(found if self.by_category else ())
        ]

    def places(self) -> dict[str, Place]:
        """Where each question goes that is to be taken, by its key."""
        if not self.by_category:
            return {question.key: own_place(self.bank, question) for question in self.bank.questions}
        found = {}
        for category in self.categories:
            singles = {single.question.key: single.form for single in category.singles}
            for question in category.questions:
                form = singles.get(question.key)
                if form is None or form.take.data:
                    found[question.key] = self._place(question, category, form)
        return found

    def _place(self, question: Question, category: Category, single: SingleForm | None) -> Place:
        own = own_place(self.bank, question)
        objective, theme = self._objective_of(category.form, own), self._theme_of(category.form)
        if single is not None and single.objective.data in self._objectives:
            objective = self._objectives[single.objective.data]
        if single is not None and single.theme.data in self._themes:
            theme = self._themes[single.theme.data]
        themes = own.themes if theme is None else (theme,)
        return Place(objective, themes, _family(category.form.family.data))

    def _objective_of(self, form: CategoryForm, own: Place) -> Objective | None:
        title = _title(form.new_objective.data)
        if not title:
            return self._objectives.get(form.objective.data, own.objective)
        known = (one for one in self._objectives.values() if one and one.title.casefold() == title.casefold())
        key = authoring.unused_key(title, self.bank.objectives_by_key, default="objective")
        return next(known, None) or Objective(key, title, title)

    def _theme_of(self, form: CategoryForm) -> Theme | None:
        """The theme that is named or chosen; None leaves each question its own."""
        title = _title(form.new_theme.data)
        if not title:
            return self._themes.get(form.theme.data)
        key = authoring.unused_key(title, [theme.key for theme in self.bank.themes], default="theme")
        return self._themes.get(title.casefold()) or Theme(key, title)

    def _category(
        self,
        place: int,
        objective: Objective | None,
        questions: Sequence[Question],
        typed: MultiDict[str, str] | None,
    ) -> Category:
        form = CategoryForm(typed, prefix=f"c{place}-", data={"objective": self._first_choice(objective)})
        form.objective.choices = choices(self._objective_words())
        form.theme.choices = choices([(KEEP, self._kept_theme(questions)), *self._theme_words()])
        form.family.choices = choices([(KEEP, "As they are"), *((one, FAMILIES[one]) for one in UNKEYED)])
        singly = questions if self.singly else ()
        singles = [self._single(f"c{place}q{number}-", one, typed) for number, one in enumerate(singly)]
        return Category(objective, questions, form, singles)

    def _single(self, prefix: str, question: Question, typed: MultiDict[str, str] | None) -> Single:
        form = SingleForm(typed, prefix=prefix, data={"take": True, "objective": SAME, "theme": SAME})
        same = (SAME, "As chosen above")
        form.objective.choices = choices([same, *self._objective_words()])
        form.theme.choices = choices([same, *self._theme_words()])
        return Single(question, right_words(self.bank, question), form)

    def _objective_words(self) -> Iterator[tuple[str, str]]:
        for value, objective in self._objectives.items():
            if objective is None:
                yield value, "None"
            else:
                yield value, f"{objective.title} (new)" if value.startswith("new:") else objective.title

    def _theme_words(self) -> Iterator[tuple[str, str]]:
        return ((value, theme.title) for value, theme in sorted(self._themes.items()))

    def _kept_theme(self, questions: Sequence[Question]) -> str:
        return "As in the file" if any(question.themes for question in questions) else "None"

    def _first_choice(self, objective: Objective | None) -> str:
        """The objective of the same title, where the bank has one, else the category as a new one."""
        if objective is None:
            return NONE
        same = (
            value
            for value, one in self._objectives.items()
            if one is not None and one.title.casefold() == objective.title.casefold()
        )
        return next(same, NONE)

    @staticmethod
    def _is_there(objective: Objective, target: Bank | None) -> bool:
        titles = {one.title.casefold() for one in target.objectives} if target else set()
        return objective.title.casefold() in titles


def _sorted_out(bank: Bank) -> Iterator[tuple[Objective | None, Sequence[Question]]]:
    """The questions by their category, those without one last."""
    for objective in bank.objectives:
        questions = [question for question in bank.questions if question.objective == objective.key]
        if questions:
            yield objective, questions
    rest = [question for question in bank.questions if question.objective not in bank.objectives_by_key]
    if rest:
        yield None, rest


def _family(value: str | None) -> Family | None:
    return next((family for family in UNKEYED if family == value), None)


def _title(typed: str | None) -> str:
    return UNSTORABLE.sub("\ufffd", even(typed))[:LONGEST_TITLE]


def title_of(form: TakeForm, bank: Bank) -> str:
    return _title(form.title.data) or bank.title

"""The forms for a bank itself: beginning one, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from app.officers.banks.question_forms.rows import TEXT, TITLE, choices, even, paragraphs
from question_banks import authoring
from question_banks.model import Bank

LANGUAGES = [("en", "English"), ("cy", "Welsh")]


class AboutForm(FlaskForm):
    seen = HiddenField()
    title = StringField(
        "Title",
        [DataRequired("Give the bank a title."), TITLE],
        description="Such as the title of the course.",
    )
    description = TextAreaField(
        "What it is for (optional)",
        [TEXT],
        description="For whom the course is and what the questions are to find out.",
    )
    language = SelectField("Language of the questions", choices=choices(LANGUAGES))

    def offer_language(self, bank: Bank) -> None:
        """Keep a language that we do not offer, such as that of a bank from elsewhere."""
        if bank.language not in dict(LANGUAGES):
            self.language.choices = choices([*LANGUAGES, (bank.language, bank.language)])

    def changed(self, bank: Bank) -> Bank:
        """The bank with what the form says."""
        return authoring.describe_bank(
            bank,
            title=even(self.title.data),
            description=paragraphs(self.description.data),
            language=self.language.data,
        )


class BankForm(AboutForm):
    source = SelectField(
        "Begin with", description="A copy is yours to change; the bank it is copied from stays."
    )

    def offer(self, banks: Sequence[Bank]) -> None:
        copies = [(one.key, f"A copy of “{one.title}”") for one in banks]
        self.source.choices = choices([("", "An empty bank"), *copies])

    def bank(self, key: str, source: Bank | None) -> Bank:
        """The bank to begin with, under a key of its own."""
        empty = authoring.new_bank(key, "", language=self.language.data)
        return self.changed(replace(source, key=key) if source else empty)

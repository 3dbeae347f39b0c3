"""Lists of like rows in a form, such as the options of a question, that grow and move without scripts.

Each change to a list is a button that sends the whole form, so that everything typed comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from question_banks.documents.fields import LONGEST_TEXT, LONGEST_TITLE, MOST_ENTRIES

PLACE = re.compile("[0-9]{1,6}")
IN_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)

TEXT = Length(max=LONGEST_TEXT, message=f"Use at most {LONGEST_TEXT:,} characters.")
TITLE = Length(max=LONGEST_TITLE, message=f"Use at most {LONGEST_TITLE} characters.")


def choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """What can be chosen, from values with their words."""
    return [SelectChoice(str(value), words) for value, words in pairs]


def even(text: str | None) -> str:
    """A text of one paragraph: line breaks and doubled blanks become one blank."""
    return " ".join((text or "").split())


def paragraphs(text: str | None) -> str:
    """A text whose line breaks are meant: those of browsers made plain, nothing around it."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


class PlainNumber(StringField):
    """A number that may be left empty. ``number`` is what was typed; what is no number stays typed to be mended."""

    def __init__(self, label: str, low: float, high: float, **more: Any) -> None:
        super().__init__(label, **more)
        self.low, self.high = low, high

    def process_data(self, value: Any) -> None:
        self.data = f"{value:.15g}" if isinstance(value, int | float) else value or ""

    @property
    def number(self) -> float | None:
        """None when it is empty. Raises ``ValueError`` for what is no number in the range."""
        typed = (self.data or "").replace("−", "-").replace("%", "").strip()
        if not typed:
            return None
        # A comma may part thousands. One in the place of the point is not guessed at.
        number = float(typed.replace(",", "") if IN_THOUSANDS.fullmatch(typed) else typed)
        # Beyond 15 digits a document cannot keep it; NaN is in no range.
        if not self.low <= number <= self.high or float(f"{number:.15g}") != number:
            raise ValueError
        return number

    def pre_validate(self, form: Form) -> None:
        try:
            _ = self.number
        except ValueError:
            raise ValidationError(self._remedy()) from None

    def _remedy(self) -> str:
        if not any(sign.isdigit() for sign in self.data or ""):
            return "Write it in figures, such as 7."
        return f"Write a number from {self.low:,.15g} to {self.high:,.15g}."


class Row(Form):
    """One row. ``key`` is the key of what the row was made from; a new row has none yet."""

    key = HiddenField()

    def is_blank(self) -> bool:
        """Whether nothing was typed into it; ticks and choices alone are nothing."""
        typed = (
            field for field in self if isinstance(field, StringField) and not isinstance(field, HiddenField)
        )
        return not any((field.data or "").strip() for field in typed)


class OptionRow(Row):
    text = TextAreaField("Answer", [TEXT])
    right = BooleanField("Right")
    feedback = TextAreaField("Shown afterwards to whoever chose it", [TEXT])
    credit = PlainNumber("Share of the marks, in per cent", -100, 100)


class StatementRow(Row):
    text = TextAreaField("Statement", [TEXT])


class PairRow(Row):
    """``option`` is the key of the option that the row was matched to."""

    option = HiddenField()
    text = TextAreaField("First half", [TEXT])
    match = TextAreaField("Goes with", [TEXT])


class AcceptedRow(Row):
    text = StringField("Accepted answer", [TITLE])
    credit = PlainNumber("Share of the marks, in per cent", -100, 100)
    feedback = TextAreaField("Shown afterwards to whoever wrote it", [TEXT])


class NumberRow(Row):
    value = PlainNumber("Number", -1e12, 1e12)
    tolerance = PlainNumber("May be off by", 0, 1e12)
    credit = PlainNumber("Share of the marks, in per cent", -100, 100)
    feedback = TextAreaField("Shown afterwards to whoever gave it", [TEXT])


class CodeRow(Row):
    """An answer off a scale; ``who`` says to whom it is offered."""

    text = StringField("Answer", [TITLE])
    who = SelectField(
        "Offered to",
        choices=choices(
            [("", "Everybody"), ("delegate", "Delegates only"), ("manager", "Line managers only")]
        ),
    )


class RowList(FieldList):
    """``one`` is what one row is called, ``fresh`` how many blank rows a new list has at least."""

    def __init__(self, row: type[Row], label: str, *, one: str, fresh: int = 1, **more: Any) -> None:
        super().__init__(FormField(row, label=one), label, max_entries=MOST_ENTRIES, **more)
        self.one, self.fresh = one, fresh
        self.changed: int | None = None

    @property
    def rows(self) -> Sequence[Any]:
        """The forms of the rows, as they stand."""
        return [entry.form for entry in self.entries]

    @property
    def written(self) -> Sequence[Any]:
        """The rows in which something stands."""
        return [row for row in self.rows if not row.is_blank()]

    def pad(self) -> None:
        """Give a list that has nothing yet its first rows to write in."""
        while len(self.entries) < self.fresh:
            self.append_entry()

    def act(self, how: str) -> None:
        """Do what a button says: "add" a row, or move one "up:3" or "down:3", or "remove:3". What cannot be done is
        left.
        """
        what, _, named = how.partition(":")
        place = int(named) if PLACE.fullmatch(named) else -1
        rows: list[Mapping[str, Any] | None] = [entry.data for entry in self.entries]
        if what == "add":
            rows.append(None)
            self.changed = len(rows) - 1
        elif 0 <= place < len(rows):
            to = {"up": place - 1, "down": place + 1}.get(what)
            row = rows.pop(place)
            if to is not None:
                to = min(max(to, 0), len(rows))
                rows.insert(to, row)
            self.changed = place if to is None else to
        self._fill(rows)

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        """The places that names of fields tell; a name with any other number is of no field."""
        for name in formdata:
            place = name.removeprefix(f"{prefix}-").partition("-")[0]
            if name.startswith(f"{prefix}-") and PLACE.fullmatch(place):
                yield int(place)

    def _fill(self, rows: Sequence[Mapping[str, Any] | None]) -> None:
        self.entries = []  # type: ignore[var-annotated]
        self.last_index = -1
        for row in rows:
            self.append_entry(row)
        self.pad()

"""A list of statements that are rated one by one on the same scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from question_banks.errors import Unreadable
from question_banks.items.base import Plain, Unmarked, misfit
from question_banks.items.pairs import as_value, choices_in, chosen_in, kept
from question_banks.items.scale import OnScale
from question_banks.model import Bank, Question, Value

ON_SCALE = OnScale()


class Statements(Unmarked, Plain):
    """The value is a "statement:choice" string for each statement that was rated, in the list's order.

    A choice is a point's number or the code of an answer off the scale, as text. Each statement has an answer
    of its own (see ``parts``), which is what is kept and counted; the list as a whole is none.
    """

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        rows = [row.key for row in question.rows]
        chosen = choices_in(submitted, rows)
        for choice in chosen.values():
            ON_SCALE.read(bank, question, [choice])
        return kept(chosen, rows) or None

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        texts = {f"{question.key}.{row.key}": row.text for row in question.rows}
        rated = self.parts(bank, question, value)
        return "; ".join(
            f"{_before_colon(texts[part.key])}: {ON_SCALE.words(bank, part, said)}" for part, said in rated
        )

    def is_outside(self, bank: Bank, question: Question, value: Value) -> bool:
        """Only when each statement that was answered has an answer off the scale."""
        return all(ON_SCALE.is_outside(bank, part, said) for part, said in self.parts(bank, question, value))

    def gaps(self, question: Question, value: Value) -> tuple[str, ...]:
        chosen = chosen_in(question, value)
        return tuple(row.key for row in question.rows if row.key not in chosen)

    def parts(self, bank: Bank, question: Question, value: Value) -> Iterator[tuple[Question, Value]]:
        chosen = chosen_in(question, value)
        for row, part in zip(question.rows, question.parts, strict=True):
            if row.key in chosen:
                yield part, _on_scale(bank, part, chosen[row.key])

    def from_json(self, question: Question, stored: object) -> Value:
        value = as_value(question, stored)
        if not all(chosen_in(question, value).values()):
            raise misfit(question)
        return value

    def faults(self, question: Question) -> Iterator[str]:
        yield from ON_SCALE.faults(question)
        if not question.rows:
            yield "needs at least one statement"
        for row in question.rows:
            if not row.text.strip():
                yield f'needs a text for statement "{row.key}"'
            if row.answer:
                yield f'names an option for statement "{row.key}", but statements are only rated'


def _before_colon(text: str) -> str:
    """A statement without its full stop; what ends in several dots stays."""
    return text.removesuffix(".") if not text.endswith("..") else text


def _on_scale(bank: Bank, part: Question, choice: str) -> Value:
    """The point's number or the code off the scale that the text stands for."""
    try:
        said = ON_SCALE.read(bank, part, [choice])
    except Unreadable:
        said = None
    if said is None:
        raise misfit(part)
    return said

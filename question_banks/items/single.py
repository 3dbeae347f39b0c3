"""One choice from a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from question_banks.errors import Unreadable
from question_banks.items.base import Choosing, Mark, feedback_of, only_one, option_of, share_of_marks
from question_banks.items.credits import common_step, share
from question_banks.model import Bank, Option, Question, Value


class Single(Choosing):
    """The value is the chosen option's key.

    Marking: the option's credit, and none below 0. Without a credit of its own a right option earns all the
    marks and a wrong one none.
    """

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        text = only_one(submitted)
        if text is not None and all(option.key != text for option in question.options):
            raise Unreadable("Choose one of the answers that are listed.")
        return text

    def mark(self, question: Question, value: Value) -> Mark | None:
        chosen = option_of(question, value)
        return share_of_marks(question, _credit(chosen)) if self.is_keyed(question) else None

    def step(self, question: Question) -> Fraction:
        return common_step(max(Fraction(0), _credit(option)) for option in question.options)

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        return option_of(question, value).text

    def feedback(self, question: Question, value: Value) -> tuple[str, ...]:
        return feedback_of([option_of(question, value)])

    def from_json(self, question: Question, stored: object) -> Value:
        return option_of(question, stored).key

    def faults(self, question: Question) -> Iterator[str]:
        yield from super().faults(question)
        if self.is_keyed(question) and sum(option.right for option in question.options) != 1:
            yield "needs exactly one right answer"
        for option in question.options:
            if option.right and _credit(option) < 1:
                yield f'gives less than full credit for its right option "{option.key}"'
            elif not option.right and _credit(option) >= 1:
                yield f'gives full credit for option "{option.key}", which is not right'


def _credit(option: Option) -> Fraction:
    """As a share of the question's marks, from -1 to 1."""
    return Fraction(option.right) if option.credit is None else share(option.credit)

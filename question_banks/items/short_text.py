"""A few words, marked against the texts that are accepted where there are any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from unicodedata import normalize

from question_banks.characters import is_storable
from question_banks.errors import Unreadable
from question_banks.items.base import Mark, Plain, misfit, only_one, share_of_marks
from question_banks.items.credits import common_step, share
from question_banks.model import Accepted, Bank, Question, Value

LONGEST = 200
"""The most characters (Unicode code points) that an answer may have."""

STAR = re.compile(r"(?<!\\)\*")

PLAIN_MARKS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)


class ShortText(Plain):
    """The value is the text as it was written, without white space at its ends; a line break is a space.

    Marking: of all accepted texts that the answer is, the highest credit counts, and none below 0. Capitals
    count only where ``case_matters``; how much white space there is, a full stop at the end, and which sort of
    quote, apostrophe or dash was set never do: phones add and change these by themselves.
    """

    def read(self, bank: Bank, question: Question, submitted: Sequence[str]) -> Value | None:
        text = only_one(submitted)
        if text is None:
            return None
        text = re.sub("[\r\n\v\f\x85\u2028\u2029]+", " ", text.strip())
        if len(text) > LONGEST:
            raise Unreadable(f"Use {LONGEST} characters or fewer. You have written {len(text):,}.")
        if not is_storable(text):
            raise Unreadable("Your answer holds a character that cannot be kept. Please type it again.")
        return text

    def is_keyed(self, question: Question) -> bool:
        return bool(question.accepted)

    def mark(self, question: Question, value: Value) -> Mark | None:
        accepted = self._accepted_for(question, value)
        if not self.is_keyed(question):
            return None
        return share_of_marks(question, share(accepted.credit) if accepted else Fraction(0))

    def step(self, question: Question) -> Fraction:
        return common_step(share(accepted.credit) for accepted in question.accepted if accepted.credit > 0)

    def words(self, bank: Bank, question: Question, value: Value) -> str:
        return self._text(question, value)

    def right_words(self, bank: Bank, question: Question) -> str:
        """A text that is right as it stands says more than one with stars, which are shown as dots."""
        right = [accepted.text for accepted in question.accepted if share(accepted.credit) >= 1]
        as_they_stand = [text for text in right if not STAR.search(text)]
        shown = as_they_stand or [STAR.sub(" ... ", text).strip() for text in right]
        return " or ".join(" ".join(text.replace("\\*", "*").split()) for text in shown)

    def feedback(self, question: Question, value: Value) -> tuple[str, ...]:
        accepted = self._accepted_for(question, value)
        return (accepted.feedback,) if accepted and accepted.feedback else ()

    def from_json(self, question: Question, stored: object) -> Value:
        return self._text(question, stored)

    def faults(self, question: Question) -> Iterator[str]:
        if question.accepted and all(share(accepted.credit) < 1 for accepted in question.accepted):
            yield "has no accepted text that earns all the marks, so nobody can earn full marks"
        if not all(accepted.text.strip() for accepted in question.accepted):
            yield "accepts an empty text, which nobody can give"

    def _accepted_for(self, question: Question, value: object) -> Accepted | None:
        """Of the accepted texts that the answer is, the one that earns most, or else the first."""
        said = self._text(question, value)
        fitting = (
            accepted
            for accepted in question.accepted
            if is_accepted(said, accepted.text, case_matters=question.case_matters)
        )
        return max(fitting, key=lambda accepted: accepted.credit, default=None)

    def _text(self, question: Question, value: object) -> str:
        if not isinstance(value, str):
            raise misfit(question)
        return value


def is_accepted(said: str, pattern: str, *, case_matters: bool) -> bool:
    """Whether the answer is the pattern, in which ``*`` stands for any characters and ``\\*`` for a star."""
    said = _folded(said, case_matters)
    pieces = [piece.replace("\\*", "*") for piece in STAR.split(_folded(pattern, case_matters))]
    return _is_made_of(pieces, said) or _is_made_of(pieces, said.removesuffix(".").rstrip())


def _is_made_of(pieces: Sequence[str], said: str) -> bool:
    """Whether the text is the pieces in their order with anything between them."""
    if len(pieces) == 1:
        return said == pieces[0]
    first, *between, last = pieces
    if len(said) < len(first) + len(last) or not (said.startswith(first) and said.endswith(last)):
        return False
    # The leftmost fit of each piece leaves the most room for those after it, so no fit is missed.
    place, end = len(first), len(said) - len(last)
    for piece in between:
        found = said.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True


def _folded(text: str, case_matters: bool) -> str:
    text = " ".join(normalize("NFC", text).translate(PLAIN_MARKS).split())
    return text if case_matters else normalize("NFC", text.casefold())

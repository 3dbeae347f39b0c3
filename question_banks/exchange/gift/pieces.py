"""What stands between the braces of a GIFT question, taken apart: weights, feedback, formats and words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from question_banks.exchange.gift.escapes import restored
from question_banks.exchange.html_text import is_marked_up, plain
from question_banks.exchange.limits import MOST_OF_ONE

FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
WEIGHT = re.compile(r"%\s*([+-]?[0-9]{1,6}(?:[.,][0-9]{0,20})?)\s*%")
GENERAL = "####"
FEEDBACK = "#"
LINE_ENDS = re.compile(r"[ \t]*\n[ \t]*")


class NoForm(Exception):
    """What stands between the braces cannot be taken. The message is the sentence that says why."""


@dataclass
class Words:
    """Turns pieces of a question into plain text by its format, and gathers what was lost on the way."""

    form: str = "moodle"
    lost: dict[str, None] = field(default_factory=dict)
    is_markdown: bool = False

    def begin(self, text: str) -> str:
        """The stem's words. Their format is that of all the pieces that name none."""
        form, rest = _format(text, self.form)
        self.form = form
        return self._said(form, rest)

    def say(self, text: str, *, on_one_line: bool = False) -> str:
        """A piece in plain text. A line break of the file within an option is nothing but a space."""
        form, rest = _format(text.strip(), self.form)
        return self._said(form, LINE_ENDS.sub(" ", rest) if on_one_line else rest)

    def _said(self, form: str, text: str) -> str:
        said = restored(text).strip()
        self.is_markdown = self.is_markdown or form == "markdown"
        if form == "html" or (form == "moodle" and is_marked_up(said)):
            # What is typed into Moodle's plain box keeps its line breaks; HTML has its own.
            found = plain(said if form == "html" else said.replace("\n", "<br>"))
            self.lost.update(dict.fromkeys(found.lost))
            return found.text
        return said


def _format(text: str, otherwise: str) -> tuple[str, str]:
    found = FORMAT.match(text.lstrip())
    return (found[1].lower(), text.lstrip()[found.end() :]) if found else (otherwise, text)


@dataclass(frozen=True)
class Piece:
    """One answer: whether "=" stands before it, its weight in per cent where it has one, its text and feedback.

    The texts are still hidden, as ``escapes`` has them.
    """

    equals: bool
    weight: float | None
    text: str
    feedback: str


def split_general(answers: str) -> tuple[str, str]:
    """The answers, and the feedback to all of them, which the last "####" begins."""
    before, mark, general = answers.rpartition(GENERAL)
    return (before.strip(), general) if mark else (answers.strip(), "")


def refuse_endless(answers: str) -> None:
    """Whatever sort of answers they are, each begins with a sign or on a line of its own."""
    if max(map(answers.count, "~=\n")) > MOST_OF_ONE:
        raise NoForm(f"It has more than {MOST_OF_ONE:,} answers.")


def split_feedback(text: str) -> tuple[str, str]:
    answer, _, feedback = text.partition(FEEDBACK)
    return answer.strip(), feedback.strip()


def pieces_of(answers: str, signs: str) -> list[Piece]:
    """The answers that begin with one of ``signs``; what stands before the first sign counts as one with "="."""
    found = []
    for text in re.split(f"(?=[{signs}])", answers):
        piece = _piece(text.strip(), signs)
        if piece.text or piece.feedback or piece.weight is not None:
            found.append(piece)
    return found


def _piece(text: str, signs: str) -> Piece:
    equals = not text.startswith("~")
    rest = text[1:].lstrip() if text[:1] and text[0] in signs else text
    weight = None
    found = WEIGHT.match(rest)
    if found:
        weight = float(f"{float(found[1].replace(',', '.')):.10g}")
        rest = rest[found.end() :]
    answer, feedback = split_feedback(rest)
    return Piece(equals, weight, answer, feedback)

"""What of an XLSForm question has no place in our model, told to whoever takes it in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from question_banks.exchange.xlsform.columns import MEDIA, Line

REFERENCE = re.compile(r"\$\{[^{}]{1,200}\}")
YES = frozenset({"yes", "true", "true()"})
NO = frozenset({"", "no", "false", "false()"})

CONDITIONAL = "It was asked there only under a condition; here everybody is asked it."
REPEATED = "It may have been asked several times there, once for each entry of a list; here it is asked once."


def losses_of(line: Line) -> Iterator[str]:
    """Whatever may change what people see or may answer. How it looks is left off without a word."""
    for applies, loss in RULES:
        if applies(line):
            yield loss


def is_required(line: Line) -> bool:
    return line.get("required").casefold() in YES


def _refers(line: Line) -> bool:
    return any(REFERENCE.search(text) for texts in line.texts.values() for text in texts.values())


def _shows_media(line: Line) -> bool:
    return any(column.partition("::")[0] in MEDIA and value for column, value in line.cells.items())


RULES: tuple[tuple[Callable[[Line], object], str], ...] = (
    (lambda line: line.get("relevant").casefold() not in ("", *YES), CONDITIONAL),
    (lambda line: line.get("constraint"), "A rule that checks its answer is left off."),
    (
        lambda line: line.get("required").casefold() not in YES | NO,
        "It had to be answered only under a condition; here it can be skipped.",
    ),
    (
        lambda line: line.get("default") or line.get("calculation"),
        "An answer that was filled in beforehand is left off.",
    ),
    (
        lambda line: line.get("choice_filter"),
        "Which of its answers are offered depends on other answers there; here all are offered.",
    ),
    (_refers, "Its words hold a name in braces, which stays as it is: put words in its place."),
    (_shows_media, "It held a picture or a recording, which a question here cannot."),
)

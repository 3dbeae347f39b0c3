"""LimeSurvey's question types, each as what our model can hold of it, or as the reason why it cannot.

Every letter that LimeSurvey has ever given to a type is here, by the names of its manual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from question_banks.exchange.limesurvey.points import with_points
from question_banks.exchange.limesurvey.tables import Asked, Line
from question_banks.exchange.survey_content import (
    Choice,
    Content,
    Misfit,
    counted,
    losing,
    options_of,
    rows_of,
    scale_of,
)
from question_banks.model import Kind, OutsideCode, Point, Row

NAMES: Mapping[str, str] = {
    "1": "array (dual scale)",
    "5": "5 point choice",
    "A": "array (5 point choice)",
    "B": "array (10 point choice)",
    "C": "array (yes/no/uncertain)",
    "D": "date/time",
    "E": "array (increase/same/decrease)",
    "F": "array",
    "G": "gender",
    "H": "array by column",
    "I": "language switch",
    "K": "multiple numerical input",
    "L": "list (radio)",
    "M": "multiple choice",
    "N": "numerical input",
    "O": "list with comment",
    "P": "multiple choice with comments",
    "Q": "multiple short text",
    "R": "ranking",
    "S": "short free text",
    "T": "long free text",
    "U": "huge free text",
    "W": "list (radio, flexible labels)",
    "X": "text display",
    "Y": "yes/no",
    "Z": "list (dropdown, flexible labels)",
    "!": "list (dropdown)",
    "*": "equation",
    ":": "array (numbers)",
    ";": "array (texts)",
    "|": "file upload",
}

LEFT_OUT: Mapping[str, str] = {
    "1": "It rates each statement on two scales at once; ask it as two lists of statements, one for each scale.",
    "I": "It switches the language of the survey, which is no question about a course.",
    "K": "It asks for several numbers at once; ask each as a number of its own.",
    "Q": "It asks for several texts at once; ask each as a short text of its own.",
    "R": "It has no right order, and we ask for an order only where there is one.",
    "X": "It is a text to be read, with nothing to answer.",
    "*": "It is calculated from other answers, and nobody is asked it.",
    ":": "It asks for a number in each cell of a table, which we cannot ask for.",
    ";": "It asks for a text in each cell of a table, which we cannot ask for.",
    "|": "It asks for a file, which people without a login cannot send us.",
}

ENGLISH_WORDS = (
    "The words of its answers are not in the file, where LimeSurvey supplies them; they are put in English."
)
COMMENTS = "Its comment boxes, one for each answer, become one box for a comment on the question."
OTHER = "Its box for an answer of one’s own becomes one more answer and a box for a comment."


def content_of(asked: Asked, *, assessed: bool, in_english: bool) -> Content:
    """What the question asks for. ``assessed`` says that points of answers count.

    Raises:
        Misfit: our model cannot hold it.
    """
    if asked.kind in LEFT_OUT and not _is_single_box(asked):
        raise Misfit(LEFT_OUT[asked.kind])
    build = BUILDERS.get(asked.kind)
    if build is None:
        raise Misfit("It is of a type that we do not know.")
    content = build(asked)
    if assessed and asked.kind in CHOSEN_FROM:
        content = with_points(content, asked)
    if asked.kind in LIMESURVEYS_WORDS and not in_english:
        content = losing(content, ENGLISH_WORDS)
    return content


def name_of(kind: str) -> str:
    return NAMES.get(kind, "unknown type")


def _is_single_box(asked: Asked) -> bool:
    return asked.kind in "KQ" and len(asked.subquestions) == 1


def _list(asked: Asked) -> Content:
    """One choice from a list."""
    return _with_other(asked, _choices(asked.answers), Kind.SINGLE)


def _list_with_comment(asked: Asked) -> Content:
    return replace(_list(asked), comment=True)


def _several(asked: Asked) -> Content:
    content = _with_other(asked, _choices(asked.rows), Kind.SEVERAL)
    least, most = asked.attributes.get("min_answers", ""), asked.attributes.get("max_answers", "")
    if least == most and least.isdecimal() and 1 <= int(least[:4]) <= len(content.options):
        return replace(content, choose=int(least))
    if least or most:
        return losing(content, "How many answers may be chosen at least or at most is left off.")
    return content


def _several_with_comments(asked: Asked) -> Content:
    return losing(replace(_several(asked), comment=True), COMMENTS)


def _with_other(asked: Asked, choices: Sequence[Choice], kind: Kind) -> Content:
    shuffle = "random" in (asked.attributes.get("answer_order"), asked.attributes.get("subquestion_order"))
    shuffle = shuffle or asked.attributes.get("random_order") == "1"
    if asked.fields.get("other") != "Y":
        return Content(kind, options=options_of(choices), shuffle=shuffle)
    words = asked.attributes.get("other_replace_text") or "Other"
    content = Content(
        kind, options=options_of([*choices, Choice("other", words)]), shuffle=shuffle, comment=True
    )
    return losing(content, OTHER)


def _gender(asked: Asked) -> Content:
    return Content(Kind.SINGLE, options=options_of([Choice("F", "Female"), Choice("M", "Male")]))


def _yes_no(asked: Asked) -> Content:
    return Content(Kind.YES_NO)


def _five_points(asked: Asked) -> Content:
    return Content(Kind.SCALE, points=counted(1, 5))


def _array(asked: Asked) -> Content:
    """Statements on the scale that the answers make."""
    choices = _choices(line for line in asked.answers if line.scale == "0")
    return replace(
        scale_of(choices, [choice.code for choice in choices]), kind=Kind.STATEMENTS, rows=_statements(asked)
    )


def _array_of(*points: Point, outside: tuple[OutsideCode, ...] = ()) -> Callable[[Asked], Content]:
    def build(asked: Asked) -> Content:
        return Content(Kind.STATEMENTS, rows=_statements(asked), points=points, outside=outside)

    return build


def _statements(asked: Asked) -> tuple[Row, ...]:
    if not asked.rows:
        raise Misfit("It has no statements.")
    return rows_of([replace(choice, text=_two_ends(choice.text)) for choice in _choices(asked.rows)])


def _two_ends(text: str) -> str:
    """LimeSurvey puts what stands behind a stroke at the other end of the line."""
    left, _, right = (part.strip() for part in text.partition("|"))
    return f"{left} … {right}" if left and right else left or right


def _number(asked: Asked) -> Content:
    return Content(Kind.NUMBER)


def _short_text(asked: Asked) -> Content:
    return Content(Kind.NUMBER if asked.attributes.get("numbers_only") == "1" else Kind.SHORT_TEXT)


def _long_text(asked: Asked) -> Content:
    return Content(Kind.LONG_TEXT)


def _date(asked: Asked) -> Content:
    layout = asked.attributes.get("date_format", "")
    content = Content(Kind.DATE)
    return (
        losing(content, "The time of day is not asked for.")
        if any(part in layout for part in "HhM:")
        else content
    )


def _choices(lines: Iterable[Line]) -> list[Choice]:
    return [Choice(line.code, line.text or line.code) for line in lines]


BUILDERS: Mapping[str, Callable[[Asked], Content]] = {
    "!": _list,
    "5": _five_points,
    "A": _array_of(*counted(1, 5)),
    "B": _array_of(*counted(1, 10)),
    "C": _array_of(Point(0, "No"), Point(1, "Yes"), outside=(OutsideCode("uncertain", "Uncertain"),)),
    "D": _date,
    "E": _array_of(Point(1, "Decrease"), Point(2, "Same"), Point(3, "Increase")),
    "F": _array,
    "G": _gender,
    "H": _array,
    "K": _number,
    "L": _list,
    "M": _several,
    "N": _number,
    "O": _list_with_comment,
    "P": _several_with_comments,
    "Q": _short_text,
    "S": _short_text,
    "T": _long_text,
    "U": _long_text,
    "W": _list,
    "Y": _yes_no,
    "Z": _list,
}

CHOSEN_FROM = frozenset("!LOWZFH")
"""Types whose answers may each have points of their own."""

LIMESURVEYS_WORDS = frozenset("CEG")

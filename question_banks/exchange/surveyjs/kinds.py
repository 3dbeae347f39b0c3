"""SurveyJS's question types, each as what our model can hold of it, or as the reason why it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from question_banks.exchange.survey_content import (
    Choice,
    Content,
    Misfit,
    losing,
    options_of,
    rows_of,
    scale_of,
)
from question_banks.exchange.surveyjs.choosing import (
    ROW_KEYS,
    Survey,
    chosen_from,
    has_comment,
    keyed_rows,
    marks_of,
    ordered,
)
from question_banks.exchange.surveyjs.typed import boolean, comment, number_box, several_boxes, text_box
from question_banks.exchange.surveyjs.values import Table, choices, entries, number, table, word
from question_banks.model import Kind

LEFT_OUT: Mapping[str, str] = {
    "expression": "It is calculated from other answers, and nobody is asked it.",
    "file": "It asks for a file, which people without a login cannot send us.",
    "html": "It is a text to be read, with nothing to answer.",
    "image": "It is a picture to be looked at, with nothing to answer.",
    "imagemap": "It is answered by pointing at a picture, which we cannot show.",
    "imagepicker": "It is answered by choosing a picture, which we cannot show.",
    "matrixdropdown": "It is a table with a question in each column; ask each column as a question of its own.",
    "matrixdynamic": "It is a table to which people add lines, which we cannot show.",
    "signaturepad": "It asks for a signature, which is no answer to a question.",
}

MOST_POINTS = 100


def content_of(data: Table, survey: Survey) -> Content:
    """What the question asks for.

    Raises:
        Misfit: our model cannot hold it.
    """
    kind = word(data.get("type"))
    if kind in LEFT_OUT:
        raise Misfit(LEFT_OUT[kind])
    build = BUILDERS.get(kind)
    if build is None:
        raise Misfit("It is of a type that we do not know.")
    content = build(data, survey)
    return replace(content, comment=content.comment or has_comment(data))


def _one(data: Table, survey: Survey) -> Content:
    return chosen_from(data, survey, Kind.SINGLE)


def _several(data: Table, survey: Survey) -> Content:
    return chosen_from(data, survey, Kind.SEVERAL)


def _rating(data: Table, survey: Survey) -> Content:
    listed = choices(data.get("rateValues"), survey.words) or _rates(data)
    listed = [
        replace(choice, text=_with_end(choice.text, survey.words.say(end))) if end else choice
        for choice, end in zip(listed, _ends(data, len(listed)), strict=True)
    ]
    content = scale_of(listed, [choice.code for choice in listed])
    return losing(content, SOME_KEYS_ON_SCALE) if data.get("correctAnswer") is not None else content


def _rates(data: Table) -> list[Choice]:
    low, step = number(data.get("rateMin"), 1), number(data.get("rateStep"), 1)
    count = number(data.get("rateCount"), 0)
    high = low + step * (count - 1) if count else number(data.get("rateMax"), 5)
    if step <= 0 or high <= low or (high - low) / step > MOST_POINTS:
        raise Misfit("Its scale has no points, or more than we can show.")
    values = [word(low + place * step) for place in range(int((high - low) / step) + 1)]
    return [Choice(value, value) for value in values]


def _ends(data: Table, count: int) -> list[object]:
    """The words at the two ends of a scale, by the place of the point that they belong to."""
    ends: list[object] = [None] * count
    if count:
        ends[-1] = data.get("maxRateDescription")
        ends[0] = data.get("minRateDescription") or ends[0]
    return ends


def _with_end(text: str, end: str) -> str:
    return f"{text} ({end})" if end else text


def _matrix(data: Table, survey: Survey) -> Content:
    """Statements on the scale that the columns make; matching, where each line has a right column."""
    if word(data.get("cellType")) == "checkbox":
        raise Misfit("Each of its lines may have several answers, which we cannot ask for.")
    columns, lines = choices(data.get("columns"), survey.words), choices(data.get("rows"), survey.words)
    right = table(data.get("correctAnswer"))
    if right and lines and len(columns) > 1:
        rows = keyed_rows(lines, columns, right)
        if rows is not None and len(rows) > 1:
            return Content(Kind.MATCHING, options=options_of(columns), rows=rows, marks=marks_of(data))
    content = scale_of(columns, [column.code for column in columns])
    if lines:
        content = replace(content, kind=Kind.STATEMENTS, rows=rows_of(lines))
    if entries(data.get("cells")) or table(data.get("cells")):
        content = losing(content, "The words of single cells are left off.")
    return losing(content, ROW_KEYS) if right else content


SOME_KEYS_ON_SCALE = "A scale has no right answer here, so that of the survey is left off."

BUILDERS: Mapping[str, Callable[[Table, Survey], Content]] = {
    "boolean": boolean,
    "buttongroup": _one,
    "checkbox": _several,
    "comment": comment,
    "dropdown": _one,
    "matrix": _matrix,
    "multipletext": several_boxes,
    "radiogroup": _one,
    "ranking": ordered,
    "rating": _rating,
    "slider": number_box,
    "tagbox": _several,
    "text": text_box,
}

"""SurveyJS's questions that are answered by typing or by yes and no: texts, numbers, dates."""

from __future__ import annotations

from dataclasses import replace

from question_banks.exchange.survey_content import Choice, Content, Misfit, losing, options_of
from question_banks.exchange.surveyjs.choosing import Survey, marks_of
from question_banks.exchange.surveyjs.values import Table, entries, number, same, table, word
from question_banks.model import Accepted, Kind, NumberKey

NUMBERS = frozenset({"number", "range"})
NUMBER_MASKS = frozenset({"numeric", "currency"})
DATES = frozenset({"date", "datetime-local", "datetime"})
TYPED = frozenset({"month", "week", "time", "color"})

NO_KEY = "Its right answer is left off, since answers of this sort are not marked here."
AS_TEXT = "It is answered by typing a few words here, where it had a box made for what it asks."
NO_TIME = "The time of day is not asked for."
LONGEST_ACCEPTED = 200


def text_box(data: Table, survey: Survey) -> Content:
    sort = word(data.get("inputType"))
    if sort in NUMBERS or word(data.get("maskType")) in NUMBER_MASKS:
        return number_box(data, survey)
    if sort in DATES:
        content = Content(Kind.DATE, losses=() if sort == "date" else (NO_TIME,))
        return losing(content, NO_KEY) if _right(data) is not None else content
    content = Content(Kind.SHORT_TEXT, losses=(AS_TEXT,) if sort in TYPED else ())
    right = word(_right(data))
    if not right.strip():
        return content
    if len(right) > LONGEST_ACCEPTED:
        return losing(content, NO_KEY)
    return replace(content, accepted=(Accepted(right.replace("*", r"\*")),), marks=marks_of(data))


def number_box(data: Table, survey: Survey) -> Content:
    if word(data.get("sliderType")) == "range":
        raise Misfit("It asks for a range between two numbers; ask for each number by itself.")
    right = _right(data)
    if right is None:
        return Content(Kind.NUMBER)
    value = number(right, float("nan"))
    if value != value or float(f"{value:.15g}") != value:
        return Content(Kind.NUMBER, losses=(NO_KEY,))
    return Content(Kind.NUMBER, numbers=(NumberKey(value),), marks=marks_of(data))


def comment(data: Table, survey: Survey) -> Content:
    content = Content(Kind.LONG_TEXT)
    return losing(content, NO_KEY) if _right(data) is not None else content


def several_boxes(data: Table, survey: Survey) -> Content:
    """A group of boxes; with one in it, it is a box like any other."""
    boxes = [table(box) for box in entries(data.get("items"))]
    if len(boxes) != 1:
        raise Misfit("It asks for several texts at once; ask each as a short text of its own.")
    return text_box(
        {**boxes[0], "correctAnswer": table(data.get("correctAnswer")).get(word(boxes[0].get("name")))},
        survey,
    )


def boolean(data: Table, survey: Survey) -> Content:
    """Yes or no; true or false where it has a key; two answers of the survey's own where it words them so."""
    yes, no = survey.words.say(data.get("labelTrue")), survey.words.say(data.get("labelFalse"))
    right = _right(data)
    if right is None:
        return Content(Kind.YES_NO) if _is_usual(yes, no, ("yes", "no")) else _worded(yes, no)
    is_true = not _means_false(right, data)
    if _is_usual(yes, no, ("true", "false")):
        return Content(Kind.TRUE_FALSE, answer=is_true, marks=marks_of(data))
    content = _worded(yes, no)
    marked = tuple(replace(option, right=index != is_true) for index, option in enumerate(content.options))
    return replace(content, options=marked, marks=marks_of(data))


def _worded(yes: str, no: str) -> Content:
    return Content(
        Kind.SINGLE, options=options_of([Choice("true", yes or "Yes"), Choice("false", no or "No")])
    )


def _is_usual(yes: str, no: str, usual: tuple[str, str]) -> bool:
    return (yes.casefold() or usual[0], no.casefold() or usual[1]) == usual


def _means_false(right: object, data: Table) -> bool:
    false = data.get("valueFalse")
    return right is False or same(right, "false" if false is None else false)


def _right(data: Table) -> object:
    right = data.get("correctAnswer")
    return None if right == "" or right == [] else right

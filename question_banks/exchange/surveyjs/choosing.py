"""SurveyJS's questions with a list to choose from: what is on the list, what is right, and what is added to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from question_banks.exchange.keys import letter
from question_banks.exchange.survey_content import (
    Choice,
    Content,
    Misfit,
    losing,
    options_of,
    points_in,
    rows_of,
    with_credits,
)
from question_banks.exchange.surveyjs.values import (
    Table,
    Words,
    choices,
    entries,
    number,
    place_of,
    table,
    word,
)
from question_banks.model import Kind, Row

MOST_GENERATED = 500

ADDED: Mapping[str, tuple[tuple[str, str], str, str]] = {
    "none": (("showNoneItem", "hasNone"), "noneText", "None"),
    "refused": (("showRefuseItem", "hasRefuse"), "refuseText", "Refuse to answer"),
    "dontknow": (("showDontKnowItem", "hasDontKnow"), "dontKnowText", "Don't know"),
    "other": (("showOtherItem", "hasOther"), "otherText", "Other (describe)"),
}
"""Answers that a survey adds to a list: the value they are stored as, what turns them on, their words."""

OTHER = "Its box for an answer of one’s own becomes one more answer and a box for a comment."
BY_ADDRESS = "Its answers come from an address on the internet, which we do not open."
FROM_ANSWERS = (
    "Its answers were only those that somebody chose in another question; here all of them are listed."
)
SOME_KEYS = "Its right answer is not among its answers, so it is left off."
ROW_KEYS = "Its right answers do not cover all of its lines, so they are left off."
HOW_MANY = "How many answers may be chosen at least or at most is left off."
COMMENTS = "Comment boxes of single answers become one box for a comment on the question."


@dataclass(frozen=True)
class Survey:
    """What a question may look up in the rest of the document."""

    words: Words
    by_name: Mapping[str, Table]


def chosen_from(data: Table, survey: Survey, kind: Kind) -> Content:
    """One choice or several, with the key as the survey gives it: right answers, or else points."""
    listed, losses = _listed(data, survey)
    own_box = [choice for choice in listed if choice.code == "other" and _adds(data, "other")]
    content = Content(
        kind, options=options_of(listed), losses=losses, comment=bool(own_box) or has_comment(data)
    )
    content = _keyed(content, listed, data)
    content = replace(content, shuffle=word(data.get("choicesOrder")) == "random")
    if own_box:
        content = losing(content, OTHER)
    if any(table(item).get("showCommentArea") is True for item in entries(data.get("choices"))):
        content = losing(replace(content, comment=True), COMMENTS)
    return _counted(content, data) if kind is Kind.SEVERAL else content


def ordered(data: Table, survey: Survey) -> Content:
    """A ranking, where it has a right order."""
    listed, losses = _listed(data, survey)
    places = [place_of(value, listed) for value in entries(data.get("correctAnswer"))]
    if sorted(place for place in places if place is not None) != list(range(len(listed))) or len(listed) < 2:
        raise Misfit("It has no right order, and we ask for an order only where there is one.")
    right = [listed[place] for place in places if place is not None]
    return Content(Kind.ORDERING, options=options_of(right), losses=losses)


def has_comment(data: Table) -> bool:
    return data.get("showCommentArea") is True or data.get("hasComment") is True


def keyed_rows(lines: Sequence[Choice], columns: Sequence[Choice], right: Table) -> tuple[Row, ...] | None:
    """The lines of a table, each with its right column; None when not every line has one."""
    rows = []
    for row, line in zip(rows_of(lines), lines, strict=True):
        place = next((place_of(value, columns) for name, value in right.items() if name == line.code), None)
        if place is None:
            return None
        rows.append(replace(row, answer=letter(place)))
    return tuple(rows)


def _listed(data: Table, survey: Survey) -> tuple[list[Choice], tuple[str, ...]]:
    """The answers in the order in which they are shown, and what was lost in listing them."""
    listed, losses = _own_list(data, survey)
    order = word(data.get("choicesOrder"))
    if order in ("asc", "desc"):
        listed.sort(key=lambda choice: choice.text.casefold(), reverse=order == "desc")
    added = [
        Choice(code, survey.words.say(data.get(name)) or words)
        for code, (_switches, name, words) in ADDED.items()
        if _adds(data, code)
    ]
    return [*listed, *added], losses


def _own_list(data: Table, survey: Survey) -> tuple[list[Choice], tuple[str, ...]]:
    named = word(data.get("choicesFromQuestion"))
    source = survey.by_name.get(named) if named else None
    if source is not None:
        only = word(data.get("choicesFromQuestionMode")) in ("selected", "unselected")
        copied = choices(source.get("choices") or source.get("rows"), survey.words)
        return copied, (FROM_ANSWERS,) if only else ()
    listed = choices(data.get("choices"), survey.words) or list(_generated(data))
    if not listed and table(data.get("choicesByUrl")).get("url"):
        raise Misfit(BY_ADDRESS)
    return listed, ()


def _generated(data: Table) -> Iterator[Choice]:
    """A list of numbers that is described and not written out."""
    low, high = number(data.get("choicesMin"), 0), number(data.get("choicesMax"), 0)
    step = number(data.get("choicesStep"), 1)
    if step <= 0 or high <= low:
        return
    if (high - low) / step > MOST_GENERATED:
        raise Misfit(f"It has more than {MOST_GENERATED} answers to choose from; ask for a number instead.")
    for count in range(int((high - low) / step) + 1):
        value = word(low + count * step)
        yield Choice(value, value)


def _adds(data: Table, code: str) -> bool:
    return any(data.get(switch) is True for switch in ADDED[code][0])


def _keyed(content: Content, listed: Sequence[Choice], data: Table) -> Content:
    right = data.get("correctAnswer")
    if right is None or right == [] or right == "":
        return _with_points(content, data)
    places = {place_of(value, listed) for value in (right if isinstance(right, list) else [right])}
    if None in places or (content.kind is Kind.SINGLE and len(places) != 1):
        return losing(content, SOME_KEYS)
    options = tuple(replace(option, right=place in places) for place, option in enumerate(content.options))
    return replace(content, options=options, marks=marks_of(data))


def _with_points(content: Content, data: Table) -> Content:
    """Many quizzes give each answer a property "score" of their own."""
    if content.kind is not Kind.SINGLE:
        return content
    scores = [points_in(table(item).get("score", 0)) for item in entries(data.get("choices"))]
    scores += [0.0] * (len(content.options) - len(scores))
    return with_credits(content, scores) if len(scores) == len(content.options) else content


def marks_of(data: Table) -> int:
    """A quiz may say what a question is worth, in a property "score" of its own."""
    marks = number(data.get("score"), 1)
    return int(marks) if marks.is_integer() and 1 <= marks <= 100 else 1


def _counted(content: Content, data: Table) -> Content:
    least, most = number(data.get("minSelectedChoices"), 0), number(data.get("maxSelectedChoices"), 0)
    if least == most and 1 <= least <= len(content.options) and least.is_integer():
        return replace(content, choose=int(least))
    return losing(content, HOW_MANY) if least or most else content

"""XLSForm's question types, each as what our model can hold of it, or as the reason why it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from question_banks.exchange.survey_content import (
    Choice,
    Content,
    Misfit,
    counted,
    losing,
    options_of,
    scale_of,
)
from question_banks.exchange.xlsform.columns import Line
from question_banks.model import Kind

SELECT = re.compile(
    r"(?P<how>add select one prompt using|add select multiple prompt using|select all that apply from"
    r"|select all that apply|select_one_from_file|select_multiple_from_file|select one from file"
    r"|select multiple from file|select_one_external|select_one|select_multiple|select multiple from|select multiple"
    r"|select one from|select one|select1|rank)"
    r"(?: (?P<list>.*?))?(?P<other> or_other| or specify other| or other)?",
    re.DOTALL,
)
BEGIN = re.compile(r"begin[ _](?P<what>group|repeat|loop|lgroup|looped group)\b.*", re.DOTALL)
END = re.compile(r"end[ _](?:group|repeat|loop|lgroup|looped group)\b.*", re.DOTALL)
PROMPT = re.compile(r"(?:q |add )?(?P<plain>.+?)(?: prompt)?", re.DOTALL)

NAMES: Mapping[str, str] = {
    "string": "text",
    "int": "integer",
    "datetime": "dateTime",
    "dateTime": "dateTime",
    "photo": "image",
    "location": "geopoint",
    "gps": "geopoint",
    "trigger": "acknowledge",
    "phone number": "text",
    "percentage": "integer",
    "number of days in last month": "integer",
    "number of days in last six months": "integer",
    "number of days in last year": "integer",
}

NOT_ASKED = "It is filled in by the device or from other answers, and nobody is asked it."
FILES = "It asks for a picture, a recording or a file, which people without a login cannot send us."
PLACES = "It asks for a place on a map, which we cannot ask for."

LEFT_OUT: Mapping[str, str] = {
    "note": "It is a text to be read, with nothing to answer.",
    "acknowledge": "It is a tick that something was read, with nothing else to answer.",
    "barcode": "It asks for a bar code to be read, which we cannot ask for.",
    **dict.fromkeys(("image", "audio", "video", "file"), FILES),
    **dict.fromkeys(("geopoint", "geotrace", "geoshape", "osm"), PLACES),
    **dict.fromkeys(
        (
            *(
                "calculate",
                "hidden",
                "start",
                "end",
                "today",
                "deviceid",
                "subscriberid",
                "simserial",
                "phonenumber",
            ),
            *(
                "username",
                "email",
                "audit",
                "xml-external",
                "csv-external",
                "start-geopoint",
                "background-audio",
            ),
            *("background-geopoint", "start time", "end time", "get start time", "get end time", "get today"),
            *("get device id", "get subscriber id", "get sim id", "get phone number", "imei", "device id"),
            *(
                "subscriber id",
                "sim id",
                "uri:deviceid",
                "uri:subscriberid",
                "uri:simserial",
                "uri:phonenumber",
            ),
            *("uri:username", "uri:email", "start_time", "end_time"),
        ),
        NOT_ASKED,
    ),
}

MOST_POINTS = 11
USUAL_RANGE = (("start", "0"), ("end", "10"), ("step", "1"))
OTHER = "Its box for an answer of one’s own becomes one more answer and a box for a comment."


@dataclass(frozen=True)
class Form:
    """What a question may look up: the lists of answers by name."""

    lists: Mapping[str, Sequence[Choice]]


def begins(kind: str) -> str:
    """ "group", "repeat" or "loop" when the row opens one, else ""."""
    found = BEGIN.fullmatch(kind)
    return (
        ""
        if found is None
        else {"lgroup": "repeat", "looped group": "repeat"}.get(found["what"], found["what"])
    )


def ends(kind: str) -> bool:
    return END.fullmatch(kind) is not None


def content_of(line: Line, form: Form) -> Content:
    """What the question asks for.

    Raises:
        Misfit: our model cannot hold it.
    """
    kind = kind_of(line)
    if line.get("disabled").casefold() in ("yes", "true", "true()"):
        raise Misfit("It is switched off in the form.")
    selected = SELECT.fullmatch(kind)
    if selected is not None:
        return _selected(line, selected, form)
    name = _plain_name(kind)
    if name in LEFT_OUT:
        raise Misfit(LEFT_OUT[name])
    build = BUILDERS.get(name)
    if build is None:
        raise Misfit("It is of a type that we do not know." if kind else "It has no type.")
    if line.get("read_only").casefold() in ("yes", "true", "true()"):
        raise Misfit("It can only be read in the form, with nothing to answer.")
    return build(line)


def kind_of(line: Line) -> str:
    """The type in one spelling: single spaces, small letters but for the names of lists and files."""
    return " ".join(line.get("type").split())


def _plain_name(kind: str) -> str:
    if kind.casefold() in LEFT_OUT or kind in BUILDERS:
        return kind.casefold() if kind.casefold() in LEFT_OUT else kind
    found = PROMPT.fullmatch(kind.casefold())
    name = found["plain"] if found else ""
    return NAMES.get(name, name)


def _selected(line: Line, selected: re.Match[str], form: Form) -> Content:
    how, name = selected["how"], (selected["list"] or "").strip()
    if "file" in how:
        raise Misfit("Its answers come from another file, which is not in this one.")
    if "label" in line.get("appearance").split():
        raise Misfit("It only shows the heads of a table’s columns, with nothing to answer.")
    choices = form.lists.get(name)
    if not choices:
        raise Misfit("Its list of answers is not in the form.")
    if how == "rank":
        raise Misfit("It has no right order, and we ask for an order only where there is one.")
    return _choosing(line, how, choices, bool(selected["other"]))


def _choosing(line: Line, how: str, choices: Sequence[Choice], other: bool) -> Content:
    several = "multiple" in how or "all that apply" in how
    if not several and "likert" in line.get("appearance").split():
        return scale_of(choices, [choice.code for choice in choices])
    if other:
        choices = [*choices, Choice("other", "Other")]
    content = Content(
        Kind.SEVERAL if several else Kind.SINGLE,
        options=options_of(choices),
        shuffle=parameters_of(line).get("randomize") == "true",
        comment=other,
    )
    return losing(content, OTHER) if other else content


def parameters_of(line: Line) -> dict[str, str]:
    """Such as ``start=0 end=10``; commas and semicolons divide as well as spaces do."""
    pairs = re.split(r"[\s,;]+", line.get("parameters").casefold())
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def _range(line: Line) -> Content:
    """A few whole numbers are the points of a scale; anything else is typed as a number."""
    given = parameters_of(line)
    numbers = [
        _number(given.get(name, otherwise))
        for name, otherwise in (("start", "0"), ("end", "10"), ("step", "1"))
    ]
    start, end, step = numbers
    if step == 1 and start.is_integer() and end.is_integer() and 1 <= end - start < MOST_POINTS:
        return Content(Kind.SCALE, points=counted(int(start), int(end)))
    return Content(Kind.NUMBER, losses=("A limit on what may be entered is left off.",))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _text(line: Line) -> Content:
    return Content(Kind.LONG_TEXT if "multiline" in line.get("appearance").split() else Kind.SHORT_TEXT)


def _integer(line: Line) -> Content:
    return Content(Kind.NUMBER)


def _date(line: Line) -> Content:
    content = Content(Kind.DATE)
    if {"month-year", "year"} & set(line.get("appearance").split()):
        return losing(content, "It asked only for a month or a year; here it asks for the day as well.")
    return content


def _date_and_time(line: Line) -> Content:
    return Content(Kind.DATE, losses=("The time of day is not asked for.",))


def _time(line: Line) -> Content:
    loss = "It is answered by typing a few words here, where it had a box made for what it asks."
    return Content(Kind.SHORT_TEXT, losses=(loss,))


BUILDERS: Mapping[str, Callable[[Line], Content]] = {
    "date": _date,
    "dateTime": _date_and_time,
    "decimal": _integer,
    "integer": _integer,
    "range": _range,
    "text": _text,
    "time": _time,
}

"""From a document, as TOML or JSON gives it, to a bank."""

from __future__ import annotations

import re

from question_banks.documents.fields import LONGEST_TITLE, Fields
from question_banks.model import (
    Accepted,
    Audience,
    Bank,
    Family,
    Kind,
    NumberKey,
    Objective,
    Option,
    OutsideCode,
    Point,
    Question,
    Row,
    Scale,
    Scenario,
    Status,
    Theme,
)

FORMAT = "foursteps-bank/1"
LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
STEPS = (1, 4)
MARKS = (1, 100)
CHOOSE = (1, 100)
POINT_VALUES = (-1_000, 1_000)
CREDITS = (-100, 100)
NUMBERS = (-1e12, 1e12)


def bank_from(document: object) -> Bank:
    fields = Fields(document)
    if fields.text("format") != FORMAT:
        raise fields.refusal(f'format must be "{FORMAT}"')
    bank = Bank(
        key=fields.key("key"),
        title=fields.text("title", longest=LONGEST_TITLE),
        description=fields.text("description", ""),
        language=_language(fields),
        themes=fields.entries("themes", _theme, lambda theme: theme.key),
        objectives=fields.entries("objectives", _objective, lambda objective: objective.key),
        scales=fields.entries("scales", _scale, lambda scale: scale.key),
        scenarios=fields.entries("scenarios", _scenario, lambda scenario: scenario.key),
        questions=fields.entries("questions", _question, lambda question: question.key),
    )
    fields.close()
    return bank


def _language(fields: Fields) -> str:
    tag = fields.text("language", "en")
    if not LANGUAGE.fullmatch(tag):
        raise fields.refusal("language must be a language tag such as en, cy or en-GB")
    return tag


def _theme(fields: Fields) -> Theme:
    return Theme(fields.key("key"), fields.text("title", longest=LONGEST_TITLE))


def _objective(fields: Fields) -> Objective:
    return Objective(fields.key("key"), fields.text("title", longest=LONGEST_TITLE), fields.text("text"))


def _scenario(fields: Fields) -> Scenario:
    return Scenario(fields.key("key"), fields.text("text"))


def _scale(fields: Fields) -> Scale:
    return Scale(
        key=fields.key("key"),
        title=fields.text("title", longest=LONGEST_TITLE),
        points=fields.entries("points", _point, lambda point: point.value, named_by="value"),
        outside=fields.entries("outside", _outside, lambda outside: outside.code, named_by="code"),
    )


def _point(fields: Fields) -> Point:
    return Point(fields.number("value", *POINT_VALUES), fields.text("text"))


def _outside(fields: Fields) -> OutsideCode:
    audiences = fields.choices("audiences", Audience, required=False)
    return OutsideCode(fields.key("code"), fields.text("text"), audiences)


def _option(fields: Fields) -> Option:
    return Option(
        key=fields.key("key"),
        text=fields.text("text"),
        right=fields.flag("right", False),
        feedback=fields.text("feedback", ""),
        credit=fields.optional_decimal("credit", *CREDITS),
    )


def _row(fields: Fields) -> Row:
    return Row(fields.key("key"), fields.text("text"), fields.key("answer", ""))


def _accepted(fields: Fields) -> Accepted:
    return Accepted(
        text=fields.text("text", longest=LONGEST_TITLE),
        credit=fields.decimal("credit", *CREDITS, default=100),
        feedback=fields.text("feedback", ""),
    )


def _number_key(fields: Fields) -> NumberKey:
    return NumberKey(
        value=fields.decimal("value", *NUMBERS),
        tolerance=fields.decimal("tolerance", 0, NUMBERS[1], default=0),
        credit=fields.decimal("credit", *CREDITS, default=100),
        feedback=fields.text("feedback", ""),
    )


def _question(fields: Fields) -> Question:
    return Question(
        key=fields.key("key"),
        kind=fields.choice("kind", Kind),
        stem=fields.text("stem"),
        manager_stem=fields.text("manager_stem", ""),
        family=fields.choice("family", Family),
        step=fields.number("step", *STEPS),
        audiences=fields.choices("audiences", Audience),
        objective=fields.key("objective", ""),
        themes=fields.keys("themes"),
        scenario=fields.key("scenario", ""),
        scale=fields.key("scale", ""),
        options=fields.entries("options", _option, lambda option: option.key),
        answer=fields.optional_flag("answer"),
        marks=fields.number("marks", *MARKS, default=1),
        choose=fields.optional_number("choose", *CHOOSE),
        required=fields.flag("required", True),
        shuffle=fields.flag("shuffle", False),
        core=fields.flag("core", False),
        help=fields.text("help", ""),
        feedback=fields.text("feedback", ""),
        source=fields.text("source", ""),
        notes=fields.text("notes", ""),
        status=fields.choice("status", Status, default=Status.READY),
        rows=fields.entries("rows", _row, lambda row: row.key),
        accepted=fields.entries("accepted", _accepted, lambda accepted: accepted.text, named_by="text"),
        case_matters=fields.flag("case_matters", False),
        numbers=fields.entries(
            "numbers", _number_key, lambda key: (key.value, key.tolerance), named_by="value"
        ),
        certainty=fields.flag("certainty", False),
        comment=fields.flag("comment", False),
        then_of=fields.key("then_of", ""),
        control=fields.flag("control", False),
        equivalent_to=fields.key("equivalent_to", ""),
    )

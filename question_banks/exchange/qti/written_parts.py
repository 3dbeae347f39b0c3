"""What the written forms of questions share: declarations, weights, choices, and what each form consists of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from question_banks.exchange.making_xml import make
from question_banks.exchange.numbers import written
from question_banks.exchange.qti.elements import identifier, in_lines
from question_banks.exchange.qti.our_classes import outside_identifier, point_identifier
from question_banks.exchange.qti.running import RESPONSE
from question_banks.model import Option, Question, Scale

FEEDBACK = "FEEDBACK"


@dataclass(frozen=True)
class Case:
    """Answers that get the same: a test on the response, the points, and the identifier and text of the feedback."""

    test: Element
    points: float
    feedback: str = ""
    name: str = ""


@dataclass(frozen=True)
class Written:
    """``template`` is the standard processing that marks it; "" when ``cases`` do, or when nothing is marked.

    ``feedback`` is shown whatever was answered; ``answers_have_feedback`` says that choices have their own besides.
    """

    interaction: Element
    declaration: Element
    template: str = ""
    cases: tuple[Case, ...] = ()
    feedback: str = ""
    answers_have_feedback: bool = False


def declared(
    cardinality: str, base_type: str, right: Sequence[str] = (), weights: Element | None = None
) -> Element:
    correct = make("correctResponse", *(make("value", text=one) for one in right)) if right else None
    return make(
        "responseDeclaration",
        correct,
        weights,
        identifier=RESPONSE,
        cardinality=cardinality,
        baseType=base_type,
    )


def mapping(
    points: Mapping[str, float], *, bounds: tuple[float, float] | None = None, **more: str
) -> Element:
    """A mapping; what earns nothing has no entry."""
    limits = (
        {} if bounds is None else {"lowerBound": points_text(bounds[0]), "upperBound": points_text(bounds[1])}
    )
    entries = (
        make("mapEntry", mapKey=key, mappedValue=points_text(earned), **more)
        for key, earned in points.items()
        if earned
    )
    return make("mapping", *entries, **limits, defaultValue="0")


def points_text(points: float) -> str:
    return written(points)


def earned(question: Question, credit: float) -> float:
    return question.marks * credit / 100


def choice(option: Option, tag: str = "simpleChoice", **more: str) -> Element:
    element = in_lines(make(tag, identifier=identifier(option.key), **more), option.text)
    if option.feedback and tag == "simpleChoice":
        feedback = make(
            "feedbackInline", outcomeIdentifier=FEEDBACK, identifier=identifier(option.key), showHide="show"
        )
        element.append(in_lines(feedback, option.feedback))
    return element


def scale_points(scale: Scale, tag: str, **more: str) -> list[Element]:
    named = [(point_identifier(point), point.text) for point in scale.points]
    named += [(outside_identifier(code), code.text) for code in scale.outside]
    return [in_lines(make(tag, identifier=name, **more), text) for name, text in named]


def response() -> Element:
    return make("variable", identifier=RESPONSE)


def constant(base_type: str, text: str) -> Element:
    return make("baseValue", text=text, baseType=base_type)

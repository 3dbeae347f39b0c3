"""The interaction, the key and the feedback of each kind of question, as QTI says them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from question_banks.exchange.feedback import truth_apart
from question_banks.exchange.making_xml import make
from question_banks.exchange.numbers import written
from question_banks.exchange.qti.elements import identifier, in_lines
from question_banks.exchange.qti.our_classes import OURS, outside_identifier, point_identifier
from question_banks.exchange.qti.processing import MAP_RESPONSE, MATCH_CORRECT, RESPONSE
from question_banks.items import is_keyed
from question_banks.model import Bank, Kind, Option, Question, Scale

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


def written_question(bank: Bank, question: Question) -> Written:
    """The question's interaction, declaration and marking. Its stem and what stands around it are the item's."""
    return WRITERS[question.kind](bank, question)


def _declared(
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


def _weights(
    points: Mapping[str, float], *, bounds: tuple[float, float] | None = None, **more: str
) -> Element:
    """A mapping; what earns nothing has no entry."""
    limits = {} if bounds is None else {"lowerBound": _points(bounds[0]), "upperBound": _points(bounds[1])}
    entries = (
        make("mapEntry", mapKey=key, mappedValue=_points(earned), **more)
        for key, earned in points.items()
        if earned
    )
    return make("mapping", *entries, **limits, defaultValue="0")


def _points(points: float) -> str:
    return written(points)


def _earned(question: Question, credit: float) -> float:
    return question.marks * credit / 100


def _choice(option: Option, tag: str = "simpleChoice", **more: str) -> Element:
    element = in_lines(make(tag, identifier=identifier(option.key), **more), option.text)
    if option.feedback and tag == "simpleChoice":
        feedback = make(
            "feedbackInline", outcomeIdentifier=FEEDBACK, identifier=identifier(option.key), showHide="show"
        )
        element.append(in_lines(feedback, option.feedback))
    return element


def _choices(
    question: Question, options: Sequence[Option], *, least: int = 0, most: int = 1, kind: str = ""
) -> Element:
    more = {"class_": OURS + kind} if kind else {}
    return make(
        "choiceInteraction",
        *map(_choice, options),
        responseIdentifier=RESPONSE,
        shuffle="true" if question.shuffle else "false",
        minChoices=str(least),
        maxChoices=str(most),
        **more,
    )


def _single(bank: Bank, question: Question) -> Written:
    credits = {
        identifier(option.key): option.credit if option.credit is not None else 100.0 * option.right
        for option in question.options
    }
    right = [identifier(option.key) for option in question.options if option.right]
    plain = question.marks == 1 and len(right) == 1 and set(credits.values()) <= {0.0, 100.0}
    weights = (
        None if plain else _weights({name: _earned(question, credit) for name, credit in credits.items()})
    )
    keyed = bool(right)
    return Written(
        interaction=_choices(question, question.options),
        declaration=_declared("single", "identifier", right[:1], weights if keyed else None),
        template=(MATCH_CORRECT if plain else MAP_RESPONSE) if keyed else "",
        feedback=question.feedback,
        answers_have_feedback=any(option.feedback for option in question.options),
    )


def _several(bank: Bank, question: Question) -> Written:
    right = [identifier(option.key) for option in question.options if option.right]
    choose = question.choose
    interaction = _choices(question, question.options, least=choose or 0, most=choose or 0)
    each = 100 / len(right) if right else 0.0
    own = any(option.credit is not None for option in question.options)
    credits = {
        identifier(option.key): option.credit
        if option.credit is not None
        else each * (1 if option.right else 0 if own else -1)
        for option in question.options
    }
    weights = _weights(
        {name: _earned(question, credit) for name, credit in credits.items()}, bounds=(0, question.marks)
    )
    return Written(
        interaction=interaction,
        declaration=_declared("multiple", "identifier", right, weights if right else None),
        template=MAP_RESPONSE if right else "",
        feedback=question.feedback,
        answers_have_feedback=any(option.feedback for option in question.options),
    )


def _true_false(bank: Bank, question: Question) -> Written:
    general, if_true, if_false = truth_apart(question.feedback)
    options = (
        Option("true", "True", right=question.answer is True, feedback=if_true),
        Option("false", "False", right=question.answer is False, feedback=if_false),
    )
    return _single(bank, replace(question, options=options, feedback=general))


def _scale(bank: Bank, question: Question) -> Written:
    scale = bank.scales_by_key.get(question.scale) or Scale("", "", ())
    choices = _choices(question, (), kind="scale")
    choices.extend(_points_of(scale, "simpleChoice"))
    return Written(choices, _declared("single", "identifier"), feedback=question.feedback)


def _points_of(scale: Scale, tag: str, **more: str) -> list[Element]:
    named = [(point_identifier(point), point.text) for point in scale.points]
    named += [(outside_identifier(code), code.text) for code in scale.outside]
    return [in_lines(make(tag, identifier=name, **more), text) for name, text in named]


def _yes_no(bank: Bank, question: Question) -> Written:
    options = (Option("yes", "Yes"), Option("no", "No"), Option("not-applicable", "Not applicable"))
    interaction = _choices(question, options, kind="yes-no")
    return Written(interaction, _declared("single", "identifier"), feedback=question.feedback)


def _confidence(bank: Bank, question: Question) -> Written:
    slider = make("sliderInteraction", responseIdentifier=RESPONSE, lowerBound="0", upperBound="10", step="1")
    return Written(slider, _declared("single", "integer"), feedback=question.feedback)


def _long_text(bank: Bank, question: Question) -> Written:
    text = make("extendedTextInteraction", responseIdentifier=RESPONSE)
    return Written(text, _declared("single", "string"), feedback=question.feedback)


def _entry(kind: str = "") -> Element:
    more = {"class_": OURS + kind} if kind else {}
    return make("p", make("textEntryInteraction", responseIdentifier=RESPONSE, **more))


def _date(bank: Bank, question: Question) -> Written:
    return Written(_entry("date"), _declared("single", "string"), feedback=question.feedback)


def _short_text(bank: Bank, question: Question) -> Written:
    texts = [(one, one.text.replace("\\*", "*")) for one in question.accepted]
    sensitive = "true" if question.case_matters else "false"
    weights = _weights({text: _earned(question, one.credit) for one, text in texts}, caseSensitive=sensitive)
    full = next((text for one, text in texts if one.credit >= 100), None)
    keyed = is_keyed(question)
    declaration = _declared("single", "string", [full] if full else [], weights if keyed else None)
    if not any(one.feedback for one, _ in texts):
        template = MAP_RESPONSE if keyed else ""
        return Written(_entry(), declaration, template, feedback=question.feedback)
    cases = tuple(
        Case(
            make("stringMatch", _response(), _value("string", text), caseSensitive=sensitive),
            _earned(question, one.credit),
            one.feedback,
            f"answer_{place}",
        )
        for place, (one, text) in enumerate(texts, 1)
    )
    return Written(_entry(), declaration, cases=cases, feedback=question.feedback)


def _number(bank: Bank, question: Question) -> Written:
    cases = tuple(
        Case(
            make(
                "equal",
                _response(),
                _value("float", written(one.value)),
                **(
                    {"toleranceMode": "absolute", "tolerance": written(one.tolerance)}
                    if one.tolerance
                    else EXACT
                ),
            ),
            _earned(question, one.credit),
            one.feedback,
            f"number_{place}",
        )
        for place, one in enumerate(question.numbers, 1)
    )
    full = [written(one.value) for one in question.numbers if one.credit >= 100]
    return Written(_entry(), _declared("single", "float", full[:1]), cases=cases, feedback=question.feedback)


EXACT = {"toleranceMode": "exact"}


def _response() -> Element:
    return make("variable", identifier=RESPONSE)


def _value(base_type: str, text: str) -> Element:
    return make("baseValue", text=text, baseType=base_type)


def _ordering(bank: Bank, question: Question) -> Written:
    order = make(
        "orderInteraction", *map(_choice, question.options), responseIdentifier=RESPONSE, shuffle="true"
    )
    right = [identifier(option.key) for option in question.options]
    declaration = _declared("ordered", "identifier", right)
    if question.marks == 1:
        return Written(order, declaration, MATCH_CORRECT, feedback=question.feedback)
    test = make("match", _response(), make("correct", identifier=RESPONSE))
    return Written(order, declaration, cases=(Case(test, question.marks),), feedback=question.feedback)


def _matching(bank: Bank, question: Question) -> Written:
    pairs = [f"{identifier(row.key)} {identifier(row.answer)}" for row in question.rows if row.answer]
    rows = [Option(row.key, row.text) for row in question.rows]
    interaction = _match(
        question,
        [_choice(row, "simpleAssociableChoice", matchMax="1") for row in rows],
        [_choice(option, "simpleAssociableChoice", matchMax="0") for option in question.options],
    )
    weights = _weights(dict.fromkeys(pairs, question.marks / max(1, len(question.rows))))
    return Written(
        interaction=interaction,
        declaration=_declared("multiple", "directedPair", pairs, weights if pairs else None),
        template=MAP_RESPONSE if pairs else "",
        feedback=question.feedback,
    )


def _statements(bank: Bank, question: Question) -> Written:
    scale = bank.scales_by_key.get(question.scale) or Scale("", "", ())
    rows = [
        _choice(Option(row.key, row.text), "simpleAssociableChoice", matchMax="1") for row in question.rows
    ]
    points = _points_of(scale, "simpleAssociableChoice", matchMax="0")
    interaction = _match(question, rows, points, class_=f"{OURS}statements")
    return Written(interaction, _declared("multiple", "directedPair"), feedback=question.feedback)


def _match(question: Question, rows: Sequence[Element], options: Sequence[Element], **more: str) -> Element:
    return make(
        "matchInteraction",
        make("simpleMatchSet", *rows),
        make("simpleMatchSet", *options),
        responseIdentifier=RESPONSE,
        shuffle="true" if question.shuffle else "false",
        maxAssociations=str(len(rows)),
        **more,
    )


WRITERS: Mapping[Kind, Callable[[Bank, Question], Written]] = {
    Kind.SINGLE: _single,
    Kind.SEVERAL: _several,
    Kind.TRUE_FALSE: _true_false,
    Kind.SCALE: _scale,
    Kind.CONFIDENCE: _confidence,
    Kind.LONG_TEXT: _long_text,
    Kind.SHORT_TEXT: _short_text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
    Kind.STATEMENTS: _statements,
}

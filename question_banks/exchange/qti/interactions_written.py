"""The interaction, the key and the feedback of each kind of question, as QTI says them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from question_banks.exchange.feedback import truth_apart
from question_banks.exchange.making_xml import make
from question_banks.exchange.numbers import written
from question_banks.exchange.qti.arranging_written import matching, ordering, statements
from question_banks.exchange.qti.elements import identifier
from question_banks.exchange.qti.our_classes import OURS
from question_banks.exchange.qti.running import MAP_RESPONSE, MATCH_CORRECT, RESPONSE
from question_banks.exchange.qti.written_parts import (
    Case,
    Written,
    choice,
    constant,
    declared,
    earned,
    mapping,
    response,
    scale_points,
)
from question_banks.items import is_keyed
from question_banks.model import Bank, Kind, Option, Question, Scale


def written_question(bank: Bank, question: Question) -> Written:
    """The question's interaction, declaration and marking. Its stem and what stands around it are the item's."""
    return WRITERS[question.kind](bank, question)


def _choices(
    question: Question, options: Sequence[Option], *, least: int = 0, most: int = 1, kind: str = ""
) -> Element:
    more = {"class_": OURS + kind} if kind else {}
    return make(
        "choiceInteraction",
        *map(choice, options),
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
    weights = None if plain else mapping({name: earned(question, credit) for name, credit in credits.items()})
    keyed = bool(right)
    return Written(
        interaction=_choices(question, question.options),
        declaration=declared("single", "identifier", right[:1], weights if keyed else None),
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
    weights = mapping(
        {name: earned(question, credit) for name, credit in credits.items()}, bounds=(0, question.marks)
    )
    return Written(
        interaction=interaction,
        declaration=declared("multiple", "identifier", right, weights if right else None),
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
    choices.extend(scale_points(scale, "simpleChoice"))
    return Written(choices, declared("single", "identifier"), feedback=question.feedback)


def _yes_no(bank: Bank, question: Question) -> Written:
    options = (Option("yes", "Yes"), Option("no", "No"), Option("not-applicable", "Not applicable"))
    interaction = _choices(question, options, kind="yes-no")
    return Written(interaction, declared("single", "identifier"), feedback=question.feedback)


def _confidence(bank: Bank, question: Question) -> Written:
    slider = make("sliderInteraction", responseIdentifier=RESPONSE, lowerBound="0", upperBound="10", step="1")
    return Written(slider, declared("single", "integer"), feedback=question.feedback)


def _long_text(bank: Bank, question: Question) -> Written:
    text = make("extendedTextInteraction", responseIdentifier=RESPONSE)
    return Written(text, declared("single", "string"), feedback=question.feedback)


def _entry(kind: str = "") -> Element:
    more = {"class_": OURS + kind} if kind else {}
    return make("p", make("textEntryInteraction", responseIdentifier=RESPONSE, **more))


def _date(bank: Bank, question: Question) -> Written:
    return Written(_entry("date"), declared("single", "string"), feedback=question.feedback)


def _short_text(bank: Bank, question: Question) -> Written:
    texts = [(one, one.text.replace("\\*", "*")) for one in question.accepted]
    sensitive = "true" if question.case_matters else "false"
    weights = mapping({text: earned(question, one.credit) for one, text in texts}, caseSensitive=sensitive)
    full = next((text for one, text in texts if one.credit >= 100), None)
    keyed = is_keyed(question)
    declaration = declared("single", "string", [full] if full else [], weights if keyed else None)
    if not any(one.feedback for one, _ in texts):
        template = MAP_RESPONSE if keyed else ""
        return Written(_entry(), declaration, template, feedback=question.feedback)
    cases = tuple(
        Case(
            make("stringMatch", response(), constant("string", text), caseSensitive=sensitive),
            earned(question, one.credit),
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
                response(),
                constant("float", written(one.value)),
                **(
                    {"toleranceMode": "absolute", "tolerance": written(one.tolerance)}
                    if one.tolerance
                    else EXACT
                ),
            ),
            earned(question, one.credit),
            one.feedback,
            f"number_{place}",
        )
        for place, one in enumerate(question.numbers, 1)
    )
    full = [written(one.value) for one in question.numbers if one.credit >= 100]
    return Written(_entry(), declared("single", "float", full[:1]), cases=cases, feedback=question.feedback)


EXACT = {"toleranceMode": "exact"}


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
    Kind.ORDERING: ordering,
    Kind.MATCHING: matching,
    Kind.STATEMENTS: statements,
}

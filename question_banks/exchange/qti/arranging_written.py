"""Orders, matchings and lists of statements, as QTI says them."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from question_banks.exchange.making_xml import make
from question_banks.exchange.qti.elements import identifier
from question_banks.exchange.qti.our_classes import OURS
from question_banks.exchange.qti.running import MAP_RESPONSE, MATCH_CORRECT, RESPONSE
from question_banks.exchange.qti.written_parts import (
    Case,
    Written,
    choice,
    declared,
    mapping,
    response,
    scale_points,
)
from question_banks.model import Bank, Option, Question, Scale


def ordering(bank: Bank, question: Question) -> Written:
    order = make(
        "orderInteraction", *map(choice, question.options), responseIdentifier=RESPONSE, shuffle="true"
    )
    right = [identifier(option.key) for option in question.options]
    declaration = declared("ordered", "identifier", right)
    if question.marks == 1:
        return Written(order, declaration, MATCH_CORRECT, feedback=question.feedback)
    test = make("match", response(), make("correct", identifier=RESPONSE))
    return Written(order, declaration, cases=(Case(test, question.marks),), feedback=question.feedback)


def matching(bank: Bank, question: Question) -> Written:
    pairs = [f"{identifier(row.key)} {identifier(row.answer)}" for row in question.rows if row.answer]
    rows = [Option(row.key, row.text) for row in question.rows]
    interaction = _match(
        question,
        [choice(row, "simpleAssociableChoice", matchMax="1") for row in rows],
        [choice(option, "simpleAssociableChoice", matchMax="0") for option in question.options],
    )
    weights = mapping(dict.fromkeys(pairs, question.marks / max(1, len(question.rows))))
    return Written(
        interaction=interaction,
        declaration=declared("multiple", "directedPair", pairs, weights if pairs else None),
        template=MAP_RESPONSE if pairs else "",
        feedback=question.feedback,
    )


def statements(bank: Bank, question: Question) -> Written:
    scale = bank.scales_by_key.get(question.scale) or Scale("", "", ())
    rows = [
        choice(Option(row.key, row.text), "simpleAssociableChoice", matchMax="1") for row in question.rows
    ]
    points = scale_points(scale, "simpleAssociableChoice", matchMax="0")
    interaction = _match(question, rows, points, class_=f"{OURS}statements")
    return Written(interaction, declared("multiple", "directedPair"), feedback=question.feedback)


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

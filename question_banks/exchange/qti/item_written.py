"""A question of ours as an item of QTI, and what of it has to be carried along."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, fields
from xml.etree.ElementTree import Element

from question_banks.exchange import carried
from question_banks.exchange.account import shown
from question_banks.exchange.making_xml import make
from question_banks.exchange.numbers import written as figures
from question_banks.exchange.qti.body import SCENARIO_CLASS
from question_banks.exchange.qti.elements import identifier, paragraphs, to_version_3
from question_banks.exchange.qti.interactions_written import written_question
from question_banks.exchange.qti.item import read_item
from question_banks.exchange.qti.running import MAP_RESPONSE, MATCH_CORRECT, RESPONSE, SCORE, Budget
from question_banks.exchange.qti.versions import Version
from question_banks.exchange.qti.written_parts import FEEDBACK, Case, Written
from question_banks.model import Bank, Question

NEVER = "never"
"""A value that no outcome ever has, so that what is hidden for it is always shown."""


@dataclass(frozen=True)
class WrittenItem:
    element: Element
    carried: str


def write_item(bank: Bank, question: Question, version: Version) -> WrittenItem:
    """The item in the version's names, and the text to be carried for the question beside it.

    Raises ``Misfit`` when the question is so unfinished that no item can be made of it.
    """
    element = _item(bank, question, version)
    besides = _lost_on_the_way_back(element, question)
    element = to_version_3(element) if version.is_3 else element
    return WrittenItem(element, carried.of_question(question, besides=besides))


def _lost_on_the_way_back(element: Element, question: Question) -> list[str]:
    """The fields that would not be read from the item as they are."""
    asked = {field.name: getattr(question, field.name) for field in fields(question)}
    read = read_item(deepcopy(element), Budget(), {})
    found = {**read.fields(), "stem": read.stem, "kind": read.content.kind}
    return [name for name, value in found.items() if name not in carried.TIES and value != asked[name]]


def _item(bank: Bank, question: Question, version: Version) -> Element:
    written = written_question(bank, question)
    marked = bool(written.template or written.cases)
    item = make(
        "assessmentItem",
        written.declaration,
        _outcome(SCORE, "single", "float", highest=question.marks) if marked else None,
        _feedback_outcome(written) if _has_feedback(written) else None,
        identifier=identifier(question.key),
        title=shown(question.stem) or question.key,
        adaptive="false",
        timeDependent="false",
    )
    scenario = bank.scenarios_by_key.get(question.scenario)
    if scenario is not None and version.is_3:
        item.append(
            make(
                "assessmentStimulusRef", identifier=identifier(scenario.key), href=stimulus_path(scenario.key)
            )
        )
    item.append(
        _body(question, written, scenario.text if scenario is not None and not version.is_3 else "", version)
    )
    if marked or _has_feedback(written):
        item.append(_processing(written, version))
    item.extend(_modal_feedback(written, version))
    return item


def stimulus_path(key: str) -> str:
    """Where a shared passage lies, seen from an item."""
    return f"../passages/{key}.xml"


def _outcome(name: str, cardinality: str, base_type: str, *, highest: float | None = None) -> Element:
    more = {} if highest is None else {"normalMaximum": figures(highest)}
    default = make("defaultValue", make("value", text="0")) if highest is not None else None
    return make(
        "outcomeDeclaration", default, identifier=name, cardinality=cardinality, baseType=base_type, **more
    )


def _has_feedback(written: Written) -> bool:
    return bool(
        written.feedback or written.answers_have_feedback or any(case.feedback for case in written.cases)
    )


def _feedback_outcome(written: Written) -> Element:
    several = written.declaration.get("cardinality") == "multiple" or any(
        case.feedback for case in written.cases
    )
    return _outcome(FEEDBACK, "multiple" if several else "single", "identifier")


def _body(question: Question, written: Written, scenario: str, version: Version) -> Element:
    body = make("itemBody", *paragraphs(question.stem), written.interaction)
    if scenario:
        body.insert(0, make("div", *paragraphs(scenario), class_=SCENARIO_CLASS))
    if question.help:
        body.insert(0, _rubric(question.help, "candidate", version))
    if question.notes:
        body.append(_rubric(question.notes, "author", version))
    return body


def _rubric(text: str, view: str, version: Version) -> Element:
    use = {"use": "instructions"} if version.is_3 and view == "candidate" else {}
    return _content(make("rubricBlock", view=view, **use), paragraphs(text), version)


def _content(element: Element, content: list[Element], version: Version) -> Element:
    """The element with its content, which version 3 wants within one more element."""
    if version.is_3:
        element.append(make("contentBody", *content))
    else:
        element.extend(content)
    return element


def _modal_feedback(written: Written, version: Version) -> Iterator[Element]:
    if written.feedback:
        yield _modal(NEVER, "hide", written.feedback, version)
    for case in written.cases:
        if case.feedback:
            yield _modal(case.name, "show", case.feedback, version)


def _modal(value: str, show_hide: str, text: str, version: Version) -> Element:
    feedback = make("modalFeedback", outcomeIdentifier=FEEDBACK, identifier=value, showHide=show_hide)
    return _content(feedback, paragraphs(text), version)


def _processing(written: Written, version: Version) -> Element:
    """The standard template where that says it all; else the score, and then which feedback is shown."""
    if written.template and not written.answers_have_feedback:
        return make("responseProcessing", template=version.template(written.template))
    rules = [_case(case) for case in written.cases]
    if written.template:
        rules.append(_score_by_template(written.template))
    if written.answers_have_feedback:
        rules.append(make("setOutcomeValue", make("variable", identifier=RESPONSE), identifier=FEEDBACK))
    return make("responseProcessing", *rules)


def _score_by_template(template: str) -> Element:
    """What the standard template does, written out."""
    variable = make("variable", identifier=RESPONSE)
    if template == MATCH_CORRECT:
        test, earned = (
            make("match", variable, make("correct", identifier=RESPONSE)),
            make("baseValue", text="1", baseType="float"),
        )
    elif template == MAP_RESPONSE:
        test, earned = make("not", make("isNull", variable)), make("mapResponse", identifier=RESPONSE)
    return make(
        "responseCondition", make("responseIf", test, make("setOutcomeValue", earned, identifier=SCORE))
    )


def _case(case: Case) -> Element:
    """The best of all cases that fit counts; each that fits shows its feedback."""
    best = make(
        "max",
        make("variable", identifier=SCORE),
        make("baseValue", text=figures(case.points), baseType="float"),
    )
    then = [make("setOutcomeValue", best, identifier=SCORE)]
    if case.feedback:
        name = make("baseValue", text=case.name, baseType="identifier")
        said = make("multiple", make("variable", identifier=FEEDBACK), name)
        then.append(make("setOutcomeValue", said, identifier=FEEDBACK))
    return make("responseCondition", make("responseIf", case.test, *then))

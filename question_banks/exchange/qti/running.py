"""One run through an item's response processing: rules carried out, expressions worked out, outcomes set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element

from question_banks.exchange.qti.declared import (
    Declaration,
    NotUnderstood,
    Outcomes,
    Value,
    in_any_order,
    number,
    typed,
    values,
)
from question_banks.exchange.qti.expressions import OPERATORS
from question_banks.exchange.xml_text import children, local

MATCH_CORRECT = "match_correct"
MAP_RESPONSE = "map_response"
RESPONSE = "RESPONSE"
SCORE = "SCORE"

Responses = Mapping[str, Value]


class Budget:
    """How many steps the processing of one file may take, so that no file keeps us busy for long."""

    def __init__(self, steps: int = 1_500_000) -> None:
        self._left = steps

    def spend(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise NotUnderstood("is so long that it cannot be worked through")


def constant(element: Element) -> str | float | bool:
    """A value that is written in the processing."""
    return typed("".join(element.itertext()), element.get("baseType", ""))


class _Exit(Exception):
    """The processing ends early, as it asked to."""


class Run:
    """One run through the processing, with one set of responses."""

    def __init__(
        self,
        responses: Mapping[str, Declaration],
        outcomes: Mapping[str, Declaration],
        given: Responses,
        budget: Budget,
    ) -> None:
        self._declared = {**outcomes, **responses}
        self._outcomes = outcomes
        self._given = {name: _in_order(self._declared.get(name), value) for name, value in given.items()}
        self._budget = budget
        self.outcomes: Outcomes = {name: _start(outcome) for name, outcome in outcomes.items()}

    def template_score(self, template: str) -> Value:
        declaration = self._response(RESPONSE)
        response = self._given.get(RESPONSE)
        if template == MATCH_CORRECT:
            return float(response is not None and response == declaration.right)
        if template == MAP_RESPONSE:
            return 0.0 if response is None else self._mapped(declaration, response)
        raise NotUnderstood("follows a template that we do not know")

    def carry_out(self, rules: Element) -> None:
        try:
            self._rules(rules)
        except _Exit:
            return

    def _rules(self, rules: Iterable[Element]) -> None:
        for rule in rules:
            self._budget.spend()
            name = local(rule)
            if name not in RULES:
                raise NotUnderstood(f"uses {_said(name)}")
            RULES[name](self, rule)

    def condition(self, rule: Element) -> None:
        for branch in rule:
            test, *then = branch if local(branch) != "responseElse" else (None, *branch)
            if test is None or self.evaluate(test) is True:
                self._rules(then)
                return

    def set_outcome(self, rule: Element) -> None:
        name = rule.get("identifier", "")
        self.outcomes[name] = self._fitting(name, self.evaluate(_only(rule)))

    def look_up(self, rule: Element) -> None:
        name = rule.get("identifier", "")
        outcome = self._outcomes.get(name)
        if outcome is None or outcome.table is None:
            raise NotUnderstood("looks up a table that is not there")
        self.outcomes[name] = _looked_up(outcome, self.evaluate(_only(rule)))

    def exit(self, rule: Element) -> None:
        raise _Exit

    def evaluate(self, expression: Element) -> Value:
        self._budget.spend()
        name = local(expression)
        if name in OPERATORS:
            arguments = [self.evaluate(part) for part in expression]
            try:
                return OPERATORS[name](expression, arguments)
            except IndexError:
                raise NotUnderstood(f"uses {_said(name)} with too little in it") from None
        if name not in LEAVES:
            raise NotUnderstood(f"uses {_said(name)}")
        return LEAVES[name](self, expression)

    def base_value(self, expression: Element) -> Value:
        return constant(expression)

    def variable(self, expression: Element) -> Value:
        name = expression.get("identifier", "")
        if name in self._given:
            return self._given[name]
        return self.outcomes.get(name)

    def correct(self, expression: Element) -> Value:
        return self._response(expression.get("identifier", "")).right

    def default(self, expression: Element) -> Value:
        declared = self._declared.get(expression.get("identifier", ""))
        return declared.default if declared else None

    def map_response(self, expression: Element) -> Value:
        name = expression.get("identifier", "")
        response = self._given.get(name)
        return None if response is None else self._mapped(self._response(name), response)

    def null(self, expression: Element) -> Value:
        return None

    def _mapped(self, declaration: Declaration, response: Value) -> float:
        if declaration.weights is None:
            raise NotUnderstood("weighs responses that have no weights")
        for _ in range(len(declaration.weights.entries)):
            self._budget.spend()
        return declaration.weights.of(response)

    def _response(self, name: str) -> Declaration:
        declared = self._declared.get(name)
        if declared is None:
            raise NotUnderstood("names a response that is not declared")
        return declared

    def _fitting(self, name: str, value: Value) -> Value:
        """The value in the form of the outcome that it is set to."""
        outcome = self._outcomes.get(name)
        if outcome is None:
            return value
        return _in_order(outcome, tuple(values(value)) or None if outcome.is_container else value)


def _start(outcome: Declaration) -> Value:
    if outcome.default is None and outcome.base_type in ("float", "integer") and not outcome.is_container:
        return 0.0
    return outcome.default


def _in_order(declaration: Declaration | None, value: Value) -> Value:
    return value if declaration and declaration.cardinality == "ordered" else in_any_order(value)


def _only(rule: Element) -> Element:
    if len(rule) != 1:
        raise NotUnderstood("sets an outcome to no single value")
    return rule[0]


def _looked_up(outcome: Declaration, found: Value) -> Value:
    table = outcome.table
    otherwise = table.get("defaultValue") if table is not None else None
    for entry in children(table, "matchTableEntry", "interpolationTableEntry"):
        source, target = number(entry.get("sourceValue", "")), entry.get("targetValue", "")
        if isinstance(found, float) and _reaches(local(entry), entry, found, source):
            return typed(target, outcome.base_type)
    return None if otherwise is None else typed(otherwise, outcome.base_type)


def _reaches(name: str, entry: Element, found: float, source: float) -> bool:
    if name == "matchTableEntry":
        return found == source
    return found > source if entry.get("includeBoundary") == "false" else found >= source


def _said(name: str) -> str:
    """An operator's name for a sentence: only letters, since it comes out of a file."""
    return name if name.isascii() and name.isalpha() and len(name) <= 40 else "something unknown"


RULES: Mapping[str, Callable[[Run, Element], None]] = {
    "responseCondition": Run.condition,
    "setOutcomeValue": Run.set_outcome,
    "lookupOutcomeValue": Run.look_up,
    "exitResponse": Run.exit,
    "responseProcessingFragment": Run._rules,
}

LEAVES: Mapping[str, Callable[[Run, Element], Value]] = {
    "baseValue": Run.base_value,
    "variable": Run.variable,
    "correct": Run.correct,
    "default": Run.default,
    "mapResponse": Run.map_response,
    "null": Run.null,
}

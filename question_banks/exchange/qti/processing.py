"""Response processing, worked through: what an item's outcomes are when somebody gives certain responses.

Hand-written processing can say anything, so it is not looked at for patterns: it is carried out. What the marks
and the feedback of each answer are is then read off the outcomes (see ``marking``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from question_banks.exchange.qti.declared import (
    NUMBERS,
    Declaration,
    NotUnderstood,
    Outcomes,
    Value,
    declarations,
    in_any_order,
    number,
    typed,
    values,
)
from question_banks.exchange.qti.expressions import OPERATORS, bounds, rounding_bounds
from question_banks.exchange.xml_text import child, children, local

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


class Processing:
    """The response processing of one item. ``templates`` are the ones that its package brings along, by name."""

    def __init__(self, item: Element, budget: Budget, templates: Mapping[str, Element] | None = None) -> None:
        self.responses = declarations(item, "responseDeclaration")
        self.outcomes = declarations(item, "outcomeDeclaration")
        self._budget = budget
        self._rules = child(item, "responseProcessing")
        self._template = _template_name(self._rules)
        if self._template and templates and self._template in templates:
            self._rules, self._template = templates[self._template], ""

    @property
    def is_there(self) -> bool:
        """Whether the item says at all how it is marked."""
        return bool(self._template) or (self._rules is not None and len(self._rules) > 0)

    @property
    def only_maps(self) -> bool:
        """Whether the score is the sum of the weights of what was answered."""
        if self._template or self._rules is None:
            return self._template == MAP_RESPONSE
        return any(local(one) == "mapResponse" for one in self._rules.iter())

    def outcomes_of(self, responses: Responses) -> Outcomes:
        """The outcomes when these responses are given. Raises ``NotUnderstood`` when they cannot be worked out."""
        run = _Run(self.responses, self.outcomes, responses, self._budget)
        if self._template:
            run.outcomes[SCORE] = run.template_score(self._template)
        elif self._rules is not None:
            run.carry_out(self._rules)
        return run.outcomes

    def score(self, outcomes: Outcomes) -> float:
        """What was added to the outcome that is the score: by its name, or else the only number among them."""
        named = [name for name in outcomes if name.upper() == SCORE]
        numeric = [name for name, outcome in self.outcomes.items() if outcome.base_type in NUMBERS]
        names = named or (numeric if len(numeric) == 1 else [])
        if not names:
            raise NotUnderstood("sets no score")
        found = outcomes[names[0]]
        if found is None:
            return 0.0
        if isinstance(found, str | bool | tuple):
            raise NotUnderstood("sets a score that is no number")
        start = self.outcomes[names[0]].default if names[0] in self.outcomes else None
        return found - start if isinstance(start, float) else found

    def constants(self) -> Iterator[str | float | bool]:
        return (_constant(element) for element in self._written("baseValue"))

    def answer_sets(self) -> Iterator[tuple[str, ...]]:
        for element in self._written("multiple", "ordered"):
            parts = [str(_constant(part)) for part in element if local(part) == "baseValue"]
            if parts and len(parts) == len(element):
                yield tuple(parts)
        for element in self._written("and"):
            members = [part[0] for part in element if local(part) == "member" and len(part)]
            wanted = [str(_constant(part)) for part in members if local(part) == "baseValue"]
            if wanted:
                yield tuple(wanted)

    def turning_points(self, constants: Sequence[float]) -> Iterator[float]:
        for element in self._written("equal", "equalRounded"):
            for one in constants:
                yield from (
                    bounds(element, one) if local(element) == "equal" else rounding_bounds(element, one)
                )

    def _written(self, *names: str) -> Iterator[Element]:
        """The expressions with these names, where the processing is written out."""
        if self._template or self._rules is None:
            return iter(())
        return (element for element in self._rules.iter() if local(element) in names)


def _constant(element: Element) -> str | float | bool:
    return typed("".join(element.itertext()), element.get("baseType", ""))


def _template_name(rules: Element | None) -> str:
    """The last part of the template's address without its ending; "" when the processing is written out."""
    if rules is None or len(rules):
        return ""
    address = rules.get("template") or rules.get("templateLocation") or ""
    return address.rstrip("/").rpartition("/")[2].lower().removesuffix(".xml")


class _Exit(Exception):
    """The processing ends early, as it asked to."""


class _Run:
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
        return _constant(expression)

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


RULES: Mapping[str, Callable[[_Run, Element], None]] = {
    "responseCondition": _Run.condition,
    "setOutcomeValue": _Run.set_outcome,
    "lookupOutcomeValue": _Run.look_up,
    "exitResponse": _Run.exit,
    "responseProcessingFragment": _Run._rules,
}

LEAVES: Mapping[str, Callable[[_Run, Element], Value]] = {
    "baseValue": _Run.base_value,
    "variable": _Run.variable,
    "correct": _Run.correct,
    "default": _Run.default,
    "mapResponse": _Run.map_response,
    "null": _Run.null,
}

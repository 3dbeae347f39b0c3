"""Response processing, worked through: what an item's outcomes are when somebody gives certain responses.

Hand-written processing can say anything, so it is not looked at for patterns: it is carried out. What the marks
and the feedback of each answer are is then read off the outcomes (see ``marking``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from question_banks.exchange.qti.declared import (
    NUMBERS,
    NotUnderstood,
    Outcomes,
    declarations,
)
from question_banks.exchange.qti.expressions import bounds, rounding_bounds
from question_banks.exchange.qti.running import MAP_RESPONSE, SCORE, Budget, Responses, Run, constant
from question_banks.exchange.xml_text import child, local


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
        run = Run(self.responses, self.outcomes, responses, self._budget)
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
        return (constant(element) for element in self._written("baseValue"))

    def answer_sets(self) -> Iterator[tuple[str, ...]]:
        for element in self._written("multiple", "ordered"):
            parts = [str(constant(part)) for part in element if local(part) == "baseValue"]
            if parts and len(parts) == len(element):
                yield tuple(parts)
        for element in self._written("and"):
            members = [part[0] for part in element if local(part) == "member" and len(part)]
            wanted = [str(constant(part)) for part in members if local(part) == "baseValue"]
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


def _template_name(rules: Element | None) -> str:
    """The last part of the template's address without its ending; "" when the processing is written out."""
    if rules is None or len(rules):
        return ""
    address = rules.get("template") or rules.get("templateLocation") or ""
    return address.rstrip("/").rpartition("/")[2].lower().removesuffix(".xml")

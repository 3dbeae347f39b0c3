"""Response processing of QTI 1, worked through: each condition that is met sets the score and shows feedback."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from question_banks.exchange.qti.declared import (
    NotUnderstood,
    Outcomes,
    Value,
    number,
    optional_number,
    values,
)
from question_banks.exchange.qti.running import SCORE, Budget
from question_banks.exchange.xml_text import child, children, local

SHOWN = "SHOWN"
PERCENT = 100.0
COMPARED = {"varlt": operator.lt, "varlte": operator.le, "vargt": operator.gt, "vargte": operator.ge}
EQUAL = ("varequal", "varsubstring")


class Processing:
    """How an item is marked. ``numeric`` names its responses that are numbers, ``ordered`` those in an order."""

    def __init__(
        self, item: Element, budget: Budget, *, numeric: frozenset[str], ordered: frozenset[str]
    ) -> None:
        self._budget = budget
        self._numeric, self._ordered = numeric, ordered
        found = child(item, "resprocessing")
        self._conditions = list(children(found, "respcondition"))
        variables = list(children(child(found, "outcomes"), "decvar"))
        names = [variable.get("varname") or SCORE for variable in variables]
        self._other_names = frozenset(names)
        self._score_name = next(
            (name for name in names if name.upper() == SCORE), names[0] if names else SCORE
        )
        self._variable = next(
            (one for one, name in zip(variables, names, strict=True) if name == self._score_name), None
        )

    @property
    def is_there(self) -> bool:
        """Whether any condition gives marks; some only show feedback."""
        return any(next(children(condition, "setvar"), None) is not None for condition in self._conditions)

    @property
    def only_maps(self) -> bool:
        return False

    @property
    def is_percent(self) -> bool:
        """Whether the score counts in per cent of marks that are written elsewhere, as Canvas does."""
        return self._variable is not None and self._limit("maxvalue") == PERCENT

    def outcomes_of(self, responses: Mapping[str, Value]) -> Outcomes:
        score, shown = self._start, list[str]()
        for condition in self._conditions:
            self._budget.spend()
            test = child(condition, "conditionvar")
            if test is None or not self._all(list(test), responses):
                continue
            for change in children(condition, "setvar"):
                score = self._changed(score, change)
            shown += [one.get("linkrefid", "") for one in children(condition, "displayfeedback")]
            if (
                condition.get("continue", "").lower() == "no"
                and next(children(condition, "setvar"), None) is not None
            ):
                break
        return {SCORE: self._bounded(score), SHOWN: tuple(shown)}

    def score(self, outcomes: Outcomes) -> float:
        found = outcomes[SCORE]
        return found - self._start if isinstance(found, float) else 0.0

    def constants(self) -> Iterator[str | float | bool]:
        for element in self._tests(*EQUAL, *COMPARED):
            text = _text(element)
            yield number(text) if element.get("respident", "") in self._numeric else text

    def answer_sets(self) -> Iterator[tuple[str, ...]]:
        """The answers that a condition wants all of, besides those that it does not want."""
        for condition in self._conditions:
            test = child(condition, "conditionvar")
            if test is not None and next(children(condition, "setvar"), None) is not None:
                wanted = tuple(_wanted(test))
                if wanted:
                    yield wanted

    def turning_points(self, constants: Sequence[float]) -> Iterator[float]:
        return iter(())

    @property
    def _start(self) -> float:
        return self._limit("defaultval") or 0.0

    def _limit(self, name: str) -> float | None:
        return None if self._variable is None else optional_number(self._variable.get(name))

    def _bounded(self, score: float) -> float:
        """Only from above: what falls below the least still says that an answer takes marks away."""
        highest = self._limit("maxvalue")
        return score if highest is None else min(score, highest)

    def _changed(self, score: float, change: Element) -> float:
        name = change.get("varname") or SCORE
        # A name that is not declared is a slip of the pen; another one that is, is another outcome.
        if name != self._score_name and name in self._other_names:
            return score
        action, by = change.get("action", "Set").lower(), number(_text(change))
        if action not in ACTIONS or (action == "divide" and not by):
            raise NotUnderstood("changes its score in a way that we do not know")
        return ACTIONS[action](score, by)

    def _tests(self, *names: str) -> Iterator[Element]:
        for condition in self._conditions:
            test = child(condition, "conditionvar")
            yield from (one for one in (test.iter() if test is not None else ()) if local(one) in names)

    def _all(self, tests: Sequence[Element], responses: Mapping[str, Value]) -> bool:
        """Whether all tests are met; of several texts for the one answer that there can be, one is enough."""
        if len(tests) > 1 and all(local(test) == "varequal" for test in tests):
            named = {test.get("respident", "") for test in tests}
            if len(named) == 1:
                return self._of_one(named.pop(), tests, responses)
        return all(self._is_met(test, responses) for test in tests)

    def _of_one(self, name: str, tests: Sequence[Element], responses: Mapping[str, Value]) -> bool:
        if name in self._ordered:
            return tuple(values(responses.get(name))) == tuple(_text(test) for test in tests)
        met = [self._is_met(test, responses) for test in tests]
        return all(met) if isinstance(responses.get(name), tuple) else any(met)

    def _is_met(self, test: Element, responses: Mapping[str, Value]) -> bool:
        self._budget.spend()
        name = local(test)
        if name == "not":
            return not self._all(list(test), responses)
        if name == "and":
            return self._all(list(test), responses)
        if name == "or":
            return any(self._is_met(part, responses) for part in test)
        if name == "other":
            return True
        answer = responses.get(test.get("respident", ""))
        if name == "unanswered":
            return answer is None or answer == ()
        if name in COMPARED:
            return _compared(name, answer, number(_text(test)))
        if name in EQUAL:
            return self._is_equal(test, answer)
        raise NotUnderstood("uses a test that we do not know")

    def _is_equal(self, test: Element, answer: Value) -> bool:
        text, name = _text(test), test.get("respident", "")
        if name in self._numeric:
            return answer is not None and number(text) in tuple(values(answer))
        given = [str(one) for one in values(answer)]
        if test.get("case", "No").lower() != "yes" and not isinstance(answer, tuple):
            text, given = text.casefold(), [one.casefold() for one in given]
        return any(text in one if local(test) == "varsubstring" else text == one for one in given)


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _wanted(test: Element) -> Iterator[str]:
    for part in test:
        if local(part) == "varequal":
            yield _text(part)
        elif local(part) == "and":
            yield from _wanted(part)


def _compared(name: str, answer: Value, limit: float) -> bool:
    return isinstance(answer, float) and COMPARED[name](answer, limit)


ACTIONS: Mapping[str, Callable[[float, float], float]] = {
    "set": lambda score, by: by,
    "add": lambda score, by: score + by,
    "subtract": lambda score, by: score - by,
    "multiply": lambda score, by: score * by,
    "divide": lambda score, by: score / by,
}

"""How an item is marked, found out by trying: its processing is worked through for each answer there can be."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Protocol

from question_banks.exchange.qti.body import Feedback, joined
from question_banks.exchange.qti.declared import (
    Declaration,
    NotUnderstood,
    Outcomes,
    Value,
    in_any_order,
    values,
)

ROUNDED, DECIMALS = 5, 10
LARGEST_DENOMINATOR = 20
NOISE = 1e-9
MOST_MARKS = 100
CLOSE = 0.001
MOST_TRIALS = 400
"""Answers of one item that are tried. Who lists more has made a list, not a question."""


class Marking(Protocol):
    """How an item of one version of QTI is marked, as far as trying needs it. All may raise ``NotUnderstood``."""

    @property
    def is_there(self) -> bool:
        """Whether the item says at all how it is marked."""

    @property
    def only_maps(self) -> bool:
        """Whether the score is the sum of the weights of what was answered."""

    def outcomes_of(self, responses: Mapping[str, Value]) -> Outcomes:
        """The outcomes when these responses are given."""

    def score(self, outcomes: Outcomes) -> float: ...

    def constants(self) -> Iterable[str | float | bool]:
        """The values that responses are compared with."""

    def answer_sets(self) -> Iterable[tuple[str, ...]]:
        """The whole answers, of several choices, that responses are compared with."""

    def turning_points(self, constants: Sequence[float]) -> Iterable[float]:
        """The numbers besides these at which what is earned may change."""


@dataclass
class Trials:
    """Answers tried on one response of an item. ``points`` and ``shown`` raise ``NotUnderstood``."""

    processing: Marking
    response: Declaration
    feedback: Sequence[Feedback] = ()
    _tried: dict[Value, Outcomes] = field(default_factory=dict)

    @property
    def has_key(self) -> bool:
        """Whether the item says what is right, in its processing or its declarations."""
        return (
            self.processing.is_there or self.response.right is not None or self.response.weights is not None
        )

    def points(self, answer: Value) -> float:
        """What the answer earns. Without processing the declared weights count, or else the declared right answer."""
        if self.processing.is_there:
            return self.processing.score(self._outcomes(answer))
        if self.response.weights is not None and answer is not None:
            return self.response.weights.of(answer)
        return float(answer is not None and self._is_right(answer))

    def weight(self, answer: Value) -> float:
        """What a single choice earns, below nothing too where a bound only keeps the sum from falling so low."""
        weights = self.response.weights
        if weights is None or not self.processing.only_maps:
            return self.points(answer)
        return replace(weights, lowest=-math.inf).of(answer)

    def shown(self, answer: Value) -> frozenset[int]:
        """Which pieces of feedback are shown after the answer, by their place in ``feedback``."""
        outcomes = self._outcomes(answer)
        return frozenset(place for place, one in enumerate(self.feedback) if one.is_shown(outcomes))

    def texts(self, places: Iterable[int]) -> str:
        return joined(self.feedback[place].text for place in sorted(places))

    def _is_right(self, answer: Value) -> bool:
        ordered = self.response.cardinality == "ordered"
        return (answer if ordered else in_any_order(answer)) == self.response.right

    def _outcomes(self, answer: Value) -> Outcomes:
        if answer not in self._tried:
            if len(self._tried) >= MOST_TRIALS:
                raise NotUnderstood("allows so many answers that they cannot all be tried")
            self._tried[answer] = self.processing.outcomes_of({self.response.identifier: answer})
        return self._tried[answer]


def right_set(trials: Trials) -> tuple[str, ...]:
    """The declared right answer, or else the one of those written in the processing that earns most."""
    declared = tuple(str(one) for one in values(trials.response.right))
    if declared or not trials.response.is_container:
        return declared
    found: dict[tuple[str, ...], float] = {}
    for answer in trials.processing.answer_sets():
        found[answer] = trials.points(answer)
    best = max(found, key=lambda answer: found[answer], default=())
    return best if best and found[best] > 0 else ()


def credit(points: float, most: float) -> float:
    """Points in per cent of the most that can be earned, as a credit may be: a third is 33.33333."""
    share = points / most
    simple = Fraction(share).limit_denominator(LARGEST_DENOMINATOR)
    decimals = ROUNDED if abs(simple - Fraction(share)) < NOISE else DECIMALS
    return min(100.0, max(-100.0, round(share * 100, decimals)))


def marks(most: float) -> int:
    """The marks for a question that earned so many points; 1 where ours cannot be the same."""
    return int(most) if 1 <= most <= MOST_MARKS and float(most).is_integer() else 1


def other_marks(most: float) -> tuple[str, ...]:
    """What to tell where a question earned other marks than ours can give."""
    if most <= 0 or marks(most) == most:
        return ()
    return (f"It gave {most:g} marks there; here it gives {marks(most)}.",)


def unreadable(reason: NotUnderstood, declared: bool) -> str:
    """What to tell where the marking cannot be worked out. ``declared`` says that something is declared as right."""
    if declared:
        return f"Its marking {reason}, so only what it declares as right was taken."
    return f"Its marking {reason}, and it declares nothing as right, so it is not marked here."


def unseen(count: int) -> tuple[str, ...]:
    """What to tell of feedback that no answer tried brings up."""
    if not count:
        return ()
    pieces = "One piece of its feedback was" if count == 1 else f"{count} pieces of its feedback were"
    return (f"{pieces} left out: no answer that could be tried shows it.",)


@dataclass(frozen=True)
class Said:
    """The feedback of an item: to everybody, to those who gave each answer, and to those who were right or wrong."""

    general: str
    specific: Mapping[Value, str]
    right: str = ""
    wrong: str = ""
    unseen: int = 0


def feedback_of(
    trials: Trials,
    answers: Mapping[Value, str],
    right: Value = None,
    wrong: Value = None,
    but: frozenset[int] = frozenset(),
) -> Said:
    """The feedback, told apart by trying ``answers`` (each with its identifier, where it is a choice).

    Besides them ``right`` and ``wrong`` are answers of which only is said who was right. Feedback that no answer
    brings up is told apart by where it stands and what it is called. The pieces ``but`` are told elsewhere.
    """
    shown = {answer: _shown(trials, answer) for answer in answers}
    ends = [_shown(trials, one) for one in (right, wrong) if one is not None]
    always = frozenset.intersection(*shown.values(), *ends) if shown or ends else frozenset()
    when_right = _shown(trials, right) - always if right is not None else frozenset()
    when_wrong = _shown(trials, wrong) - always if wrong is not None else frozenset()
    seen = always.union(when_right, when_wrong, *shown.values())
    never = frozenset(range(len(trials.feedback))) - seen - but
    by_choice = {answer: _in_choice(trials, never, choice) for answer, choice in answers.items()}
    called = {name: _called(trials, never, names) for name, names in CALLED.items()}
    placed = frozenset[int]().union(*by_choice.values(), *called.values())
    left = [place for place in never - placed if not trials.feedback[place].choice]
    return Said(
        general=trials.texts(always | called["general"]),
        specific={
            answer: trials.texts((places - always) | by_choice[answer]) for answer, places in shown.items()
        },
        right=trials.texts((when_right - when_wrong - but) | called["right"]),
        wrong=trials.texts((when_wrong - when_right - but) | called["wrong"]),
        unseen=len(left),
    )


@dataclass(frozen=True)
class Own:
    """The feedback of each of several choices by its identifier, and which pieces it is."""

    texts: Mapping[str, str]
    places: frozenset[int]


def feedback_of_each(trials: Trials, choices: Sequence[str]) -> Own:
    """What stands within a choice, or is shown for that choice alone."""
    shown = {choice: _shown(trials, (choice,)) for choice in choices}
    times = Counter(place for places in shown.values() for place in places)
    # Of two choices, what is shown for one alone may be meant for all who are right.
    alone = {place for place, count in times.items() if count == 1 and len(choices) > 2}
    places = {
        choice: frozenset(
            place
            for place, one in enumerate(trials.feedback)
            if (one.choice == choice if one.choice else place in seen and place in alone)
        )
        for choice, seen in shown.items()
    }
    return Own(
        {choice: trials.texts(own) for choice, own in places.items()}, frozenset().union(*places.values())
    )


CALLED = {
    "general": ("general", "neutral", "always"),
    "right": ("correct", "right", "ok"),
    "wrong": ("incorrect", "wrong", "no"),
}
"""What items call their feedback whose showing cannot be worked out."""


def _shown(trials: Trials, answer: Value) -> frozenset[int]:
    try:
        return trials.shown(answer)
    except NotUnderstood:
        return frozenset()


def _in_choice(trials: Trials, places: frozenset[int], choice: str) -> frozenset[int]:
    """Which of these pieces stand in a choice, or are called as it is."""
    return frozenset(
        place
        for place in places
        if choice and choice in (trials.feedback[place].choice, trials.feedback[place].value)
    )


def _called(trials: Trials, places: frozenset[int], names: Sequence[str]) -> frozenset[int]:
    return frozenset(
        place
        for place in places
        if not trials.feedback[place].choice and trials.feedback[place].value.casefold() in names
    )


def literals(trials: Trials) -> list[str | float | bool]:
    """Every value that the item compares responses with: declared right, weighed, or written in its processing."""
    found: list[str | float | bool] = list(values(trials.response.right))
    if trials.response.weights is not None:
        found += [entry.key for entry in trials.response.weights.entries]
    return list(dict.fromkeys([*found, *trials.processing.constants()]))

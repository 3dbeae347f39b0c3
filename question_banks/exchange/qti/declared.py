"""What an item of QTI declares: its responses with their right answers and weights, and its outcomes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from question_banks.exchange.xml_text import child, children

Value = None | str | float | bool | tuple[str | float | bool, ...]
"""Null, one value, or a container's values. Pairs are texts: "A B", undirected ones in the alphabet's order."""

Outcomes = dict[str, Value]

NUMBERS = ("float", "integer")
LONGEST = 10_000
LARGEST = 1e15
FIGURES = 12


class NotUnderstood(Exception):
    """The marking uses something that cannot be worked out here. The message names it, as "it ..."."""


@dataclass(frozen=True)
class Weight:
    """One entry of a mapping: the response ``key`` earns ``points``."""

    key: str | float | bool
    points: float
    case_matters: bool = True


@dataclass(frozen=True)
class Weights:
    """A mapping from responses to points, and the bounds of their sum."""

    entries: tuple[Weight, ...]
    otherwise: float = 0
    lowest: float = -math.inf
    highest: float = math.inf

    def of(self, response: Value) -> float:
        """The points of a response; each value of a container counts once."""
        total = sum((self._of_one(one) for one in dict.fromkeys(values(response))), 0.0)
        return min(max(total, self.lowest), self.highest)

    def _of_one(self, one: str | float | bool) -> float:
        for entry in self.entries:
            if entry.key == one or (
                not entry.case_matters and str(entry.key).casefold() == str(one).casefold()
            ):
                return entry.points
        return self.otherwise


@dataclass(frozen=True)
class Declaration:
    """A variable of an item. ``right`` and ``weights`` are a response's; ``highest`` and ``table`` an outcome's."""

    identifier: str
    cardinality: str
    base_type: str
    default: Value = None
    right: Value = None
    weights: Weights | None = None
    highest: float | None = None
    table: Element | None = field(default=None, compare=False)

    @property
    def is_container(self) -> bool:
        return self.cardinality in ("multiple", "ordered")


def declarations(item: Element, name: str) -> Mapping[str, Declaration]:
    """The item's declarations of one sort ("responseDeclaration"), by identifier."""
    found = (_declaration(element) for element in children(item, name))
    return {declaration.identifier: declaration for declaration in found}


def _declaration(element: Element) -> Declaration:
    base_type = element.get("baseType", "")
    cardinality = element.get("cardinality", "single")
    mapping = child(element, "mapping")
    table = next(children(element, "matchTable", "interpolationTable"), None)
    return Declaration(
        identifier=element.get("identifier", ""),
        cardinality=cardinality,
        base_type=base_type,
        default=_given(child(element, "defaultValue"), base_type, cardinality),
        right=_given(child(element, "correctResponse"), base_type, cardinality),
        weights=None if mapping is None else _weights(mapping, base_type),
        highest=optional_number(element.get("normalMaximum")),
        table=table,
    )


def _given(element: Element | None, base_type: str, cardinality: str) -> Value:
    found = tuple(typed(text_of(value), base_type) for value in children(element, "value"))
    if not found:
        return None
    if cardinality == "ordered":
        return found
    return in_any_order(found) if cardinality == "multiple" else found[0]


def _weights(mapping: Element, base_type: str) -> Weights:
    entries = tuple(
        Weight(
            key=typed(entry.get("mapKey", ""), base_type),
            points=number(entry.get("mappedValue", "")),
            case_matters=entry.get("caseSensitive", "true") != "false",
        )
        for entry in children(mapping, "mapEntry")
    )
    lowest = optional_number(mapping.get("lowerBound"))
    highest = optional_number(mapping.get("upperBound"))
    return Weights(
        entries=entries,
        otherwise=optional_number(mapping.get("defaultValue")) or 0,
        lowest=-math.inf if lowest is None else lowest,
        highest=math.inf if highest is None else highest,
    )


def text_of(element: Element) -> str:
    return "".join(element.itertext()).strip()


def typed(text: str, base_type: str) -> str | float | bool:
    """A value written in a file, as its base type says."""
    text = text.strip()
    if len(text) > LONGEST:
        raise NotUnderstood("compares with a very long text")
    if base_type in NUMBERS:
        return number(text)
    if base_type == "boolean":
        return text == "true"
    if base_type == "pair":
        return " ".join(sorted(text.split()))
    return " ".join(text.split()) if base_type == "directedPair" else text


def number(text: str) -> float:
    """A number written in a file. Raises ``NotUnderstood`` when it is none, or not a finite one."""
    try:
        found = float(text)
    except ValueError:
        raise NotUnderstood("names a number that is none") from None
    # NaN is not within the limits either.
    if not abs(found) <= LARGEST:
        raise NotUnderstood("names a number that is too large")
    return found


def optional_number(text: str | None) -> float | None:
    return None if text is None or not text.strip() else number(text)


def in_any_order(value: Value) -> Value:
    """A container whose order says nothing, in the one order that makes equal ones equal."""
    return tuple(sorted(value, key=str)) if isinstance(value, tuple) else value


def values(value: Value) -> Iterator[str | float | bool]:
    """What a value holds: nothing when it is null, itself, or what is in the container."""
    if isinstance(value, tuple):
        yield from value
    elif value is not None:
        yield value


def figures(value: float) -> float:
    """The number without the noise of reckoning in binary."""
    return float(f"{value:.{FIGURES}g}")

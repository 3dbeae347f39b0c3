"""What the expressions of QTI's response processing come to. Any that is not here cannot be worked out."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element

from question_banks.exchange.qti.declared import NotUnderstood, Value, figures, in_any_order, number, values

Arguments = Sequence[Value]
MOST_FIGURES = 15


def numbers_of(arguments: Arguments) -> list[float] | None:
    """All numbers of the arguments, containers opened; None when one of them is null."""
    if any(argument is None for argument in arguments):
        return None
    found = [one for argument in arguments for one in values(argument)]
    if any(isinstance(one, str | bool) for one in found):
        raise NotUnderstood("reckons with what is no number")
    return [float(one) for one in found]


def _texts(arguments: Arguments) -> list[str] | None:
    if any(argument is None for argument in arguments):
        return None
    return [str(argument) for argument in arguments]


def _is_null(element: Element, arguments: Arguments) -> Value:
    return arguments[0] is None or arguments[0] in ("", ())


def _and(element: Element, arguments: Arguments) -> Value:
    if any(argument is False for argument in arguments):
        return False
    return None if any(argument is None for argument in arguments) else True


def _or(element: Element, arguments: Arguments) -> Value:
    if any(argument is True for argument in arguments):
        return True
    return None if any(argument is None for argument in arguments) else False


def _not(element: Element, arguments: Arguments) -> Value:
    return None if arguments[0] is None else not arguments[0]


def _any_n(element: Element, arguments: Arguments) -> Value:
    true = sum(argument is True for argument in arguments)
    return number(element.get("min", "")) <= true <= number(element.get("max", ""))


def _match(element: Element, arguments: Arguments) -> Value:
    one, other = arguments[0], arguments[1]
    return None if one is None or other is None else one == other


def _ordered(element: Element, arguments: Arguments) -> Value:
    return tuple(one for argument in arguments for one in values(argument)) or None


def _multiple(element: Element, arguments: Arguments) -> Value:
    return in_any_order(_ordered(element, arguments))


def _size(element: Element, arguments: Arguments) -> Value:
    return float(len(list(values(arguments[0]))))


def _member(element: Element, arguments: Arguments) -> Value:
    one, container = arguments[0], arguments[1]
    return None if one is None or container is None else one in tuple(values(container))


def _contains(element: Element, arguments: Arguments) -> Value:
    container, part = arguments[0], arguments[1]
    return None if container is None or part is None else set(values(part)) <= set(values(container))


def _delete(element: Element, arguments: Arguments) -> Value:
    return tuple(one for one in values(arguments[1]) if one != arguments[0]) or None


def _index(element: Element, arguments: Arguments) -> Value:
    found = list(values(arguments[0]))
    place = int(number(element.get("n", "")))
    return found[place - 1] if 1 <= place <= len(found) else None


def _string_match(element: Element, arguments: Arguments) -> Value:
    texts = _texts(arguments)
    if texts is None:
        return None
    one, other = _cased(element, texts)
    return other in one if element.get("substring") == "true" else one == other


def _substring(element: Element, arguments: Arguments) -> Value:
    texts = _texts(arguments)
    if texts is None:
        return None
    part, whole = _cased(element, texts)
    return part in whole


def _cased(element: Element, texts: Sequence[str]) -> list[str]:
    sensitive = element.get("caseSensitive", "true") != "false"
    return [text if sensitive else text.casefold() for text in texts[:2]]


def bounds(element: Element, value: float) -> tuple[float, float]:
    """From where to where a number is equal to ``value``, as an ``equal`` says."""
    mode = element.get("toleranceMode", "exact")
    if mode == "exact":
        return value, value
    below, *above = [number(text) for text in element.get("tolerance", "").split()[:2]] or [0.0]
    upwards = above[0] if above else below
    if mode == "relative":
        below, upwards = abs(value) * below / 100, abs(value) * upwards / 100
    return value - below, value + upwards


def _equal(element: Element, arguments: Arguments) -> Value:
    found = numbers_of(arguments)
    if found is None:
        return None
    low, high = bounds(element, found[1])
    above = found[0] > low if element.get("includeLowerBound") == "false" else found[0] >= low
    below = found[0] < high if element.get("includeUpperBound") == "false" else found[0] <= high
    return above and below


def rounded(element: Element, value: float) -> float:
    """The number to the figures that an ``equalRounded`` names."""
    figures = int(number(element.get("figures", "3")))
    if not 0 <= figures <= MOST_FIGURES:
        raise NotUnderstood("rounds to more figures than a number has")
    if element.get("roundingMode") == "decimalPlaces":
        return round(value, figures)
    return float(f"{value:.{max(figures, 1)}g}")


def rounding_bounds(element: Element, value: float) -> tuple[float, float]:
    """From where to where numbers round to ``value``, as an ``equalRounded`` says."""
    places = int(number(element.get("figures", "3")))
    near = rounded(element, value)
    if element.get("roundingMode") == "decimalPlaces":
        half = 0.5 * 10.0**-places
    else:
        exponent = int(f"{near:e}".partition("e")[2])
        half = 0.5 * 10.0 ** (exponent - max(places, 1) + 1)
    return figures(near - half), figures(near + half)


def _equal_rounded(element: Element, arguments: Arguments) -> Value:
    found = numbers_of(arguments)
    return None if found is None else rounded(element, found[0]) == rounded(element, found[1])


def _reckoned(reckon: Callable[[list[float]], float]) -> Operator:
    """An operator on numbers: null for null, and ``NotUnderstood`` for what comes to no number."""

    def operate(element: Element, arguments: Arguments) -> Value:
        found = numbers_of(arguments)
        if found is None:
            return None
        try:
            result = reckon(found)
        except (ArithmeticError, ValueError, IndexError):
            raise NotUnderstood("reckons with what is no number") from None
        if not math.isfinite(result):
            raise NotUnderstood("reckons with what is no number")
        return float(result)

    return operate


def _compared(compare: Callable[[float, float], bool]) -> Operator:
    def operate(element: Element, arguments: Arguments) -> Value:
        found = numbers_of(arguments)
        if found is None or len(found) != 2:
            return None
        return compare(*found)

    return operate


Operator = Callable[[Element, Arguments], Value]

OPERATORS: Mapping[str, Operator] = {
    "isNull": _is_null,
    "and": _and,
    "or": _or,
    "not": _not,
    "anyN": _any_n,
    "match": _match,
    "multiple": _multiple,
    "ordered": _ordered,
    "containerSize": _size,
    "member": _member,
    "contains": _contains,
    "delete": _delete,
    "index": _index,
    "stringMatch": _string_match,
    "substring": _substring,
    "equal": _equal,
    "equalRounded": _equal_rounded,
    "lt": _compared(operator.lt),
    "gt": _compared(operator.gt),
    "lte": _compared(operator.le),
    "gte": _compared(operator.ge),
    "sum": _reckoned(math.fsum),
    "product": _reckoned(math.prod),
    "subtract": _reckoned(lambda found: found[0] - found[1]),
    "divide": _reckoned(lambda found: found[0] / found[1]),
    "integerDivide": _reckoned(lambda found: found[0] // found[1]),
    "integerModulus": _reckoned(lambda found: found[0] % found[1]),
    "min": _reckoned(min),
    "max": _reckoned(max),
    "round": _reckoned(lambda found: math.floor(found[0] + 0.5)),
    "truncate": _reckoned(lambda found: math.trunc(found[0])),
}

"""A document as JSON text, laid out for reading or canonical."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from question_banks.errors import Refusal


def parsed(text: str) -> object:
    """The document in a JSON text; ``Refusal`` when it is broken, or names a field twice, or holds NaN."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        raise Refusal("The JSON is nested too deeply to be a question bank.") from None
    except json.JSONDecodeError as error:
        raise Refusal(f"The JSON is broken at line {error.lineno}, column {error.colno}.") from None
    except ValueError:
        raise Refusal("The JSON holds a number that is too long to be read.") from None


def written(document: Mapping[str, Any]) -> str:
    """The document as JSON text for people."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def canonical(document: Mapping[str, Any]) -> bytes:
    """The one form of a document that its digest is taken of: sorted names, no spaces, UTF-8."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise Refusal("The JSON names a field twice in the same object.")
    return table


def _no_constant(name: str) -> NoReturn:
    raise Refusal(f"The JSON holds {name}, which is not a number.")

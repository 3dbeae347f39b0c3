"""Findings as a document that JSON can hold, and back: what an issued report keeps."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from surveys.findings.model import EventFindings

FORMAT = "foursteps-findings/1"


def to_dict(findings: EventFindings) -> dict[str, Any]:
    """Moments are ISO text in UTC, lists are lists, and every field is there."""
    return {"format": FORMAT, **_plain(findings)}


def from_dict(document: dict[str, Any]) -> EventFindings:
    """The findings that ``to_dict`` made ``document`` of.

    Raises:
        ValueError: the document is in another format.
    """
    if document.get("format") != FORMAT:
        raise ValueError(f"these findings are not in the format {FORMAT}")
    return _read(EventFindings, document)  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime) else value


def _read(kind: Any, value: Any) -> Any:
    """``value`` as one of ``kind``, which is the type of a field of the model."""
    if isinstance(kind, UnionType):
        [some] = [each for each in get_args(kind) if each is not NoneType]
        return None if value is None else _read(some, value)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        # What findings did not have when they were issued is left at its default.
        there = [field.name for field in fields(kind) if field.name in value or field.default is MISSING]
        return kind(**{name: _read(hints[name], value[name]) for name in there})  # type: ignore[operator]
    if kind is datetime:
        return datetime.fromisoformat(value)
    return kind(value)


def _read_tuple(kinds: tuple[Any, ...], values: list[Any]) -> tuple[Any, ...]:
    if kinds[1:] == (Ellipsis,):
        return tuple(_read(kinds[0], value) for value in values)
    return tuple(_read(kind, value) for kind, value in zip(kinds, values, strict=True))

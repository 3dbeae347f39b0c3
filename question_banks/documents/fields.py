"""The door of a document: each field is taken out by name and type, and what is left over is unknown.

Whatever is wrong raises ``Refusal`` with one sentence that names the place, entries counted from 1, and
repeats nothing of the file but plain names.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from enum import StrEnum
from typing import TypeVar

from question_banks.characters import is_key, is_plain_name, is_storable
from question_banks.errors import Refusal

LONGEST_TITLE = 200
LONGEST_TEXT = 10_000
MOST_ENTRIES = 5_000
MISSING = object()

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Fields:
    """One table of a document, read field by field. ``place`` is its path, such as ``questions[3]``."""

    def __init__(self, table: object, place: str = "", *, named_by: str = "key") -> None:
        if not isinstance(table, dict):
            raise Refusal(f"{place or 'The document'} must be a table of named fields.")
        self._left = dict(table)
        name = table.get(named_by)
        known = place and isinstance(name, str) and is_plain_name(name)
        self.place = f'{place} "{name}"' if known else place

    def text(self, name: str, default: str | None = None, *, longest: int = LONGEST_TEXT) -> str:
        """Any text that every store can keep. Without a default the field must be there; it may be blank."""
        value = self._take(name, default)
        if not isinstance(value, str):
            raise self.refusal(f"{name} must be text")
        if len(value) > longest:
            raise self.refusal(f"{name} must be at most {longest:,} characters long")
        if not is_storable(value):
            raise self.refusal(f"{name} holds a character that cannot be kept")
        return value

    def key(self, name: str, default: str | None = None) -> str:
        """A key; with a default of "" it may be left empty."""
        value = self._take(name, default)
        if value == default and isinstance(value, str):
            return value
        return self._key(name, value)

    def keys(self, name: str) -> tuple[str, ...]:
        """A list of different keys; absent means none."""
        return self._different(name, [self._key(name, item) for item in self._list(name)])

    def number(self, name: str, low: int, high: int, default: int | None = None) -> int:
        value = self.optional_number(name, low, high, default)
        if value is None:
            raise self.refusal(f"{name} is missing")
        return value

    def optional_number(self, name: str, low: int, high: int, default: int | None = None) -> int | None:
        """A whole number in the range; the default when absent."""
        if name not in self._left:
            return default
        value = self._take(name)
        # A bool is an int to Python, and 2.0 is no whole number to a reader of the file.
        if type(value) is not int or not low <= value <= high:
            raise self.refusal(f"{name} must be a whole number from {low} to {high}")
        return value

    def decimal(self, name: str, low: float, high: float, default: float | None = None) -> float:
        value = self.optional_decimal(name, low, high, default)
        if value is None:
            raise self.refusal(f"{name} is missing")
        return value

    def optional_decimal(
        self, name: str, low: float, high: float, default: float | None = None
    ) -> float | None:
        """A number in the range of at most 15 significant digits; the default when absent."""
        if name not in self._left:
            return default
        value = self._take(name)
        # NaN is in no range. Beyond 15 digits two different texts could be read as one number.
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.refusal(f"{name} must be a number from {low:,.0f} to {high:,.0f}")
        if float(f"{value:.15g}") != value:
            raise self.refusal(f"{name} must have at most 15 digits")
        return float(value)

    def flag(self, name: str, default: bool) -> bool:
        value = self.optional_flag(name)
        return default if value is None else value

    def optional_flag(self, name: str) -> bool | None:
        """True or false; None when absent."""
        if name not in self._left:
            return None
        value = self._take(name)
        if not isinstance(value, bool):
            raise self.refusal(f"{name} must be true or false")
        return value

    def choice(self, name: str, choices: type[E], default: E | None = None) -> E:
        return self._choice(name, self._take(name, default), choices)

    def choices(self, name: str, choices: type[E], *, required: bool = True) -> tuple[E, ...]:
        """A list of different choices. Absent means none, unless the field is required."""
        if required and name not in self._left:
            raise self.refusal(f"{name} is missing")
        return self._different(name, [self._choice(name, item, choices) for item in self._list(name)])

    def entries(
        self,
        name: str,
        read: Callable[[Fields], T],
        identity: Callable[[T], Hashable],
        *,
        named_by: str = "key",
    ) -> tuple[T, ...]:
        """A list of tables, each read by ``read``; the same identity twice is refused. Absent means none."""
        made: dict[Hashable, T] = {}
        for position, item in enumerate(self._list(name), start=1):
            place = f"{self.place}.{name}[{position}]".removeprefix(".")
            fields = Fields(item, place, named_by=named_by)
            entry = read(fields)
            fields.close()
            if identity(entry) in made:
                raise fields.refusal(f"{named_by} is used twice in {name}")
            made[identity(entry)] = entry
        return tuple(made.values())

    def close(self) -> None:
        """Refuse the table when something in it was not asked for."""
        for name in self._left:
            plain = isinstance(name, str) and is_plain_name(name)
            raise self.refusal(
                f'"{name}" is not a field we know' if plain else "it has a field we do not know"
            )

    def refusal(self, what: str) -> Refusal:
        return Refusal(f"{self.place or 'The document'}: {what}.")

    def _take(self, name: str, default: object = None) -> object:
        value = self._left.pop(name, MISSING)
        if value is not MISSING:
            return value
        if default is None:
            raise self.refusal(f"{name} is missing")
        return default

    def _list(self, name: str) -> list[object]:
        value = self._left.pop(name, [])
        if not isinstance(value, list):
            raise self.refusal(f"{name} must be a list")
        if len(value) > MOST_ENTRIES:
            raise self.refusal(f"{name} must have at most {MOST_ENTRIES:,} entries")
        return value

    def _key(self, name: str, value: object) -> str:
        if not isinstance(value, str) or not is_key(value):
            wanted = "of at most 64 lower-case letters a to z, digits and hyphens"
            raise self.refusal(f"{name} must be a key {wanted}")
        return value

    def _choice(self, name: str, value: object, choices: type[E]) -> E:
        for choice in choices:
            if isinstance(value, str) and choice.value == value:
                return choice
        raise self.refusal(f"{name} must be one of {', '.join(choices)}")

    def _different(self, name: str, items: list[T]) -> tuple[T, ...]:
        if len(set(items)) != len(items):
            raise self.refusal(f"{name} names the same thing twice")
        return tuple(items)

"""A document as TOML text. Reading is the standard library's; writing is our own, for this shape only."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from question_banks.errors import Refusal

INLINE = frozenset({"points", "outside"})
"""Lists of tables that are written one table to a line; the others become sections."""

ESCAPES = {"\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"'}

WHERE = re.compile(r"at line \d+, column \d+|at end of document")
# Each part ends in something that need not be there, so a match never fails and nothing is tried twice. Possessive
# quantifiers would say the same, but Debian 12's Python (3.11.2) matches them wrongly around groups.
STRING_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]+|\\.|"(?!""))*(?:"{3,5})?'
    r"|'''(?:[^']+|'(?!''))*(?:'{3,5})?"
    r'|"(?:[^"\\\n]+|\\.)*"?'
    r"|'[^'\n]*'?"
    r"|\#[^\n]*",
    re.DOTALL,
)
MOST_DOTS = 30
QUOTES_THAT_WOULD_END_IT = re.compile(r'"{3,}|"+\Z')


def parsed(text: str) -> dict[str, Any]:
    """The document in a TOML text; ``Refusal`` names the line when it is broken."""
    _refuse_long_dotted_keys(text)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise Refusal("The TOML is nested too deeply to be a question bank.") from None
    except ValueError as error:
        where = WHERE.search(str(error))
        at = f" ({where[0]})" if where else ""
        raise Refusal(f"The TOML is broken{at}: it cannot be read, or a field is there twice.") from None


def _refuse_long_dotted_keys(text: str) -> None:
    """A bank's keys have two parts; the standard reader's time grows with the square of their number."""
    for line in STRING_OR_COMMENT.sub("", text).split("\n"):
        if line.count(".") > MOST_DOTS:
            raise Refusal("The TOML is nested too deeply to be a question bank.")


def written(document: Mapping[str, Any]) -> str:
    """The document as TOML text that ``parsed`` reads back exactly."""
    return "\n".join(_lines(document, "")) + "\n"


def _lines(table: Mapping[str, Any], path: str) -> Iterator[str]:
    sections = [name for name, value in table.items() if _is_section(name, value)]
    for name, value in table.items():
        if name not in sections:
            yield f"{name} = {_value(value)}"
    for name in sections:
        section = f"{path}.{name}" if path else name
        for entry in table[name]:
            yield ""
            yield f"[[{section}]]"
            yield from _lines(entry, section)


def _is_section(name: str, value: Any) -> bool:
    return name not in INLINE and isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        # A float's own text is the shortest that reads back as it, and valid TOML.
        return repr(value)
    if isinstance(value, str):
        return _paragraphs(value) if "\n" in value else _quoted(value)
    if value and isinstance(value[0], dict):
        return "\n".join(["[", *(f"    {_inline(entry)}," for entry in value), "]"])
    return f"[{', '.join(_quoted(item) for item in value)}]"


def _inline(table: Mapping[str, Any]) -> str:
    pairs = (
        f"{name} = {_quoted(value) if isinstance(value, str) else _value(value)}"
        for name, value in table.items()
    )
    return f"{{ {', '.join(pairs)} }}"


def _quoted(text: str) -> str:
    return f'"{"".join(map(_escaped, text))}"'


def _paragraphs(text: str) -> str:
    """A multi-line string: line breaks and lone quotes stand as they are, everything else as in one line."""
    body = "".join(character if character in '\n"' else _escaped(character) for character in text)
    body = QUOTES_THAT_WOULD_END_IT.sub(lambda quotes: '\\"' * len(quotes[0]), body)
    return f'"""\n{body}"""'


def _escaped(character: str) -> str:
    """Whatever cannot be seen on a page is escaped, so that no text hides in the file."""
    if character in ESCAPES:
        return ESCAPES[character]
    if character.isprintable():
        return character
    return f"\\u{ord(character):04X}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08X}"

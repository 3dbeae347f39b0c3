"""GIFT's escapes. While a text is taken apart, an escaped sign is kept as one that no text can hold.

Half of a surrogate pair is in no text that was ever decoded, so nothing is mistaken for an escaped sign.
"""

from __future__ import annotations

import re

SIGNS = "\\:#={}~n"
"""What stands behind a backslash to be nothing but itself; "n" is a line break. Before others it is a backslash."""

ESCAPED = re.compile(r"\\([\\:#={}~n])")
HIDDEN = 0xDC00
TO_TEXT = {HIDDEN + ord(sign): "\n" if sign == "n" else sign for sign in SIGNS}
TO_SOURCE = {HIDDEN + ord(sign): f"\\{sign}" for sign in SIGNS}
TO_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in SIGNS if sign != "n"} | {"\n": "\\n"})


def hidden(text: str) -> str:
    """The text of a file with each escaped sign out of the way."""
    return ESCAPED.sub(lambda found: chr(HIDDEN + ord(found[1])), text)


def restored(text: str) -> str:
    """The text that was meant: each escape undone, exactly once."""
    return text.translate(TO_TEXT)


def as_written(text: str) -> str:
    """The text as it stood in the file."""
    return text.translate(TO_SOURCE)


def escaped(text: str) -> str:
    """A text of ours as GIFT: on one line, with a backslash before each sign that means something there."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(TO_ESCAPED)

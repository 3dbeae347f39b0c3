"""Which texts can be kept, and how a name out of a file may be repeated in a message."""

from __future__ import annotations

import re

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
KEY = re.compile("[a-z0-9-]{1,64}")
NAME = re.compile("[A-Za-z0-9_-]{1,64}")


def is_storable(text: str) -> bool:
    """Whether every store can keep the text: PostgreSQL takes no NUL, and UTF-8 no lone surrogate."""
    return UNSTORABLE.search(text) is None


def is_key(text: str) -> bool:
    """Whether the text can be a key: lower-case letters a to z, digits and hyphens, at most 64."""
    return KEY.fullmatch(text) is not None


def is_plain_name(text: str) -> bool:
    """Whether a message may repeat the text. Anything else out of a file is described, never echoed."""
    return NAME.fullmatch(text) is not None

"""Moodle's categories, which are paths, and the titles of our objectives, which are not."""

from __future__ import annotations

import re

CONTEXT = re.compile(r"\$[A-Za-z0-9_-]{1,40}\$(?:/|\Z)")
TOP = "top"
BETWEEN = re.compile(r"(?<!/)/(?!/)")
SHOWN_BETWEEN = " / "


def title_of(path: str) -> str:
    """Such as "Neglect / Signs" for ``$course$/top/Neglect/Signs``; "" for the top itself."""
    parts = [
        part.replace("//", "/").strip() for part in BETWEEN.split(CONTEXT.sub("", path.strip(), count=1))
    ]
    if parts and parts[0].casefold() == TOP:
        parts = parts[1:]
    return SHOWN_BETWEEN.join(part for part in parts if part)


def path_of(title: str) -> str:
    """The path that ``title_of`` makes this title of."""
    return (
        "/".join(["$course$", TOP, *map(_part, title.split(SHOWN_BETWEEN))]) if title else f"$course$/{TOP}"
    )


def _part(words: str) -> str:
    """One part of a path; a stroke at its end is kept off the stroke that separates."""
    before, behind = " " * words.startswith("/"), " " * words.endswith("/")
    return before + words.replace("/", "//") + behind

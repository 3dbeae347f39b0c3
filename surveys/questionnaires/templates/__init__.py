"""Which questions are asked at which time point, for each audience: TOML files beside this one.

A file is named by its audience and time point. An audience that is not asked at a time point has no file.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from question_banks.model import Audience, Family
from surveys.enums import TimePoint

FOLDER = Path(__file__).parent
AT_MOST = 6
"""Questions on one page, unless the template says otherwise: a few thumb strokes on a phone."""


@dataclass(frozen=True)
class PageTemplate:
    """Questions of these families; with ``core_only`` those alone that are asked again to see what was kept.

    With ``looking_back`` the second questions of then-test pairs alone, which no other page asks.
    """

    title: str
    intro: str
    families: tuple[Family, ...]
    core_only: bool
    looking_back: bool
    at_most: int


@dataclass(frozen=True)
class Template:
    title: str
    intro: str
    pages: tuple[PageTemplate, ...]


@cache
def template_for(point: TimePoint, audience: Audience) -> Template | None:
    """The template for this time point and audience; None when they are not asked. Each file is read once."""
    path = FOLDER / f"{audience}-{point}.toml"
    if not path.is_file():
        return None
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return Template(document["title"], document["intro"], tuple(map(_page, document["pages"])))


def _page(table: dict[str, Any]) -> PageTemplate:
    return PageTemplate(
        title=table["title"],
        intro=table.get("intro", ""),
        families=tuple(map(Family, table["families"])),
        core_only=table.get("core_only", False),
        looking_back=table.get("looking_back", False),
        at_most=table.get("at_most", AT_MOST),
    )

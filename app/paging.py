"""Long lists in pages. The page is in the address, so it can be kept and sent on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

PAGE = 50
"""Rows on one page."""

NEAR = 1
"""Pages named to each side of the present one; the first and the last are always named."""


@dataclass(frozen=True)
class Paging:
    """Page ``number`` (from 1) of ``total`` rows."""

    number: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        """The first row of the page, counted from 0."""
        return (self.number - 1) * PAGE

    @property
    def last(self) -> int:
        """One past the last row of the page."""
        return min(self.first + PAGE, self.total)

    def bar(self) -> dict[str, Any]:
        """The parameters of the macro that draws the links to the other pages."""
        items: list[dict[str, Any]] = []
        for number in self._named():
            if items and number - items[-1]["number"] > 1:
                items.append({"ellipsis": True, "number": number - 1})
            items.append({"number": number, "href": _address(number), "current": number == self.number})
        return {
            "landmarkLabel": "Pages of this list",
            "previous": {"href": _address(self.number - 1)} if self.number > 1 else None,
            "next": {"href": _address(self.number + 1)} if self.number < self.pages else None,
            "items": items,
        }

    def _named(self) -> list[int]:
        near = range(self.number - NEAR, self.number + NEAR + 1)
        return sorted({1, self.pages, *(number for number in near if 1 <= number <= self.pages)})


def asked_page() -> int:
    """The page that the address asks for, from 1; what is no number asks for the first."""
    asked = request.args.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1


def paging(total: int) -> Paging:
    """The page that the address asks for; a page beyond the last gives the last."""
    return Paging(min(asked_page(), Paging(1, total).pages), total)


def _address(number: int) -> str:
    kept = {name: value for name, value in request.args.items() if name != "page"}
    return url_for(str(request.endpoint), **{**(request.view_args or {}), **kept, "page": number})

"""What a question refers to, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from question_banks.model.sorts import Audience


@dataclass(frozen=True)
class Objective:
    """What a course sets out to teach. ``title`` is a few words for tables, ``text`` the full sentence."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Theme:
    key: str
    title: str


@dataclass(frozen=True)
class Scenario:
    """A vignette that several questions may share; shown before the first of them on a page."""

    key: str
    text: str


@dataclass(frozen=True)
class Point:
    """One labelled point of a scale. ``value`` counts upwards with more of what is measured."""

    value: int
    text: str


@dataclass(frozen=True)
class OutsideCode:
    """An answer that is not on the scale, such as "no opportunity to observe": never a number, never "no".

    ``audiences`` are those to whom it is offered; none named means everybody.
    """

    code: str
    text: str
    audiences: tuple[Audience, ...] = ()


@dataclass(frozen=True)
class Scale:
    key: str
    title: str
    points: tuple[Point, ...]
    outside: tuple[OutsideCode, ...] = ()

    def for_audience(self, audience: Audience) -> Scale:
        """The same scale with only those codes off it that are offered to ``audience``."""
        offered = tuple(code for code in self.outside if not code.audiences or audience in code.audiences)
        return replace(self, outside=offered)


@dataclass(frozen=True)
class Option:
    """One choice. ``feedback`` is for those who chose it, once the last wave allows it to be shown.

    ``credit`` is the share of the question's marks that choosing it earns, in per cent from -100 to 100; without
    it the question's kind says what a right option earns.
    """

    key: str
    text: str
    right: bool = False
    feedback: str = ""
    credit: float | None = None


@dataclass(frozen=True)
class Row:
    """One line of a question with several: what is matched to an option, or a statement rated on the scale.

    ``answer`` is the key of the option that it is rightly matched to; statements have none.
    """

    key: str
    text: str
    answer: str = ""


@dataclass(frozen=True)
class Accepted:
    """A text that a short answer may be. ``*`` in it stands for any characters, ``\\*`` for a star itself.

    ``credit`` is the share of the marks that it earns, in per cent from -100 to 100.
    """

    text: str
    credit: float = 100
    feedback: str = ""


@dataclass(frozen=True)
class NumberKey:
    """A number that is right, or as far right as ``credit`` says (per cent, -100 to 100).

    Every number from ``value - tolerance`` to ``value + tolerance``, ends included, is taken for it.
    """

    value: float
    tolerance: float = 0
    credit: float = 100
    feedback: str = ""

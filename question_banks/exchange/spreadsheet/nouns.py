"""Objectives, themes, scenarios and scales: the sheets that list them, and the cells that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from question_banks.exchange.keys import Keys
from question_banks.exchange.spreadsheet.cells import CODE, listed, scale_of
from question_banks.exchange.spreadsheet.words import AUDIENCES_BY_WORDS, plain_words
from question_banks.exchange.taking import Taking
from question_banks.exchange.workbook import Sheet
from question_banks.model import Audience, Objective, OutsideCode, Point, Scale, Scenario, Theme
from question_banks.ready_scales import READY_SCALES

NOUN_SHEETS: Mapping[str, tuple[str, ...]] = {
    "Bank": ("Field", "Value"),
    "Objectives": ("Key", "Title", "Text"),
    "Themes": ("Key", "Title"),
    "Cases": ("Key", "Text"),
    "Scales": ("Key", "Title", "Point or code", "Words", "Offered to"),
}
"""The sheets beside the questions, and their headings."""
OLD_NAMES: Mapping[str, str] = {"Cases": "Scenarios"}
"""What sheets were called before; they are still read under these names."""
BANK_FIELDS = ("key", "title", "description", "language")


class UnknownNoun(Exception):
    """A cell names what the file does not have. The message is a sentence."""


@dataclass
class _Shelf:
    """Keys by what a cell may call them: their title, or the key itself."""

    keys: Keys = field(default_factory=Keys)
    by_name: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, *names: str) -> None:
        for name in names:
            if name:
                self.by_name.setdefault(name, key)

    def find(self, name: str) -> str:
        return self.by_name.get(name) or self.by_name.get(name.casefold(), "")


class Nouns:
    """The nouns of one file while it is being read, kept in its ``Taking``."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._objectives, self._themes, self._scenarios, self._scales = _Shelf(), _Shelf(), _Shelf(), _Shelf()
        self.bank: dict[str, str] = {}

    def read(self, sheets: Sequence[Sheet]) -> set[str]:
        """Take the sheets that list nouns; their names come back."""
        found = set()
        for name, headings in NOUN_SHEETS.items():
            called = {name.casefold(), OLD_NAMES.get(name, name).casefold()}
            sheet = next((one for one in sheets if one.name.strip().casefold() in called), None)
            rows = _rows(sheet, headings) if sheet else None
            if sheet and rows is not None:
                found.add(sheet.name)
                getattr(self, f"_read_{name.lower()}")(rows)
        return found

    def objective(self, cell: str) -> str:
        """The key of the objective that a cell names by title or key; a new one where there is none."""
        words = " ".join(cell.split())
        if not words:
            return ""
        known = self._objectives.find(cell) or self._objectives.find(words)
        return known or self._add_objective(words, words, words)

    def themes(self, cell: str) -> tuple[str, ...]:
        found = (self._themes.find(part) or self._add_theme(part, part) for part in listed(cell))
        return tuple(dict.fromkeys(found))

    def scenario(self, cell: str) -> str:
        if not cell:
            return ""
        return self._scenarios.find(cell) or self._add_scenario(cell, cell)

    def scale(self, cell: str) -> str:
        """The key of the scale that a cell names, or whose points it lists. Raises ``UnknownNoun``."""
        if not cell:
            return ""
        known = self._scales.find(cell)
        if known:
            return known
        ready = next(
            (one for one in READY_SCALES if cell.casefold() in (one.key, one.title.casefold())), None
        )
        if ready:
            return self._add_scale(Scale(ready.key, ready.title, ready.points, ready.outside), cell)
        points, outside = scale_of(cell)
        if len(points) < 2:
            raise UnknownNoun("It names a scale that is not in the file.")
        title = ", ".join(point.text for point in (points[0], points[-1]))[:200]
        return self._add_scale(Scale(title, title, points, outside), cell)

    def _read_bank(self, rows: Iterator[list[str]]) -> None:
        for name, value, *_ in rows:
            if name.strip().casefold() in BANK_FIELDS:
                self.bank[name.strip().casefold()] = value.strip()

    def _read_objectives(self, rows: Iterator[list[str]]) -> None:
        for key, title, text in rows:
            self._add_objective(key or title or text, title.strip(), text.strip() or title.strip())

    def _read_themes(self, rows: Iterator[list[str]]) -> None:
        for key, title in rows:
            self._add_theme(key or title, title.strip())

    def _read_cases(self, rows: Iterator[list[str]]) -> None:
        for key, text in rows:
            self._add_scenario(key or text, text.strip())

    def _read_scales(self, rows: Iterator[list[str]]) -> None:
        """Each point or code has a row; they belong to the scale with the same key."""
        scales: dict[str, Scale] = {}
        for key, title, value, words, offered in rows:
            name = (key or title).strip()
            scale = scales.setdefault(name, Scale(name, title.strip() or name, ()))
            scales[name] = _with_row(scale, value.strip(), words.strip(), offered)
        for name, scale in scales.items():
            self._add_scale(scale, name)

    def _add_objective(self, name: str, title: str, text: str) -> str:
        key = self._objectives.keys.unique(name.strip(), "objective")
        self._objectives.add(key, title, key, title.casefold())
        self._taking.objectives.append(Objective(key, title[:200], text))
        return key

    def _add_theme(self, name: str, title: str) -> str:
        key = self._themes.keys.unique(name.strip(), "theme")
        self._themes.add(key, title, key, title.casefold())
        self._taking.themes.append(Theme(key, title[:200]))
        return key

    def _add_scenario(self, name: str, text: str) -> str:
        key = self._scenarios.keys.unique(name.strip(), "scenario")
        self._scenarios.add(key, key, text)
        self._taking.scenarios.append(Scenario(key, text))
        return key

    def _add_scale(self, scale: Scale, name: str) -> str:
        key = self._scales.keys.unique(scale.key, "scale")
        self._scales.add(key, scale.title, key, scale.title.casefold(), name)
        self._taking.scales.append(Scale(key, scale.title[:200], scale.points, scale.outside))
        return key


def _rows(sheet: Sheet, headings: Sequence[str]) -> Iterator[list[str]] | None:
    """The rows below the headings, as wide as these; None when the sheet has others."""
    numbers = sorted(sheet.rows)
    wanted = [plain_words(heading) for heading in headings]
    header = [plain_words(cell) for cell in sheet.rows[numbers[0]]] if numbers else []
    if header[: len(wanted)] != wanted:
        return None
    width = len(headings)
    return ((sheet.rows[number] + [""] * width)[:width] for number in numbers[1:])


def _with_row(scale: Scale, value: str, words: str, offered: str) -> Scale:
    points, outside = scale.points, scale.outside
    code = CODE.fullmatch(f"{value} =")
    if code:
        audiences = [AUDIENCES_BY_WORDS.get(plain_words(part)) for part in listed(offered)]
        outside = (*outside, OutsideCode(code[1], words, tuple(one for one in Audience if one in audiences)))
    elif value.lstrip("-").isdigit() and len(value) <= 5:
        points = (*points, Point(int(value), words))
    return Scale(scale.key, scale.title, points, outside)

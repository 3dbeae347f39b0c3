"""The parts of a workbook beside its sheets: which sheets there are, the texts they share, which cells hold dates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection

from question_banks.errors import Refusal
from question_banks.exchange.limits import MOST_CELLS
from question_banks.exchange.workbook.events import BROKEN, Watcher, watch
from question_banks.exchange.zips import SafeZip

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
BUILT_IN_PERCENT = frozenset((9, 10))
NOT_THE_FORM = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def text_of(written: str) -> str:
    """A text with the letters that XML cannot hold, which are written as _x000D_, as they were."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), written) if "_x" in written else written


class _Relations(Watcher):
    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, str]] = {}

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))


class _Sheets(Watcher):
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.from_1904 = False

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            self.found.append((attributes.get("name", ""), relation))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "").lower() in ("1", "true")


class _Shared(Watcher):
    """The texts that cells name by their number. A text may be in several runs; how they are read aloud is not text."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._aloud = 0
        self._in_text = False

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._aloud += 1
        self._in_text = name == "t" and not self._aloud

    def says(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)

    def ends(self, name: str) -> None:
        self._in_text = False
        if name == "rPh":
            self._aloud -= 1
        elif name == "si":
            self.texts.append(text_of("".join(self._pieces)))
            if len(self.texts) > MOST_CELLS:
                raise Refusal(f"The workbook has more than {MOST_CELLS:,} texts, which no question bank has.")


class _Styles(Watcher):
    """Which styles show a number as a date or in per cent, by the number that cells name them by."""

    def __init__(self) -> None:
        self.dates: set[int] = set()
        self.percents: set[int] = set()
        self._custom: dict[str, str] = {}
        self._in_cells = False
        self._count = 0

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._note(attributes.get("numFmtId", ""))
            self._count += 1

    def _note(self, number: str) -> None:
        code = NOT_THE_FORM.sub("", self._custom.get(number, "")[:500])
        built_in = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else -1
        if number in self._custom:
            if any(letter in code.lower() for letter in "dmyh"):
                self.dates.add(self._count)
            elif "%" in code:
                self.percents.add(self._count)
        elif built_in in BUILT_IN_DATES:
            self.dates.add(self._count)
        elif built_in in BUILT_IN_PERCENT:
            self.percents.add(self._count)

    def ends(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False


class Parts:
    """What the sheets of one workbook need of it."""

    def __init__(self, packed: SafeZip) -> None:
        self._zip = packed
        root = _relations(packed, "_rels/.rels")
        main = next((target for kind, target in root.values() if kind == "officeDocument"), "xl/workbook.xml")
        self._main = _path("", main)
        folder, name = posixpath.split(self._main)
        self._folder = folder
        self._targets = _relations(packed, posixpath.join(folder, "_rels", f"{name}.rels"))
        sheets = _Sheets()
        self._watch(self._main, sheets)
        self.from_1904 = sheets.from_1904
        self.sheets = [(text_of(name), self._target(relation)) for name, relation in sheets.found]
        self.texts = self._shared()
        styles = _Styles()
        self._watch_kind("styles", styles)
        self.dates: Collection[int] = styles.dates
        self.percents: Collection[int] = styles.percents

    def read(self, path: str) -> bytes | None:
        """A part; None when there is no such one."""
        found = self._zip.find(path)
        return None if found is None else self._zip.read(found)

    def _shared(self) -> list[str]:
        shared = _Shared()
        self._watch_kind("sharedStrings", shared)
        return shared.texts

    def _watch_kind(self, wanted: str, watcher: Watcher) -> None:
        path = next((target for kind, target in self._targets.values() if kind == wanted), "")
        data = self.read(_path(self._folder, path)) if path else None
        if data is not None:
            watch(data, watcher)

    def _watch(self, path: str, watcher: Watcher) -> None:
        data = self.read(path)
        if data is None:
            raise Refusal(BROKEN)
        watch(data, watcher)

    def _target(self, relation: str) -> str:
        """The path of a sheet of cells; "" for a sheet that is a chart or a macro."""
        kind, target = self._targets.get(relation, ("", ""))
        return _path(self._folder, target) if kind == "worksheet" else ""


def _relations(packed: SafeZip, path: str) -> dict[str, tuple[str, str]]:
    relations = _Relations()
    found = packed.find(path)
    if found is not None:
        watch(packed.read(found), relations)
    return relations.targets


def _path(folder: str, target: str) -> str:
    return posixpath.normpath(
        target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    )

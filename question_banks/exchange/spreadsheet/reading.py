"""From a workbook or a CSV file to a bank: each row below the headings is a question, taken or named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from question_banks.errors import Refusal
from question_banks.exchange.account import Taken, shown
from question_banks.exchange.numbers import NotANumber
from question_banks.exchange.source import Source
from question_banks.exchange.spreadsheet.answers import Misfit, Said, answers_of, kind_without_a_word
from question_banks.exchange.spreadsheet.cells import listed, parts, whole_number
from question_banks.exchange.spreadsheet.columns import FLAGS, heading_of
from question_banks.exchange.spreadsheet.nouns import NOUN_SHEETS, OLD_NAMES, Nouns, UnknownNoun
from question_banks.exchange.spreadsheet.tables import Row, Table, has_headings, table_in_sheet, table_in_text
from question_banks.exchange.spreadsheet.words import (
    AUDIENCES_BY_WORDS,
    EITHER_CHOICE,
    FAMILIES_BY_WORDS,
    KINDS_BY_WORDS,
    NO,
    STATUSES_BY_WORDS,
    YES,
    plain_words,
)
from question_banks.exchange.taking import Taking, question, what_it_is
from question_banks.exchange.workbook import Sheet
from question_banks.model import USUAL_STEPS, Audience, Kind

EXAMPLES, INSTRUCTIONS, LISTS = "Examples", "Instructions", "Lists"
OURS = frozenset((*NOUN_SHEETS, *OLD_NAMES.values(), INSTRUCTIONS, LISTS))
TEXTS = ("manager_stem", "help", "feedback", "source", "notes", "then_of", "equivalent_to")
UNKNOWN_COLUMN = "The column “{}” is not one that we know, so that what it says is left off."


def tells_workbook(source: Source) -> bool:
    return source.is_workbook and any(table_in_sheet(sheet) for sheet in source.sheets)


def tells_csv(source: Source) -> bool:
    return not source.is_other and has_headings(source)


def read_workbook(source: Source) -> Taken:
    taking = Taking(source)
    nouns = Nouns(taking)
    nouns.read(source.sheets)
    sheets = _sheets_of_questions(source.sheets)
    tables = [(sheet, table) for sheet in sheets if (table := table_in_sheet(sheet))]
    for sheet, table in tables:
        _Reading(taking, nouns).table(table, topic=sheet.name if len(tables) > 1 else "")
        for place in sheet.dates:
            _note_date(taking, sheet, place)
    for sheet in sheets:
        if sheet.rows and not any(sheet is other for other, _ in tables):
            _note(
                taking,
                sheet,
                "No questions were looked for here: it has no row of headings such as “Question”.",
            )
    return taking.taken(**{name: value for name, value in nouns.bank.items() if value})


def read_csv(source: Source) -> Taken:
    taking = Taking(source)
    table = table_in_text(source)
    if table is None:
        raise Refusal("The file has no row of headings such as “Question” and “Right answer”.")
    _Reading(taking, Nouns(taking)).table(table)
    return taking.taken()


def _sheets_of_questions(sheets: Sequence[Sheet]) -> list[Sheet]:
    """All but those that explain and list things in a workbook of ours."""
    names = {sheet.name for sheet in sheets}
    ours = OURS if INSTRUCTIONS in names or "Objectives" in names else frozenset()
    skipped = ours | ({EXAMPLES} if INSTRUCTIONS in names else frozenset())
    return [sheet for sheet in sheets if sheet.name not in skipped]


def _note_date(taking: Taking, sheet: Sheet, place: str) -> None:
    what = "It is a date. Did the program that made the file take something else for one, such as 1-2?"
    taking.note(f'sheet "{shown(sheet.name, 40)}", cell {place}', what)


def _note(taking: Taking, sheet: Sheet, what: str) -> None:
    taking.note(f'sheet "{shown(sheet.name, 40)}"', what)


class _Reading:
    """Reads the rows of one table."""

    def __init__(self, taking: Taking, nouns: Nouns) -> None:
        self._taking = taking
        self._nouns = nouns

    def table(self, table: Table, topic: str = "") -> None:
        self._columns = table.columns
        self._topic = "" if "objective" in table.columns.fields else topic
        for row in table.rows:
            self._row(row)
        self._note_unknown(table)

    def _note_unknown(self, table: Table) -> None:
        for index, heading in table.columns.unknown.items():
            if any(row.cell(index) for row in table.rows):
                where = f'sheet "{shown(table.name, 40)}"' if table.name else "the headings"
                self._taking.note(where, UNKNOWN_COLUMN.format(shown(heading, 40)))

    def _cell(self, row: Row, name: str) -> str:
        return row.cell(self._columns.fields.get(name))

    def _row(self, row: Row) -> None:
        stem = self._cell(row, "question")
        said = self._said(row)
        word = self._cell(row, "kind")
        try:
            if not stem:
                raise Misfit("It has no words in the column of the question.")
            kind = self._kind(row, word, said)
            fields = answers_of(kind, said) | self._ties(row)
        except (Misfit, UnknownNoun) as reason:
            first = stem or next(filter(None, (cell.strip() for cell in row.cells)), "")
            self._taking.leave_out(row.where, what_it_is(shown(word, 30) or "question", first), str(reason))
            return
        key = self._taking.keys.unique(self._cell(row, "key") or stem, "question")
        told = {name: fields.pop(name) for name in ("family", "step", "audiences") if name in fields}
        if "family" in told:
            told.setdefault("step", USUAL_STEPS[told["family"]])
        asked = replace(question(key, kind, stem, **fields), **told)
        if self._taking.add(asked, row.where):
            for note in said.notes:
                self._taking.note(row.where, note)

    def _said(self, row: Row) -> Said:
        said = Said(
            right=self._cell(row, "right"),
            option_keys=self._cell(row, "option_keys"),
            row_keys=self._cell(row, "row_keys"),
        )
        by_sort = {
            "option": said.options, "match": said.matches, "credit": said.credits, "feedback": said.feedback,
        }  # fmt: skip
        for (sort, place), index in self._columns.about.items():
            cell = row.cell(index)
            if cell:
                by_sort[sort][place] = cell
        if not said.options:
            said.options.update(enumerate(self._list(row)))
        elif self._columns.only_wrong and said.right:
            # The right one stands in a column of its own, beside those of the wrong ones.
            said.options = {0: said.right} | {place + 1: text for place, text in said.options.items()}
            said.right = "A"
        return said

    def _list(self, row: Row) -> list[str]:
        cell = self._cell(row, "options")
        return parts(cell) if len(parts(cell)) > 1 else listed(cell)

    def _kind(self, row: Row, word: str, said: Said) -> Kind:
        words = plain_words(word)
        kind = KINDS_BY_WORDS.get(words)
        if kind:
            return kind
        if words and words not in EITHER_CHOICE:
            raise Misfit("Its type is not one that we know.")
        has_scale = bool(self._cell(row, "scale"))
        return kind_without_a_word(said, has_scale=has_scale, either_choice=words in EITHER_CHOICE)

    def _ties(self, row: Row) -> dict[str, Any]:
        """The fields that any kind may have. Those that the row does not say are left to ``question``."""
        fields: dict[str, Any] = {name: self._cell(row, name) for name in TEXTS if self._cell(row, name)}
        fields |= {name: flag for name in FLAGS if (flag := self._flag(row, name)) is not None}
        for name in ("marks", "choose", "step"):
            if self._cell(row, name):
                fields[name] = self._number(row, name)
        fields["objective"] = self._nouns.objective(self._cell(row, "objective") or self._topic)
        fields["themes"] = self._nouns.themes(self._cell(row, "themes"))
        fields["scenario"] = self._nouns.scenario(self._cell(row, "scenario"))
        fields["scale"] = self._nouns.scale(self._cell(row, "scale"))
        for name, known in (("family", FAMILIES_BY_WORDS), ("status", STATUSES_BY_WORDS)):
            if self._cell(row, name):
                fields[name] = self._one_of(row, name, known)
        audiences = self._audiences(row)
        return fields | ({"audiences": audiences} if audiences is not None else {})

    def _flag(self, row: Row, name: str) -> bool | None:
        cell = self._cell(row, name).casefold()
        if not cell:
            return None
        if cell not in YES | NO:
            raise Misfit(f"Its column “{heading_of(name)}” says neither yes nor no.")
        return cell in YES

    def _number(self, row: Row, name: str) -> int:
        try:
            return whole_number(self._cell(row, name))
        except NotANumber:
            raise Misfit(f"Its column “{heading_of(name)}” does not hold a whole number.") from None

    def _one_of(self, row: Row, name: str, known: Any) -> Any:
        found = known.get(plain_words(self._cell(row, name)))
        if found is None:
            raise Misfit(f"Its column “{heading_of(name)}” holds a word that we do not know.")
        return found

    def _audiences(self, row: Row) -> tuple[Audience, ...] | None:
        cell = self._cell(row, "audiences")
        if not cell:
            return None
        words = [plain_words(part) for part in cell.replace(",", ";").replace(" and ", ";").split(";")]
        if words == ["nobody"]:
            return ()
        found = [AUDIENCES_BY_WORDS.get(word) for word in words if word]
        if words == ["both"]:
            return tuple(Audience)
        if None in found:
            raise Misfit("Its audience is neither delegates nor managers.")
        return tuple(dict.fromkeys(one for one in found if one))

"""The tables of a LimeSurvey file as plain values, in the survey's own language and order.

Up to version 3 each text stands in the row that it belongs to, once per language; from version 4 on the texts have
tables of their own (``question_l10ns`` and so on). Both come out alike here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

TableRow = Mapping[str, str]

LIKELY_BASE = "en"


@dataclass(frozen=True)
class Line:
    """A subquestion or an answer of a question. ``worth`` is an answer's assessment value, as it was written."""

    code: str
    text: str
    scale: str = "0"
    worth: str = ""


@dataclass(frozen=True)
class Group:
    gid: str
    name: str
    description: str
    condition: str


@dataclass(frozen=True)
class Asked:
    """A question of the survey. ``kind`` is LimeSurvey's letter, ``attributes`` are those that are not empty."""

    qid: str
    gid: str
    kind: str
    code: str
    text: str
    help: str
    fields: TableRow
    attributes: TableRow
    subquestions: tuple[Line, ...]
    answers: tuple[Line, ...]
    has_conditions: bool
    has_default: bool

    @cached_property
    def rows(self) -> tuple[Line, ...]:
        """The subquestions down the side; those of scale 1 stand across the top of a table of inputs."""
        return tuple(line for line in self.subquestions if line.scale == "0")


@dataclass(frozen=True)
class Survey:
    """``assessed`` is "Y" or "N" as the survey says, or anything else when the file does not say."""

    document: str
    title: str
    description: str
    language: str
    other_languages: tuple[str, ...]
    assessed: str
    groups: tuple[Group, ...]
    questions: tuple[Asked, ...]


def survey_in(root: Element) -> Survey:
    """Everything of the file that we look at. Whatever is missing is empty; nothing is refused here."""
    return _Tables(root).survey()


class _Tables:
    def __init__(self, root: Element) -> None:
        self._root = root
        self._surveys = self._table("surveys") or self._table("survey")
        self._language = self._base_language()
        self._attributes = self._attributes_by_question()
        self._answers = self._answers_by_question()
        self._subquestions = self._subquestions_by_question()

    def survey(self) -> Survey:
        own = self._surveys[0] if self._surveys else {}
        words = self._in_language(self._table("surveys_languagesettings"), "surveyls_language")
        groups = self._groups()
        return Survey(
            document=(self._root.findtext("LimeSurveyDocType") or "").strip(),
            title=words.get("surveyls_title", ""),
            description=words.get("surveyls_description", ""),
            language=self._language,
            other_languages=tuple(tag for tag in self._languages() if tag != self._language),
            assessed=own.get("assessments", ""),
            groups=groups,
            questions=self._questions([group.gid for group in groups]),
        )

    def _table(self, name: str) -> list[dict[str, str]]:
        return [
            {field.tag: field.text or "" for field in row} for row in self._root.iterfind(f"{name}/rows/row")
        ]

    def _languages(self) -> tuple[str, ...]:
        named = (language.text or "" for language in self._root.iterfind("languages/language"))
        return tuple(dict.fromkeys(tag.strip() for tag in named if tag.strip()))

    def _base_language(self) -> str:
        """What the survey names; a group or a question alone names none: English if it is there, else the first."""
        if self._surveys and self._surveys[0].get("language"):
            return self._surveys[0]["language"]
        languages = self._languages()
        return LIKELY_BASE if not languages or LIKELY_BASE in languages else languages[0]

    def _in_language(self, rows: Iterable[TableRow], field: str = "language") -> TableRow:
        """The row in the survey's language, else the first."""
        first: TableRow = {}
        for row in rows:
            if row.get(field, self._language) == self._language:
                return row
            first = first or row
        return first

    def _words(self, name: str, key: str, identity: str) -> dict[str, TableRow]:
        """For each noun of table ``name`` its row in our language, the texts of later versions laid over it."""
        rows: dict[str, list[TableRow]] = defaultdict(list)
        for row in self._table(name):
            rows[row.get(identity, "")].append(row)
        texts: dict[str, list[TableRow]] = defaultdict(list)
        for row in self._table(f"{key}_l10ns"):
            texts[row.get(identity, "")].append(row)
        return {
            noun: {**self._in_language(found), **self._in_language(texts[noun])}
            for noun, found in rows.items()
        }

    def _groups(self) -> tuple[Group, ...]:
        found = sorted(
            self._words("groups", "group", "gid").items(), key=lambda item: _number(item[1], "group_order")
        )
        return tuple(
            Group(gid, row.get("group_name", ""), row.get("description", ""), row.get("grelevance", ""))
            for gid, row in found
        )

    def _questions(self, groups: list[str]) -> tuple[Asked, ...]:
        place = {gid: position for position, gid in enumerate(groups)}
        conditioned = Counter(row.get("qid", "") for row in self._table("conditions"))
        preset = Counter(row.get("qid", "") for row in self._default_values())
        rows = [
            (qid, row)
            for qid, row in self._words("questions", "question", "qid").items()
            if row.get("parent_qid", "0") in ("", "0")
        ]
        rows.sort(
            key=lambda item: (
                place.get(item[1].get("gid", ""), len(place)),
                _number(item[1], "question_order"),
            )
        )
        return tuple(
            Asked(
                qid=qid,
                gid=row.get("gid", ""),
                kind=row.get("type", ""),
                code=row.get("title", ""),
                text=row.get("question", ""),
                help=row.get("help", ""),
                fields=row,
                attributes=self._attributes.get(qid, {}),
                subquestions=tuple(self._subquestions.get(qid, ())),
                answers=tuple(self._answers.get(qid, ())),
                has_conditions=qid in conditioned,
                has_default=qid in preset,
            )
            for qid, row in rows
        )

    def _default_values(self) -> list[dict[str, str]]:
        return [*self._table("defaultvalues"), *self._table("defaultvalue_l10ns")]

    def _attributes_by_question(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, list[TableRow]]] = defaultdict(lambda: defaultdict(list))
        for row in self._table("question_attributes"):
            if row.get("value"):
                found[row.get("qid", "")][row.get("attribute", "")].append(row)
        return {
            qid: {name: self._in_language(rows).get("value", "") for name, rows in attributes.items()}
            for qid, attributes in found.items()
        }

    def _answers_by_question(self) -> dict[str, list[Line]]:
        return self._lines(
            self._by_identity("answers", "answer", ("aid",), ("qid", "code", "scale_id")),
            owner="qid",
            code="code",
            text="answer",
            order="sortorder",
        )

    def _subquestions_by_question(self) -> dict[str, list[Line]]:
        nested = [row for row in self._table("questions") if row.get("parent_qid", "0") not in ("", "0")]
        rows = self._by_identity("subquestions", "question", ("qid",), ("qid",), nested)
        return self._lines(rows, owner="parent_qid", code="title", text="question", order="question_order")

    def _by_identity(
        self,
        name: str,
        texts_name: str,
        newer: tuple[str, ...],
        older: tuple[str, ...],
        more: Iterable[dict[str, str]] = (),
    ) -> list[TableRow]:
        """The rows of a table once each in our language. A row is known by its number since version 4."""
        rows: dict[tuple[str, ...], list[TableRow]] = defaultdict(list)
        for row in [*self._table(name), *more]:
            identity = newer if all(row.get(field) for field in newer) else older
            rows[tuple(row.get(field, "") for field in identity)].append(row)
        texts: dict[tuple[str, ...], list[TableRow]] = defaultdict(list)
        for row in self._table(f"{texts_name}_l10ns"):
            texts[tuple(row.get(field, "") for field in newer)].append(row)
        return [
            {**self._in_language(found), **self._in_language(texts[noun])} for noun, found in rows.items()
        ]

    @staticmethod
    def _lines(
        rows: list[TableRow], *, owner: str, code: str, text: str, order: str
    ) -> dict[str, list[Line]]:
        lines: dict[str, list[Line]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.get("scale_id", "0"), _number(row, order))):
            line = Line(
                row.get(code, ""),
                row.get(text, ""),
                row.get("scale_id") or "0",
                row.get("assessment_value", ""),
            )
            lines[row.get(owner, "")].append(line)
        return lines


def _number(row: TableRow, field: str) -> float:
    """A place in an order; what is no number comes first, as it does in LimeSurvey."""
    try:
        return float(row.get(field, ""))
    except ValueError:
        return 0.0

"""The columns of a sheet of questions: what we call them, and what else they are found under."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from question_banks.exchange.keys import letter

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "question": ("Question", "question text", "questions", "stem", "question title", "item", "prompt", "question stem"),
    "kind": ("Answer type", "type", "question type", "kind", "item type", "format"),
    "right": (
        *("Right answer", "right answers", "correct answer", "correct answers", "correct", "answer", "key answer"),
        *("answer key", "correct option", "correct choice", "right", "solution", "correct response"),
    ),
    "options": ("Options", "answers", "choices", "answer options", "responses", "possible answers"),
    "feedback": ("Feedback", "general feedback", "explanation", "answer explanation", "rationale", "justification"),
    "objective": ("Objective", "learning objective", "category", "topic", "section", "outcome", "learning outcome"),
    "themes": ("Themes", "theme", "tags", "tag", "keywords"),
    "marks": ("Marks", "mark", "points", "score", "max score", "grade"),
    "scenario": ("Case", "scenario", "vignette", "case study", "context"),
    "scale": ("Scale", "rating scale", "response scale"),
    "step": ("Step", "level", "kirkpatrick level"),
    "family": ("What it measures", "family"),
    "audiences": ("Audience", "audiences", "asked of"),
    "choose": ("Choose exactly", "choose", "number of answers"),
    "required": ("Required", "mandatory"),
    "shuffle": ("Shuffle", "shuffle options", "randomise", "randomize"),
    "core": ("Asked again at 3 and 6 months", "core", "asked again"),
    "status": ("Status", "state"),
    "manager_stem": ("Question for managers", "manager question"),
    "help": ("Help text", "help", "hint", "instructions"),
    "source": ("Source", "reference", "references", "evidence"),
    "notes": ("Notes for reviewers", "notes", "note", "remarks"),
    "case_matters": ("Capitals matter", "case sensitive", "case matters"),
    "certainty": ("Ask how sure",),
    "comment": ("Comment box",),
    "then_of": ("Looks back on",),
    "control": ("About something the course does not teach", "not taught", "control"),
    "equivalent_to": ("Parallel form of", "parallel to", "equivalent to"),
    "key": ("Key", "id", "question id", "identifier", "question key", "no", "nr", "number", "#"),
    "option_keys": ("Option keys",),
    "row_keys": ("Row keys",),
}  # fmt: skip
"""For each field of a row first the heading that we write."""

FLAGS = ("required", "shuffle", "core", "case_matters", "certainty", "comment", "control")

SORTS: Mapping[str, str] = {"option": "Option", "match": "Match", "credit": "Credit", "feedback": "Feedback"}
"""What a row says of each of its options, each in a column of its own: "Option A", "Feedback A"."""

OPTION_WORDS = (
    r"(wrong answer|incorrect answer|distractor|answer option|option|answer|choice|alternative|response)"
)
PLACE = r"([a-z]|[0-9]{1,2})"
ABOUT: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (sort, re.compile(pattern))
    for sort, pattern in (
        ("option", rf"{OPTION_WORDS} ?(?:text )?{PLACE}"),
        ("option", rf"(){PLACE}"),
        ("match", rf"(match|matching|pair|right side) ?{PLACE}"),
        ("credit", rf"(credit|weight|grade|score|points) ?(?:for )?(?:option |answer |choice )?{PLACE}"),
        ("credit", r"(?:option|answer|choice) ?()([a-z]|[0-9]{1,2}) (?:credit|weight|score|points)"),
        ("feedback", rf"(feedback|explanation) ?(?:for )?(?:option |answer |choice )?{PLACE}"),
        ("feedback", r"(?:option|answer|choice) ?()([a-z]|[0-9]{1,2}) (?:feedback|explanation)"),
    )
)
WRONG_ONLY = frozenset(("wrong answer", "incorrect answer", "distractor"))
REPEATED = frozenset(("option", "answer option", "choice", "alternative", *WRONG_ONLY))
TAIL = re.compile(r"\s+[-–—]\s.*|\(.*", re.DOTALL)
SIGNS = re.compile(r"[^\w#]+|_")
BY_HEADING = {name.casefold(): known for known, names in HEADINGS.items() for name in names}
MOST_OPTIONS = 100


@dataclass
class Columns:
    """Where each field stands: its column, from 0. ``about`` is by sort and by the option's place, from 0."""

    fields: dict[str, int] = field(default_factory=dict)
    about: dict[tuple[str, int], int] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    only_wrong: bool = False

    @property
    def known(self) -> int:
        return len(self.fields) + len(self.about)

    @property
    def are_of_questions(self) -> bool:
        return "question" in self.fields and self.known > 1


def columns_of(header: Sequence[str]) -> Columns:
    """The columns that a row of headings names. The first of two equal headings counts."""
    columns = Columns()
    repeated = 0
    for index, cell in enumerate(header):
        heading = heading_key(cell)
        # "Choices" is a column of its own, not option S.
        about = None if heading in BY_HEADING else _about(heading)
        if heading in REPEATED and _is_repeated(heading, header):
            about = ("option", repeated, heading)
            repeated += 1
        if heading in BY_HEADING and about is None:
            if columns.fields.setdefault(BY_HEADING[heading], index) != index:
                columns.unknown[index] = cell
        elif about:
            columns.about.setdefault(about[:2], index)
            columns.only_wrong = columns.only_wrong or about[2] in WRONG_ONLY
        elif heading:
            columns.unknown[index] = cell
    return columns


def heading_key(cell: str) -> str:
    """A heading without its case, its signs, and what it adds in brackets or behind a dash."""
    return " ".join(SIGNS.sub(" ", TAIL.sub("", cell[:200].casefold())).split())


def _about(heading: str) -> tuple[str, int, str] | None:
    """What the column says of which option."""
    for sort, pattern in ABOUT:
        found = pattern.fullmatch(heading)
        if found:
            place = int(found[2]) - 1 if found[2].isdigit() else ord(found[2]) - ord("a")
            return (sort, place, found[1]) if 0 <= place < MOST_OPTIONS else None
    return None


def _is_repeated(heading: str, header: Sequence[str]) -> bool:
    return sum(heading_key(cell) == heading for cell in header) > 1


def heading_of(name: str) -> str:
    return HEADINGS[name][0]


def option_heading(sort: str, place: int) -> str:
    """Such as "Option A"; beyond the alphabet the options are numbered, so that headings stay plain."""
    return f"{SORTS[sort]} {letter(place).upper() if place < 26 else place + 1}"

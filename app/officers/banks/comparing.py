"""Two texts of a bank side by side, in the words of the pages: what is compared and how each fact is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.officers.banks.wording import AUDIENCE_WORDS, KIND_WORDS, STATUS_WORDS
from app.officers.blueprint import blueprint
from app.officers.wording import FAMILIES
from question_banks.differences import Change, Differences, Line, Piece, Sort, differences
from question_banks.facts import FLAGS
from question_banks.model import Bank

FIELD_WORDS: Mapping[str, str] = {
    "title": "Title",
    "description": "Description",
    "language": "Language",
    "text": "Text",
    "stem": "Question",
    "manager_stem": "To line managers",
    "help": "Help",
    "kind": "Answer type",
    "status": "Status",
    "family": "What it measures",
    "step": "Step",
    "audiences": "Asked of",
    "themes": "Themes",
    "objective": "Objective",
    "scale": "Scale",
    "scenario": "Case",
    "then_of": "Looks back on",
    "equivalent_to": "Parallel form of",
    "option": "Answer",
    "order": "Order",
    "option_feedback": "Shown to who chose answer",
    "row": "Line",
    "marks": "Marks",
    "answer": "Right answer",
    "choose": "How many to tick",
    "accepted": "Accepted",
    "number": "Right number",
    "required": "Must be answered",
    "shuffle": "Answers shuffled",
    "core": "Asked again at 3 and 6 months",
    "certainty": "Asks how sure",
    "comment": "Box for a comment",
    "control": "About something the course does not teach",
    "case_matters": "Capital letters matter",
    "feedback": "Shown afterwards",
    "source": "Source",
    "notes": "Notes",
    "point": "Point",
    "outside": "Off the scale",
    "place": "Place",
}

VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": {kind.value: words.name for kind, words in KIND_WORDS.items()},
    "status": {status.value: words for status, words in STATUS_WORDS.items()},
    "family": {family.value: words for family, words in FAMILIES.items()},
    "audiences": {audience.value: words for audience, words in AUDIENCE_WORDS.items()},
}
"""For facts that are a choice from a list: how each choice is called on the pages."""

SORT_WORDS: Mapping[Sort, str] = {
    Sort.ADDED: "New",
    Sort.REMOVED: "Taken away",
    Sort.CHANGED: "Changed",
    Sort.MOVED: "Moved",
}
SORT_COLOURS: Mapping[Sort, str] = {
    Sort.ADDED: "govuk-tag--green",
    Sort.REMOVED: "govuk-tag--red",
    Sort.CHANGED: "govuk-tag--blue",
    Sort.MOVED: "govuk-tag--grey",
}
NOUN_WORDS: Mapping[str, str] = {
    "question": "question",
    "objective": "objective",
    "theme": "theme",
    "scale": "scale",
    "scenario": "case",
}


ALREADY_SAID = ("stem", "title", "order")
"""Facts that a whole thing is not told by: its title stands above, and its answers stand in their order."""


@dataclass(frozen=True)
class Compared:
    """Two texts of a bank, each by what it is called on the page, and how they differ."""

    before: str
    after: str
    found: Differences


def compared(before: Bank, after: Bank, *, before_words: str, after_words: str) -> Compared:
    return Compared(before_words, after_words, differences(before, after))


def label(line: Line) -> str:
    """What the fact is called, such as "Answer 3"."""
    return f"{FIELD_WORDS[line.field]} {line.label}".strip()


def side(line: Line, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """One side of a line. A choice from a list is said in the pages' words."""
    words = VALUE_WORDS.get(line.field)
    said = tuple(pieces)
    if words is None or not said:
        return said
    chosen = "".join(piece.text for piece in said).split(", ")
    return (Piece(" and ".join(words.get(one, one) for one in chosen), True),)


def told_whole(change: Change) -> Iterator[tuple[str, str]]:
    """What a new thing says, or one that is taken away: each fact with its name. Settings that are off say nothing."""
    for line in change.lines:
        said = side(line, line.after or line.before)
        text = "".join(piece.text for piece in said)
        if text and line.field not in ALREADY_SAID and not (line.field in FLAGS and text == "No"):
            yield label(line), text


def tallied(found: Differences) -> str:
    """Such as "2 questions changed, 1 is new; 10 are as they were."."""
    counts = [
        (found.count(Sort.ADDED), "new"),
        (found.count(Sort.CHANGED), "changed"),
        (found.count(Sort.MOVED), "moved"),
        (found.count(Sort.REMOVED), "taken away"),
    ]
    said = [f"{number} {words}" for number, words in counts if number]
    rest = f"{found.unchanged} as {'it was' if found.unchanged == 1 else 'they were'}"
    return f"Questions: {', '.join([*said, rest])}."


def change_name(change: Change) -> str:
    return f"{SORT_WORDS[change.sort]} {NOUN_WORDS[change.noun]}"


blueprint.add_app_template_filter(label, "difference_label")
blueprint.add_app_template_filter(told_whole, "told_whole")
blueprint.add_app_template_filter(tallied, "tallied")
blueprint.add_app_template_filter(change_name, "change_name")
blueprint.add_app_template_filter(SORT_COLOURS.__getitem__, "change_colour")
blueprint.add_app_template_global(side, "difference_side")

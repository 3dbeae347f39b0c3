"""The words for kinds, statuses and numbers of questions on the pages of question banks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import current_app, url_for

from app.access import may
from app.officers.blueprint import blueprint
from app.officers.wording import FAMILIES
from question_banks import items
from question_banks.model import Audience, Bank, Kind, Option, Question, Status
from surveys.enums import DraftState


@dataclass(frozen=True)
class KindWords:
    """``name`` for lists, ``what`` for somebody who chooses a kind for the first time."""

    name: str
    what: str


KIND_WORDS: Mapping[Kind, KindWords] = {
    Kind.SINGLE: KindWords(
        "One answer from a list", "People choose one of several answers. The best for most tests."
    ),
    Kind.SEVERAL: KindWords(
        "Several answers from a list", "People tick all that apply, or as many as you say."
    ),
    Kind.TRUE_FALSE: KindWords(
        "True or false", "A sentence that is true or false. Quick, but easy to guess."
    ),
    Kind.ORDERING: KindWords("Put in order", "People number the steps of something in their right order."),
    Kind.MATCHING: KindWords("Match pairs", "People choose for each line what belongs to it."),
    Kind.NUMBER: KindWords(
        "A number", "People type a number, such as a count of days. It may be off by a little."
    ),
    Kind.SHORT_TEXT: KindWords(
        "A few words", "People type a word or two; you list the answers that are right."
    ),
    Kind.SCALE: KindWords(
        "One statement on a scale", "Such as how often, how much, or how far people agree."
    ),
    Kind.STATEMENTS: KindWords(
        "Several statements on one scale", "A list of statements, each answered on one scale."
    ),
    Kind.CONFIDENCE: KindWords("Confidence from 0 to 10", "How sure people feel that they can do something."),
    Kind.YES_NO: KindWords("Yes, no or does not apply", "Whether something was done or is in place."),
    Kind.DATE: KindWords("A date", "Such as when a procedure was last used."),
    Kind.LONG_TEXT: KindWords(
        "A longer text", "People write some sentences of their own. Somebody has to read them."
    ),
}

TESTING = (
    Kind.SINGLE, Kind.SEVERAL, Kind.TRUE_FALSE, Kind.ORDERING, Kind.MATCHING, Kind.NUMBER, Kind.SHORT_TEXT,
)  # fmt: skip
ASKING = (Kind.SCALE, Kind.STATEMENTS, Kind.CONFIDENCE, Kind.YES_NO, Kind.DATE, Kind.LONG_TEXT)
KIND_GROUPS = (("To test what people know", TESTING), ("To ask what people feel, do or think", ASKING))

STATUS_WORDS: Mapping[Status, str] = {Status.READY: "Ready", Status.DRAFT: "Draft", Status.RETIRED: "Retired"}
STATUS_COLOURS: Mapping[Status, str] = {
    Status.READY: "govuk-tag--green",
    Status.DRAFT: "govuk-tag--yellow",
    Status.RETIRED: "govuk-tag--grey",
}

DRAFT_STATES: Mapping[DraftState, str] = {
    DraftState.EDITING: "Being written",
    DraftState.IN_REVIEW: "In review",
    DraftState.APPROVED: "Approved",
}

STEP_WORDS: Mapping[int, str] = {
    1: "Step 1: before the course",
    2: "Step 2: learning and reaction",
    3: "Step 3: practice",
    4: "Step 4: outcome",
}

AUDIENCE_WORDS: Mapping[Audience, str] = {Audience.DELEGATE: "delegates", Audience.MANAGER: "line managers"}

PAGES = (
    ("Questions", "officers.bank"),
    ("Objectives and themes", "officers.structure"),
    ("Coverage", "officers.coverage"),
    ("Statistics", "officers.statistics"),
    ("Versions", "officers.versions"),
    ("Import and export", "officers.export_bank"),
)
"""The pages of one bank, by endpoint, in the order in which they are linked."""


def bank_pages(key: str) -> Iterator[tuple[str, str, str]]:
    """Words, endpoint and address of each page of the bank that the person may open."""
    for words, endpoint in PAGES:
        if is_endpoint(endpoint):
            yield words, endpoint, url_for(endpoint, key=key)


def told(bank: Bank, question: Question) -> dict[str, str]:
    """All that a question says, in words: for reading, and for seeing how two texts of it differ."""
    scenario, objective = (
        bank.scenarios_by_key.get(question.scenario),
        bank.objectives_by_key.get(question.objective),
    )
    themes = [theme.title for theme in bank.themes if theme.key in question.themes]
    said = {
        "Answer type": KIND_WORDS[question.kind].name,
        "Case": scenario.text if scenario else "",
        "Question": question.stem,
        "To line managers": question.manager_stem,
        "Help": question.help,
        **answers_told(bank, question),
        "Shown afterwards": question.feedback,
        "What it measures": FAMILIES[question.family],
        "Objective": objective.title if objective else "",
        "Themes": ", ".join(themes),
        "Step": STEP_WORDS[question.step],
        "Asked of": " and ".join(AUDIENCE_WORDS[one] for one in question.audiences),
        "Settings": "; ".join(_settings(question)),
        "Source": question.source,
        "Notes": question.notes,
        "Status": STATUS_WORDS[question.status],
    }
    return {label: text for label, text in said.items() if text}


def answers_told(bank: Bank, question: Question) -> dict[str, str]:
    """What can be answered and what is right, in words."""
    scale, words = (
        bank.scales_by_key.get(question.scale),
        {option.key: option.text for option in question.options},
    )
    right = {True: "True is right", False: "False is right", None: ""}[question.answer]
    rows = [f"{row.text} = {words.get(row.answer, '?')}" if row.answer else row.text for row in question.rows]
    return {
        "Answers": " / ".join(_option_told(option) for option in question.options) or right,
        "Lines": " / ".join(rows),
        "Accepted": " / ".join(_worth(key.text, key.credit, key.feedback) for key in question.accepted),
        "Right numbers": " / ".join(
            _worth(
                f"{key.value:,.15g}" + (f" (give or take {key.tolerance:,.15g})" if key.tolerance else ""),
                key.credit,
                key.feedback,
            )
            for key in question.numbers
        ),
        "Scale": scale.title + ": " + " · ".join(point.text for point in scale.points) if scale else "",
    }


def _option_told(option: Option) -> str:
    credit = "" if option.credit is None else f" ({option.credit:g} % of the marks)"
    return (
        option.text
        + " (right)" * option.right
        + credit
        + (f" [{option.feedback}]" if option.feedback else "")
    )


def _worth(text: str, credit: float, feedback: str) -> str:
    return text + (f" ({credit:g} %)" if credit != 100 else "") + (f" [{feedback}]" if feedback else "")


def _settings(question: Question) -> Iterator[str]:
    if items.is_keyed(question):
        yield f"{question.marks} mark" + "s" * (question.marks != 1)
    if question.choose is not None:
        yield f"{question.choose} to be ticked"
    said = {
        "may be left empty": not question.required,
        "answers shuffled": question.shuffle,
        "asked again at 3 and 6 months": question.core,
        "asks how sure": question.certainty,
        "box for a comment": question.comment,
        "about something the course does not teach": question.control,
        "capital letters matter": question.case_matters,
        f"looking back on {question.then_of}": bool(question.then_of),
        f"parallel form of {question.equivalent_to}": bool(question.equivalent_to),
    }
    yield from (words for words, there in said.items() if there)


def can_be_keyed(question: Question) -> bool:
    """Whether its kind can have a right answer, so that another form of it makes sense."""
    return question.kind in TESTING


def kind_name(kind: Kind) -> str:
    return KIND_WORDS[kind].name


def is_endpoint(name: str) -> bool:
    """Whether there is a page of this name that the person may open."""
    return name in current_app.view_functions and may(name)


blueprint.add_app_template_filter(kind_name, "kind_words")
blueprint.add_app_template_filter(STEP_WORDS.__getitem__, "step_words")
blueprint.add_app_template_filter(DRAFT_STATES.__getitem__, "draft_state_words")
blueprint.add_app_template_filter(can_be_keyed, "has_key")
blueprint.add_app_template_test(is_endpoint, "endpoint")
blueprint.add_app_template_filter(STATUS_WORDS.__getitem__, "question_status_words")
blueprint.add_app_template_filter(STATUS_COLOURS.__getitem__, "question_status_colour")
blueprint.add_app_template_global(bank_pages, "bank_pages")

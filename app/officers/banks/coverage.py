"""What a bank asks of whom and when, laid out by objective and step, and what that cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.clock import now
from app.extensions import db
from app.officers.banks.shelf import find_shelved
from app.officers.blueprint import blueprint
from question_banks import documents
from question_banks.model import Bank
from question_banks.validation import Problem, problems
from surveys.findings.under_way import under_way_problems
from surveys.queries.banks import find_bank, latest_version
from surveys.queries.drafts import bank_of, find_draft
from surveys.questionnaires.coverage import Row, grid_of
from surveys.questionnaires.launching import launch_problems

PUBLISHED = "published"
SHIPPED = "the text that comes with Foursteps"
STEPS = {
    1: "Step 1: before",
    2: "Step 2: learning",
    3: "Step 3: practice",
    4: "Step 4: outcome",
}


class Text(NamedTuple):
    """The text that is looked at, what it is called, and what its draft or published sibling is called, if any."""

    bank: Bank
    name: str
    is_draft: bool
    other: str


@blueprint.get("/banks/<key>/coverage")
def coverage(key: str) -> ResponseReturnValue:
    """Of the draft where there is one, for it is what can still be changed; on demand of what is asked now."""
    text = _text_of(key, request.args.get("of", ""))
    bank, grid = text.bank, grid_of(text.bank)
    found = problems(bank)
    single = [problem for problem in found if problem.noun == "question"]
    whole = [
        *half_way(bank),
        *launch_problems(grid),
        *(problem for problem in found if problem.noun != "question"),
    ]
    return render_template(
        "officers/banks/coverage/coverage.html",
        bank=bank,
        text=text,
        grid=grid,
        steps=STEPS,
        sections=[(title, list(rows)) for (_key, title), rows in groupby(grid.rows, _objective)],
        found=list(_about(bank, sorted(whole, key=lambda problem: not problem.serious))),
        single=single,
    )


def _text_of(key: str, asked_for: str) -> Text:
    """Raises ``NotFound`` when there is no such bank."""
    draft, row = find_draft(db.session, key), find_bank(db.session, key)
    version = latest_version(db.session, row.id) if draft and row else None
    published = f"version {version.number}" if version else ""
    if draft and version and asked_for == PUBLISHED:
        return Text(documents.from_dict(version.document), published, is_draft=False, other="the draft")
    if draft:
        return Text(bank_of(draft), "the draft", is_draft=True, other=published)
    shelved = find_shelved(key)
    asked = "" if shelved.fresh or shelved.version is None else f"version {shelved.version.number}"
    return Text(shelved.bank, asked or SHIPPED, is_draft=False, other="")


def half_way(bank: Bank) -> tuple[Problem, ...]:
    """What it would cost the courses that are running now to publish this text."""
    row = find_bank(db.session, bank.key)
    return under_way_problems(db.session, row, bank, now=now()) if row else ()


def _objective(row: Row) -> tuple[str, str]:
    return row.objective, row.title


def _about(bank: Bank, found: list[Problem]) -> Iterator[tuple[list[str], Problem]]:
    """Each problem with the words by which people know what it is about; what is said of several is said once."""
    alike: dict[tuple[str, str, bool], list[Problem]] = {}
    for problem in found:
        alike.setdefault((problem.what, problem.why, problem.serious), []).append(problem)
    for problems_alike in alike.values():
        yield [_title(bank, problem) for problem in problems_alike], problems_alike[0]


def _title(bank: Bank, problem: Problem) -> str:
    if problem.noun == "question" and problem.key in bank.questions_by_key:
        return f"“{bank.questions_by_key[problem.key].stem}”"
    titles = {("objective", one.key): one.title for one in bank.objectives} | {
        ("theme", one.key): one.title for one in bank.themes
    }
    titles |= {("scale", one.key): f"Scale: {one.title}" for one in bank.scales}
    return titles.get((problem.noun, problem.key)) or "The bank as a whole"

"""What a bank asks of whom and when, laid out by objective and step, and what that cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from flask import render_template
from flask.typing import ResponseReturnValue

from app.clock import now
from app.extensions import db
from app.officers.banks.shelf import newest_text
from app.officers.blueprint import blueprint
from question_banks.model import Bank
from question_banks.validation import Problem, problems
from surveys.findings.under_way import under_way_problems
from surveys.queries.banks import find_bank
from surveys.queries.drafts import find_draft
from surveys.questionnaires.coverage import Row, grid_of
from surveys.questionnaires.launching import launch_problems


@blueprint.get("/banks/<key>/coverage")
def coverage(key: str) -> ResponseReturnValue:
    """Of the draft where there is one, for it is what can still be changed."""
    bank = newest_text(key)
    grid = grid_of(bank)
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
        draft=find_draft(db.session, key),
        grid=grid,
        sections=[(title, list(rows)) for (_key, title), rows in groupby(grid.rows, _objective)],
        found=list(_about(bank, sorted(whole, key=lambda problem: not problem.serious))),
        single=single,
    )


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

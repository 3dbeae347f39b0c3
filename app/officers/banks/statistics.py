"""What the answers to a bank's questions say of the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from app.charts.notes import notes_of_figures
from app.clock import now
from app.extensions import db
from app.officers.banks.shelf import newest_text
from app.officers.blueprint import blueprint
from surveys.disclosure import Floors
from surveys.findings.item_model import BankStatistics, Flag, ItemStatistics
from surveys.findings.item_statistics import bank_statistics, list_flags
from surveys.findings.model import Figure
from surveys.queries.banks import find_bank
from surveys.queries.drafts import find_draft


@blueprint.get("/banks/<key>/statistics")
def statistics(key: str) -> ResponseReturnValue:
    bank, row = newest_text(key), find_bank(db.session, key)
    floors = current_app.config["FLOORS"]
    found = bank_statistics(db.session, row, floors=floors, now=now()) if row else None
    groups = _groups(found) if found else {}
    return render_template(
        "officers/banks/statistics/statistics.html",
        bank=bank,
        draft=find_draft(db.session, key),
        found=found,
        groups=groups,
        flagged=_newest_flagged(found) if found else [],
        judged=sum(_is_judged(one, floors) for one, *_older in groups.values()),
        certainty=any(at.sure_and_wrong for worded in groups.values() for one in worded for at in one.at),
        notes=notes_of_figures(list(_figures(groups))),
        floors=floors,
    )


def flags_by_question(key: str) -> Mapping[str, tuple[Flag, ...]]:
    """What answers say of each question of the bank as it was published last; nothing without answers."""
    row = find_bank(db.session, key)
    return list_flags(db.session, row, floors=current_app.config["FLOORS"], now=now()) if row else {}


def _groups(found: BankStatistics) -> dict[str, list[ItemStatistics]]:
    """The wordings of each question that somebody answered, the newest first, by the question's key."""
    groups: dict[str, list[ItemStatistics]] = {}
    for one in found.questions:
        if one.at:
            groups.setdefault(one.question.key, []).append(one)
    return groups


def _is_judged(one: ItemStatistics, floors: Floors) -> bool:
    """Whether enough people have answered it at one time for a flag to be raised."""
    return any((at.answers or 0) >= floors.flags for at in one.at)


def _figures(groups: Mapping[str, list[ItemStatistics]]) -> Iterator[Figure]:
    """Every figure of the page, for what has to be said of several to be said once."""
    for one in chain.from_iterable(groups.values()):
        for at in one.at:
            shares = (choice.share.share for choice in at.choices)
            told = (at.facility, at.discrimination, at.sure_and_wrong, at.seconds, *shares)
            yield from (figure for figure in told if figure)
        if one.gain:
            yield one.gain


def _newest_flagged(found: BankStatistics) -> list[ItemStatistics]:
    """The questions whose newest wording has a flag."""
    newest: dict[str, ItemStatistics] = {}
    for one in found.questions:
        newest.setdefault(one.question.key, one)
    return [one for one in newest.values() if one.flags]

"""What the answers to a bank's questions say of the questions."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from app.clock import now
from app.extensions import db
from app.officers.banks.shelf import newest_text
from app.officers.blueprint import blueprint
from surveys.findings.item_model import BankStatistics, Flag, ItemStatistics
from surveys.findings.item_statistics import bank_statistics, list_flags
from surveys.queries.banks import find_bank
from surveys.queries.drafts import find_draft


@blueprint.get("/banks/<key>/statistics")
def statistics(key: str) -> ResponseReturnValue:
    bank, row = newest_text(key), find_bank(db.session, key)
    found = bank_statistics(db.session, row, floors=current_app.config["FLOORS"], now=now()) if row else None
    return render_template(
        "officers/banks/statistics/statistics.html",
        bank=bank,
        draft=find_draft(db.session, key),
        found=found,
        groups=_groups(found) if found else {},
        flagged=_newest_flagged(found) if found else [],
        floors=current_app.config["FLOORS"],
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


def _newest_flagged(found: BankStatistics) -> list[ItemStatistics]:
    """The questions whose newest wording has a flag."""
    newest: dict[str, ItemStatistics] = {}
    for one in found.questions:
        newest.setdefault(one.question.key, one)
    return [one for one in newest.values() if one.flags]

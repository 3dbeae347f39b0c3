"""``banks drafts`` and ``banks remark``: what is being written, and answers marked again by a corrected version."""

from __future__ import annotations

import click

from app.cli.actor import actor
from app.cli.banks import group
from app.cli.plain import json_option, say_json
from app.clock import now
from app.extensions import db
from surveys.operations.remarks import remark_question
from surveys.queries.banks import bank_by_key, version_by_number
from surveys.queries.drafts import open_drafts


@group.command()
@json_option
def drafts(as_json: bool) -> None:
    """Which drafts of banks there are, and where each stands."""
    found = [
        {
            "key": draft.key,
            "title": draft.title,
            "state": draft.state.value,
            "based_on": draft.based_on.number if draft.based_on else None,
            "edited_at": draft.edited_at.isoformat(),
            "edited_by": draft.edited_by,
        }
        for draft in open_drafts(db.session)
    ]
    if as_json:
        say_json(found)
        return
    for draft in found:
        after = f"after version {draft['based_on']}" if draft["based_on"] else "a new bank"
        click.echo(f"{draft['key']}: {draft['state']}, {after}.")
    if not found:
        click.echo("There are no drafts.")


@group.command()
@click.argument("key")
@click.argument("question")
@click.option("--older", type=int, required=True, help="The version whose answers are marked again.")
@click.option("--newer", type=int, required=True, help="The version with the corrected right answer.")
@click.option("--reason", required=True, help="Why; it is printed with the findings.")
@json_option
def remark(key: str, question: str, older: int, newer: int, reason: str, as_json: bool) -> None:
    """Mark the answers to a QUESTION of the bank KEY again. Old marks stay on record."""
    bank = bank_by_key(db.session, key)
    made = remark_question(
        db.session,
        question,
        older=version_by_number(db.session, bank.id, older),
        newer=version_by_number(db.session, bank.id, newer),
        reason=reason,
        by=actor(),
        now=now(),
    )
    said = {"question": question, "answers": made.answers, "changed": made.changed}
    db.session.commit()
    if as_json:
        say_json(said)
        return
    click.echo(f"{said['answers']} answers marked again; {said['changed']} have another mark now.")

"""``banks``: question banks, converted between formats and published."""

from __future__ import annotations

import json
from pathlib import Path

import click

from app.cli.actor import actor
from app.cli.files import file_argument, read_bytes
from app.cli.plain import Noun, harmless, json_option, say_json
from app.clock import now
from app.extensions import db
from question_banks.errors import Refusal
from question_banks.exchange import Report, convert, format_names, read_bank, refusal_report
from question_banks.validation import problems
from surveys.operations.banks import publish_bank


@click.group("banks", cls=Noun)
def group() -> None:
    """Question banks."""


@group.command("convert")
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--report", type=click.Path(path_type=Path), help="Where to write what became of each question, as JSON."
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(format_names()),
    help="The format of OUT, where its ending does not say which.",
)
def convert_(source: Path, target: Path, report: Path | None, format_name: str | None) -> None:
    """Take a bank out of one format into another, told by the ending of OUT. Needs no database.

    The format of IN is told from its content.

    Nothing is written to OUT when the file is refused; the report says why.
    """
    try:
        data, account = convert(read_bytes(source), target.name, format_name)
    except Refusal as refusal:
        _write_report(report, refusal_report(refusal))
        raise
    target.write_bytes(data)
    _write_report(report, account)
    click.echo(f"{target}: {account['taken']} questions taken, {len(account['left_out'])} left out.")
    for one in account["left_out"]:
        click.echo(f"  {one['where']}, {one['what']}: {one['why']}")
    for note in account["notes"]:
        click.echo(f"  {note['where']}: {note['what']}")


@group.command()
@file_argument
@json_option
def publish(file: Path, as_json: bool) -> None:
    """Publish a bank as its next version, which never changes. One that is published already is left as it is."""
    _told, bank = read_bank(read_bytes(file))
    version = publish_bank(db.session, bank, by=actor(), now=now())
    db.session.commit()
    advice = [f"{problem.where}: {problem.what}" for problem in problems(bank)]
    if as_json:
        document = {"key": bank.key, "version": version.number, "digest": version.digest, "advice": advice}
        say_json(document)
        return
    click.echo(f"Bank {bank.key} is published as version {version.number}.")
    for line in advice:
        click.echo(f"  Advice: {harmless(line)}")


def _write_report(path: Path | None, report: Report) -> None:
    if path is not None:
        path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

"""Commands that never show a traceback for what a person can mend: one sentence on standard error, exit status 2."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unicodedata import category

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from app.pdf.press import PressUnavailable
from question_banks.characters import is_storable
from question_banks.errors import BankError
from surveys.errors import SurveyError

EXPECTED = (SurveyError, BankError, PressUnavailable)
"""Errors whose message is already the sentence to say."""

NO_TABLES = "The database is not up to date: run “flask --app wsgi db upgrade” first."
NO_DATABASE = "The database cannot be used: {}."
NO_TEXT = "Some of what was typed is not UTF-8 text: type it again."


def harmless(words: str) -> str:
    """The words without what a terminal would obey: they may repeat what somebody wrote into a file."""
    kept = (
        letter if letter in "\n\t" or not category(letter).startswith("C") else "\ufffd" for letter in words
    )
    return "".join(kept)


class Sorry(click.ClickException):
    """Nothing was done, and the message says why."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(harmless(self.format_message()), err=True)


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turns what a person can mend into ``Sorry``; anything else goes on as it is."""
    try:
        yield
    except EXPECTED as error:
        raise Sorry(str(error)) from error
    except click.UsageError as error:
        raise Sorry(_whole_sentence(error.format_message())) from error
    except UnicodeEncodeError as error:
        if is_storable(str(error.object)):
            raise
        raise Sorry(NO_TEXT) from error
    except BrokenPipeError:
        # Whoever read our output has had enough of it; click ends quietly.
        raise
    except OSError as error:
        raise Sorry(_about_file(error)) from error
    except (OperationalError, ProgrammingError) as error:
        raise Sorry(_about_database(error)) from error


def _whole_sentence(words: str) -> str:
    line = " ".join(words.split())
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _about_file(error: OSError) -> str:
    reason = (error.strerror or "unknown reason").lower()
    return f"{error.filename} cannot be used: {reason}." if error.filename else f"It did not work: {reason}."


def _about_database(error: DBAPIError) -> str:
    said = str(error.orig).strip().splitlines()
    if any(words in said[0] for words in ("no such table", "no such column", "does not exist")):
        return NO_TABLES
    return NO_DATABASE.format(said[0].rstrip("."))


class _Plain:
    """Mixed into click's commands: both reading the arguments and doing the work may fail in one sentence."""

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with one_sentence():
            return super().make_context(*arguments, **options)  # type: ignore[misc]

    def invoke(self, ctx: click.Context) -> Any:
        with one_sentence():
            return super().invoke(ctx)  # type: ignore[misc]


class PlainCommand(_Plain, click.Command):
    pass


class Noun(_Plain, AppGroup):
    """A group of commands about one noun. Its commands run in the app's context."""

    command_class = PlainCommand


def lone_command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command without a noun, such as ``check``."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        return click.command(name, cls=PlainCommand)(with_appcontext(function))

    return decorate


json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for a machine.")


def say_json(document: Any) -> None:
    """Write a document to standard output as JSON."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def warn(words: str) -> None:
    """A word of caution on standard error; the work goes on."""
    click.echo(words, err=True)

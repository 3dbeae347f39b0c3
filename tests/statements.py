"""Counts what is said to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK TO", "BEGIN", "PRAGMA")


@contextmanager
def statements(bind) -> Iterator[list[str]]:
    """The SQL sent over an engine or connection until the block ends, without what only begins or ends."""
    sent: list[str] = []

    def take(connection, cursor, statement, *rest):
        if not statement.lstrip().upper().startswith(NOT_COUNTED):
            sent.append(statement)

    event.listen(bind, "before_cursor_execute", take)
    try:
        yield sent
    finally:
        event.remove(bind, "before_cursor_execute", take)

"""How the database is opened: SQLite made durable and strict, and its transactions begun where they should be."""

from __future__ import annotations

from typing import Any

from flask import has_request_context, request
from sqlalchemy import Engine, event

BUSY_TIMEOUT = 10
"""Seconds that a writer waits for another before the person is told that we are busy."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT * 1000}",
)

READING = frozenset({"GET", "HEAD", "OPTIONS"})

SLOW_READING = frozenset({"security.login"})
"""Forms that are sent but write nothing, as a rule: while a password is compared with its slow hash, others write."""


def engine_options(url: str) -> dict[str, Any]:
    """Options for ``create_engine``. An error never repeats the values of a statement, as errors are logged.

    A PostgreSQL connection that the server has dropped is replaced unseen.
    """
    if url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": BUSY_TIMEOUT}}
    return {"hide_parameters": True, "pool_pre_ping": True, "pool_size": 10, "max_overflow": 20}


def prepare(engine: Engine) -> None:
    """Set SQLite's pragmas on each connection and take over its transactions; PostgreSQL needs neither."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: Any, _record: Any) -> None:
    # The driver would begin a transaction only at the first write, and commit before some statements.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Any) -> None:
    """A transaction that may write takes the lock at once: one that reads first could not get it later."""
    reads = has_request_context() and (request.method in READING or request.endpoint in SLOW_READING)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

"""The record's database, fresh for each test, on both engines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session

from surveys.models import Base


@pytest.fixture(
    scope="session",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def database_kind(request: pytest.FixtureRequest) -> str:
    """``sqlite`` and ``postgresql`` in turn. The second needs the server that ``bin/test`` starts."""
    if request.param == "postgresql" and "FOURSTEPS_TEST_POSTGRESQL" not in os.environ:
        pytest.skip("no FOURSTEPS_TEST_POSTGRESQL: bin/test starts a server and names it there")
    return request.param


@pytest.fixture(scope="session")
def engine_url(database_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of this process's own database. Its tables are made by ``engine``."""
    yield from _new_database(database_kind, tmp_path_factory.mktemp("database"))


@pytest.fixture
def empty_database_url(database_kind: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database with no tables, for this test alone: for migrations and real commits."""
    yield from _new_database(database_kind, tmp_path)


@pytest.fixture(scope="session")
def engine(engine_url: str) -> Iterator[Engine]:
    """An engine on ``engine_url``, with every table of the record, all empty."""
    made = create_engine(engine_url)
    if made.dialect.name == "sqlite":
        _take_over_transactions(made)
    Base.metadata.create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def record(engine: Engine) -> Iterator[Session]:
    """A session on empty tables. It may commit and roll back; whatever it did is gone after the test."""
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


def _new_database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'record.sqlite'}"
        return
    server = make_url(os.environ["FOURSTEPS_TEST_POSTGRESQL"])
    name = f"foursteps_{uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name}")
    yield server.set(database=name).render_as_string(hide_password=False)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server: URL, statement: str) -> None:
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()


def _take_over_transactions(engine: Engine) -> None:
    """Makes SQLite keep foreign keys and savepoints; its driver alone begins only at the first write."""

    @event.listens_for(engine, "connect")
    def prepare(connection, _record):  # type: ignore[no-untyped-def]
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection):  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("BEGIN")

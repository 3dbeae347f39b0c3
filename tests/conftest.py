"""The record's database and the product on it, fresh for each test, on both engines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from app import create_app
from app.database import prepare
from app.extensions import db
from surveys.models import Base
from surveys.queries.questionnaires import forget_questionnaires

pytest_plugins = ["tests.respondents"]


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
    prepare(made)
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


class Clock:
    """A clock that stands still until a test moves it. It starts on Thursday 4 March 2027 at 9 in the morning."""

    def __init__(self) -> None:
        self.moment = datetime(2027, 3, 4, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def at(self, moment: datetime) -> None:
        self.moment = moment

    def later(self, **ahead: float) -> None:
        """``later(days=30, hours=2)``."""
        self.moment += timedelta(**ahead)


@pytest.fixture(scope="session")
def one_site(database_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The product with its settings for tests, on a database of this process's own."""
    folder = tmp_path_factory.mktemp("instance")
    for url in _new_database(database_kind, folder):
        app = create_app(
            {
                "FOURSTEPS_INSTANCE": str(folder),
                "DATABASE_URL": url,
                "FOURSTEPS_BASE_URL": "http://localhost",
                "FOURSTEPS_PARTNERSHIP": "Soar Valley Safeguarding Children Partnership",
                "FOURSTEPS_CONCERN_WORDS": "Call 0100 555 0199 now.",
            }
        )
        app.testing = True
        app.config["PROPAGATE_EXCEPTIONS"] = False
        with app.app_context():
            db.create_all()
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def site(one_site: Flask) -> Iterator[Flask]:
    """The product on empty tables, at 9 in the morning of 4 March 2027."""
    one_site.config["CLOCK"] = Clock()
    yield one_site
    forget_questionnaires()
    with one_site.app_context(), db.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture
def clock(site: Flask) -> Clock:
    """The site's clock, to be set."""
    return site.config["CLOCK"]


@pytest.fixture
def later(clock: Clock) -> Callable[..., None]:
    return clock.later


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture
def another_client(site: Flask) -> FlaskClient:
    """As from another device."""
    return site.test_client()


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

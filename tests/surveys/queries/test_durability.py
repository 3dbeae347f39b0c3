"""What the database does with what it acknowledged."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from surveys.queries.durability import NEEDED, not_durable, settings_in_force

CARELESS = {
    "sqlite": (
        "PRAGMA synchronous = NORMAL",
        {"journal_mode": "delete", "synchronous": "1", "foreign_keys": "0"},
    ),
    "postgresql": ("SET synchronous_commit = off", {"synchronous_commit": "off"}),
}


@pytest.fixture
def careless(empty_database_url):
    """A session as the driver opens it, and made more careless."""
    engine = create_engine(empty_database_url, isolation_level="AUTOCOMMIT")
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_each_needed_setting_is_read_from_the_connection_itself(careless):
    assert set(settings_in_force(careless)) == set(NEEDED[careless.get_bind().dialect.name])


def test_a_connection_that_commits_carelessly_is_found_out(careless):
    statement, wrong = CARELESS[careless.get_bind().dialect.name]
    careless.connection().exec_driver_sql(statement)
    assert not_durable(careless) == wrong

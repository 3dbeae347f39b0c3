"""How the database is opened: durable, strict, patient, and silent about what people said."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from surveys.models import Board, Course


@pytest.fixture
def sqlite(site, database_kind):
    if database_kind != "sqlite":
        pytest.skip("about SQLite alone")
    return site


def test_sqlite_is_set_to_survive_a_power_cut(sqlite):
    with sqlite.app_context():
        settings = [
            db.session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    full = 2
    assert settings == ["wal", full, 1]


def test_a_foreign_key_to_nothing_is_refused_and_the_error_repeats_no_value(site):
    with site.app_context():
        db.session.add(Course(key="words-of-a-child", title="Neglect", bank_id=4711))
        with pytest.raises(IntegrityError) as refused:
            db.session.flush()
    assert "words-of-a-child" not in str(refused.value)


@pytest.fixture
def other(sqlite):
    """Another process's connection, which holds the write lock until it is rolled back."""
    with sqlite.app_context():
        found = sqlite3.connect(db.engine.url.database, isolation_level=None, check_same_thread=False)
    found.execute("BEGIN IMMEDIATE")
    yield found
    found.close()


def test_a_writer_waits_for_another(sqlite, other):
    release = threading.Timer(0.3, other.execute, ["ROLLBACK"])
    with sqlite.app_context():
        db.session.add(Board(key="soar", name="Soar Valley"))
        release.start()
        db.session.commit()
        assert not other.in_transaction
        assert db.session.scalars(select(Board.key)).all() == ["soar"]


def test_a_reader_does_not_wait(sqlite, other):
    with sqlite.test_request_context(method="GET"):
        assert db.session.scalars(select(Board.key)).all() == []
    assert other.in_transaction

"""The one history of the database: forward, back and equal to the models, on both engines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from alembic import command
from flask_migrate import Migrate
from sqlalchemy import CheckConstraint, Engine, create_engine, inspect, select, text

from app import create_app
from app.extensions import db
from surveys.models import BankDraft, Base


@pytest.fixture
def app(empty_database_url, tmp_path):
    made = create_app({"FOURSTEPS_INSTANCE": str(tmp_path), "DATABASE_URL": empty_database_url})
    with made.app_context():
        yield made
        db.engine.dispose()


@pytest.fixture
def history(app):
    """``history("upgrade", "head")`` runs Alembic's command of that name."""
    migrate: Migrate = app.extensions["migrate"].migrate
    return lambda name, *words: getattr(command, name)(migrate.get_config(), *words)


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_forward_makes_what_the_models_say_and_back_leaves_nothing(app, history):
    history("upgrade", "head")
    assert tables(db.engine) == set(Base.metadata.tables)
    history("check")
    history("downgrade", "base")
    assert tables(db.engine) == set()
    history("upgrade", "head")
    assert tables(db.engine) == set(Base.metadata.tables)


def test_a_draft_that_is_being_written_goes_forward_and_back(app, history):
    history("upgrade", "0004")
    made = datetime(2027, 1, 4, tzinfo=UTC)
    facts = {"key": "own", "title": "Our own", "document": "{}", "edited_by": "[]", "note": "Please look."}
    with db.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO bank_drafts (key, title, document, revision, state, edited_by, note, started_at,"
                " started_by, edited_at) VALUES (:key, :title, :document, 1, 'editing', :edited_by, :note,"
                " :made, 'writer@soar.example', :made)"
            ),
            {**facts, "made": made},
        )
    history("upgrade", "head")
    [draft] = db.session.scalars(select(BankDraft))
    assert (draft.note, draft.steps) == ("Please look.", [])
    db.session.remove()
    history("downgrade", "0004")
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT key, note FROM bank_drafts")).all() == [
            ("own", "Please look.")
        ]


def test_every_check_of_the_models_is_in_the_database(app, history, tmp_path):
    """``flask db check`` compares no CHECK constraints, so they are compared here by name."""
    history("upgrade", "head")
    migrated = checks(db.engine)
    with create_engine(f"sqlite:///{tmp_path / 'fresh.sqlite'}").connect() as fresh:
        Base.metadata.create_all(fresh)
        fresh.commit()
        assert migrated == checks(fresh.engine)
    assert sum(map(len, migrated.values())) >= sum(
        isinstance(constraint, CheckConstraint)
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
    )


def checks(engine: Engine) -> dict[str, list[str]]:
    inspector = inspect(engine)
    return {
        table: sorted(str(check["name"]) for check in inspector.get_check_constraints(table))
        for table in sorted(Base.metadata.tables)
    }

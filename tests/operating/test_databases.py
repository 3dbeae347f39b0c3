"""The databases that tests get are the ones they may rely on."""

import pytest
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.exc import IntegrityError

from surveys.models import Base, Board, Course


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_see(record, turn):
    assert record.scalars(select(Board)).all() == []
    record.add(Board(key="soar-valley", name=f"Soar Valley {turn}"))
    record.commit()
    record.add(Board(key="wreake", name="Wreake"))
    record.rollback()
    assert record.scalars(select(Board.key)).all() == ["soar-valley"]


def test_a_foreign_key_to_nothing_is_refused(record):
    record.add(Course(key="neglect", title="Neglect", bank_id=4711))
    with pytest.raises(IntegrityError):
        record.flush()


def test_every_table_of_the_record_is_there(engine):
    assert set(Base.metadata.tables) - set(inspect(engine).get_table_names()) == set()


def test_an_empty_database_has_no_tables_and_is_of_the_kind_asked_for(empty_database_url, database_kind):
    engine = create_engine(empty_database_url)
    assert (engine.dialect.name, inspect(engine).get_table_names()) == (database_kind, [])
    engine.dispose()


@pytest.mark.postgresql
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_postgresql_is_asked_to_be_as_durable_as_in_use(engine):
    with engine.connect() as connection:
        settings = [
            connection.scalar(text(f"SHOW {name}"))
            for name in ("fsync", "synchronous_commit", "full_page_writes")
        ]
    assert settings == ["on", "on", "on"]

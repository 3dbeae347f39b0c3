"""What the database does with what it acknowledged."""

from __future__ import annotations

from surveys.queries.durability import NEEDED, not_durable, settings_in_force


def test_each_needed_setting_is_read_from_the_connection_itself(record):
    assert set(settings_in_force(record)) == set(NEEDED[record.get_bind().dialect.name])


def test_a_connection_that_commits_carelessly_is_found_out(record):
    if record.get_bind().dialect.name == "sqlite":
        # As the driver opens it, which ``app.database`` mends: a journal that a reader holds up.
        assert not_durable(record)["journal_mode"] == "delete"
    else:
        record.connection().exec_driver_sql("SET LOCAL synchronous_commit = off")
        assert not_durable(record)["synchronous_commit"] == "off"

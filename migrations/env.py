"""Runs migrations through the app's own engine, on whichever database the settings name."""

from __future__ import annotations

from alembic import context
from flask import current_app

from surveys.models import Base
from surveys.models.base import UTCDateTime


def render(kind: str, thing: object, autogen_context: object) -> str | bool:
    """A moment's column is written by its own name, as it differs from engine to engine."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        autogen_context.imports.add("from surveys.models.base import UTCDateTime")  # type: ignore[attr-defined]
        return "UTCDateTime()"
    return False


def run() -> None:
    """One transaction for the whole upgrade: a database is at a revision or it is not."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations run on a database, not into a file.")
run()

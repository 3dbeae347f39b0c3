"""Whether the database keeps what it acknowledged: what is really in force on this connection."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.orm import Session

NEEDED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sqlite": {"journal_mode": ("wal",), "synchronous": ("2", "3"), "foreign_keys": ("1",)},
    "postgresql": {
        "fsync": ("on",),
        "full_page_writes": ("on",),
        "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
        "transaction_read_only": ("off",),
    },
}
"""What each engine's settings must be, so that a crash or a power cut loses nothing that was acknowledged."""


def settings_in_force(session: Session) -> dict[str, str]:
    """The settings of ``NEEDED`` and their values as this connection has them."""
    engine = session.get_bind().dialect.name
    asking = "PRAGMA {}" if engine == "sqlite" else "SHOW {}"
    return {name: str(session.scalar(text(asking.format(name)))).lower() for name in NEEDED[engine]}


def not_durable(session: Session) -> dict[str, str]:
    """Those of the settings that are wrong, with the value that they have."""
    needed = NEEDED[session.get_bind().dialect.name]
    return {name: value for name, value in settings_in_force(session).items() if value not in needed[name]}


def schema_revisions(session: Session) -> frozenset[str]:
    """Which migrations the database stands at. Raises ``DatabaseError`` when it has had none."""
    return frozenset(session.scalars(text("SELECT version_num FROM alembic_version")))

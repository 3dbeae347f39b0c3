"""``work``: the worker, for ever."""

from __future__ import annotations

from app.cli.plain import lone_command
from app.worker import work as work_for_ever


@lone_command("work")
def work() -> None:
    """Open, remind and close waves and send mail as they fall due, until stopped. Several workers may run."""
    work_for_ever()

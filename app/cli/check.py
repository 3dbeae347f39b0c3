"""``check``: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import sys

import click

from app.cli.checks import checks
from app.cli.plain import json_option, lone_command, say_json


@lone_command("check")
@json_option
def check(as_json: bool) -> None:
    """Look at the settings, the database, its durability, mail and keys. Ends with status 1 when something is wrong.

    A setting that cannot be read is named by every command before it begins, with status 2.
    """
    found = list(checks())
    if as_json:
        rows = [{"name": one.name, "ok": one.ok, "says": one.says, "mend": one.mend or None} for one in found]
        say_json({"ok": all(one.ok for one in found), "checks": rows})
    else:
        for one in found:
            click.echo(f"{'ok   ' if one.ok else 'WRONG'}  {one.name}: {one.says}")
            if one.mend:
                click.echo(f"       {one.mend}")
    sys.exit(0 if all(one.ok for one in found) else 1)

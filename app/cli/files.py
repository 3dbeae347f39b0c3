"""Files that an operator names."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.plain import Sorry

MOST_BYTES = 50_000_000

file_argument = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))


def read_bytes(path: Path) -> bytes:
    """What the file holds.

    Raises:
        OSError: it cannot be read.
        Sorry: it is too large to be what is asked for.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Sorry(f"{path} is larger than {MOST_BYTES // 1_000_000} MB.")
    return data

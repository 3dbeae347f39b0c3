"""The secrets that sign links and sign-ins: made once, kept in the instance folder, closed to others."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_urlsafe


def signing_keys(instance: Path) -> tuple[str, ...]:
    """The keys, one a line and the newest first. A new line on top rotates them; old links keep working."""
    return tuple(_kept(instance / "signing-keys").split())


def password_salt(instance: Path) -> str:
    """What is mixed into every password before it is hashed. It must never change."""
    return _kept(instance / "password-salt").strip()


def _kept(path: Path) -> str:
    """The file's text, made when there is none. Processes that start together all get the same one."""
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    ours = path.with_name(f".{path.name}.{os.getpid()}")
    with open(ours, "w", encoding="ascii", opener=_closed_to_others) as file:
        file.write(token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link to a name that is taken fails, so the first of several processes wins.
        os.link(ours, path)
    except FileExistsError:
        pass
    finally:
        ours.unlink()
    return path.read_text(encoding="ascii")


def _closed_to_others(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

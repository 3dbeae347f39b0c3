"""The banks that come with the product."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from question_banks.documents import read_toml
from question_banks.errors import BankError
from question_banks.model import Bank

FOLDER = Path(__file__).parent / "banks"


@lru_cache(maxsize=1)
def shipped_banks() -> Mapping[str, Bank]:
    """The shipped banks by key, in the order of their keys. They are read once."""
    banks = {path.stem: read_toml(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    return MappingProxyType(banks)


def shipped_path(key: str) -> Path:
    """Where the shipped bank with this key is kept as TOML. Raises ``BankError`` when there is none."""
    if key not in shipped_banks():
        raise BankError(f"No bank with this key is shipped; there are {', '.join(shipped_banks())}.")
    return FOLDER / f"{key}.toml"

"""The tiny banks: one feature each, to be read beside the tests as the manual of what a bank can be."""

from __future__ import annotations

from pathlib import Path

from question_banks.documents import read_toml
from question_banks.model import Bank, Question

FOLDER = Path(__file__).parent / "banks"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def tiny_text(name: str) -> str:
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def tiny_bank(name: str) -> Bank:
    return read_toml(tiny_text(name))


def asked(name: str) -> tuple[Bank, Question]:
    """A tiny bank and its first question."""
    bank = tiny_bank(name)
    return bank, bank.questions[0]

"""Whole files of survey programs, each beside the bank and the account that come out of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from question_banks.exchange import convert

FILES = Path(__file__).parent / "files"
SURVEYS = ("limesurvey/three-months-on.lss", "surveyjs/quiz.json", "xlsform/visit.csv")


@pytest.mark.parametrize("name", SURVEYS)
def test_the_bank_and_the_account_are_those_beside_the_file(name):
    path = FILES / name
    bank, report = convert(path.read_bytes(), "bank.toml")
    assert bank.decode() == path.with_suffix(".toml").read_text(encoding="utf-8")
    assert report == json.loads(path.with_suffix(".report.json").read_text(encoding="utf-8"))

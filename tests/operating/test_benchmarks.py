"""The benchmarks run, check what they time, and print what they promise."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*options):
    command = [
        sys.executable,
        "benchmarks/respondent_trip.py",
        "--rounds",
        "1",
        "--respondents",
        "2",
        *options,
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


@pytest.fixture
def on_engine(database_kind, empty_database_url):
    """The options that make it use this engine."""
    return ["--postgresql", empty_database_url] if database_kind == "postgresql" else []


def test_the_respondents_trip_prints_both_speeds_and_their_ratio(on_engine):
    ran = run("--trips", "3", *on_engine)
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert re.findall(r"^(.+): \d+ trips/s \(3 trips of (\d) requests\)$", ran.stdout, re.MULTILINE) == [
        ("ours", "9"),
        ("bare", "9"),
        ("bare, one page", "2"),
    ]
    assert len(re.findall(r"p50 +\d+\.\d ms +p95 +\d+\.\d ms", ran.stdout)) == 12
    assert len(re.findall(r"^ratio, .+: +\d+\.\d\d$", ran.stdout, re.MULTILINE)) == 2


def test_the_limits_of_files_are_measured_on_the_command_itself():
    command = [sys.executable, "benchmarks/exchange_limits.py", "--only", "zip, names outside"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (ran.stderr, ran.returncode) == ("", 0)
    figures = r"  zip, names outside +0\.0 MB +[0-9.]+ s +[0-9]+ MB  (.*)\n"
    said = "The zip file names a place outside itself, which no honest one does."
    assert re.fullmatch(figures, ran.stdout)[1] == said

"""The scripts in bin/ and .ci/: that they parse, and what bin/test makes of a failing check."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ["bin/setup", "bin/start", "bin/test", "bin/lock", ".ci/run"]
CHECKS = ["ruff check .", "ruff format --check .", "mypy", "lint-imports --no-cache"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_executable_parses_and_stops_at_the_first_error(script):
    path = ROOT / script
    assert os.access(path, os.X_OK)
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0
    assert "\nset -euo pipefail\n" in path.read_text()


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_finds_nothing():
    found = subprocess.run(["shellcheck", *SCRIPTS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout == ""


@pytest.fixture
def checkout(tmp_path):
    """A folder with bin/test and .ci/run in it, whose tools only note that they were called."""
    for folder in ("bin", ".ci", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    for script in ("bin/test", ".ci/run"):
        shutil.copy(ROOT / script, tmp_path / script)
    for tool in (
        "bin/setup",
        *(f".venv/bin/{name}" for name in ("ruff", "mypy", "lint-imports", "djlint", "python")),
    ):
        write(tmp_path / tool)
    return tmp_path


def write(tool: Path, status: int = 0) -> None:
    tool.write_text(f'#!/bin/sh\nfor word in "${{0##*/}}" "$@"; do printf "%s|" "$word"; done >>calls\n'
                    f"echo >>calls\nexit {status}\n")  # fmt: skip
    tool.chmod(0o755)


def run(checkout: Path, *command: str) -> tuple[int, list[str], list[str]]:
    """The exit status, the lines printed, and the calls made, each as its words."""
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=60, check=False)
    calls = [line.rstrip("|").replace("|", " ") for line in (checkout / "calls").read_text().splitlines()]
    return done.returncode, done.stdout.splitlines(), calls


def test_the_fast_run_checks_everything_and_leaves_out_browser_and_postgresql(checkout):
    status, _lines, calls = run(checkout, "bin/test", "--fast")
    assert status == 0
    assert calls[:5] == ["setup --tests --fast", *CHECKS]
    assert calls[-1] == "python -m pytest -n 2 --dist worksteal -m not browser and not postgresql"


def test_a_failing_check_stops_no_other_and_fails_the_run(checkout):
    write(checkout / ".venv/bin/mypy", status=1)
    write(checkout / ".venv/bin/djlint", status=1)
    status, lines, calls = run(checkout, "bin/test", "--fast")
    assert (status, len(calls)) == (1, 8)
    assert lines[-1] == "Checks that failed: mypy; djlint layout; djlint faults;"


def test_a_failing_test_fails_the_run(checkout):
    write(checkout / ".venv/bin/python", status=3)
    assert run(checkout, "bin/test", "--fast")[0] == 3


@pytest.mark.parametrize("some", [["-k", "waves"], ["tests/surveys"]])
def test_some_tests_are_run_without_the_checks_in_one_process(checkout, some):
    status, _lines, calls = run(checkout, "bin/test", "--fast", *some)
    assert (status, calls) == (
        0,
        ["setup --tests --fast", f"python -m pytest -m not browser and not postgresql {' '.join(some)}"],
    )


def test_ci_calls_exactly_the_whole_test_from_wherever_it_is_called(checkout):
    write(checkout / "bin/test", status=7)
    done = subprocess.run(
        ["bash", checkout / ".ci/run"], cwd="/", capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, (checkout / "calls").read_text()) == (7, "test|\n")

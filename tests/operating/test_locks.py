"""The lock files: every package at one version, with its hashes, and without where it came from."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def locked(name: str) -> dict[str, str]:
    """Each locked package with its version."""
    return dict(PIN.findall((REQUIREMENTS / name).read_text()))


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_a_lock_names_no_address(name):
    text = (REQUIREMENTS / name).read_text()
    assert re.findall(r"\w+://\S*|(?:^|\s)--?(?:index|extra|find|trusted)\S*|\s@\s", text) == []


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_every_locked_package_has_a_hash(name):
    entries = re.split(r"\n(?=[a-z0-9])", (REQUIREMENTS / name).read_text())[1:]
    assert len(entries) == len(locked(name))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_tests_run_on_the_versions_that_the_product_runs_on():
    tested = locked("test.txt")
    assert {name: tested.get(name) for name in locked("run.txt")} == locked("run.txt")


@pytest.mark.parametrize(("source", "lock"), [("run.in", "run.txt"), ("test.in", "test.txt")])
def test_what_is_asked_for_is_what_is_locked(source, lock):
    wanted = dict(re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==(\S+)", (REQUIREMENTS / source).read_text(), re.M))
    versions = locked(lock)
    assert wanted
    assert {name: versions.get(name) for name in wanted} == wanted

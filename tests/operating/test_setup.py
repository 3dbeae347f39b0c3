"""bin/setup on a machine that lacks something: what it says, what it asks for, and that it stops politely."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOBODY = 65534
RUNTIME = ["python3-venv", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]

# What stands in for the machine's own tools: nothing is there until apt-get has installed it.
LDCONFIG = """#!/bin/sh
[ ! -e installed ] || echo libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0
"""
APT_GET = """#!/bin/sh
echo "apt-get $*" >>calls
case " $* " in *" update "*) exit 0 ;; esac
[ ! -e broken ] || { echo "E: no such mirror"; exit 100; }
touch installed
"""
PYTHON = """#!/bin/sh
case "$*" in
  *ensurepip*) [ -e installed ] ;;
  *"version_info < (3, 11)"*) [ ! -e old ] ;;
  *python_version*) if [ -e old ]; then echo 3.9.2; else echo 3.11.2; fi ;;
  *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
  *"import pip"*) [ -d .venv ] && echo 3.11.2 ;;
  *"-m pip"*) echo "pip $*" >>calls ;;
  *) echo 3.11.2 ;;
esac
"""


class Machine:
    """A folder with bin/setup and the locks in it, on a machine whose tools are those above."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.tools = folder / "tools"
        for name in ("bin", "requirements", "tools"):
            (folder / name).mkdir()
        shutil.copy(ROOT / "bin/setup", folder / "bin/setup")
        for lock in ("run.txt", "test.txt"):
            shutil.copy(ROOT / "requirements" / lock, folder / "requirements" / lock)
        self.tool("ldconfig", LDCONFIG)
        self.tool("apt-get", APT_GET)
        self.tool("python3", PYTHON)
        self.tool("id", "#!/bin/sh\necho 0\n")

    def tool(self, name: str, text: str) -> None:
        path = self.tools / name
        path.write_text(text)
        path.chmod(0o755)

    def may_not_install(self) -> None:
        """From now on bin/setup runs as an ordinary person, for whom sudo would ask for a password."""
        (self.tools / "id").unlink()
        self.tool("sudo", "#!/bin/sh\nexit 1\n")

    def setup(self, *options: str, ordinary: bool = False) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": f"{self.tools}:/usr/bin:/bin", "HOME": str(self.folder)}
        command = ["bin/setup", *options]
        if ordinary and os.getuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    def calls(self) -> list[str]:
        path = self.folder / "calls"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def machine():
    folder = Path(tempfile.mkdtemp(prefix="foursteps-setup-"))  # pytest's own are closed to nobody
    yield Machine(folder)
    shutil.rmtree(folder)


def test_what_is_missing_is_named_installed_and_followed_by_the_hashed_packages(machine):
    done = machine.setup()
    assert (done.returncode, done.stderr) == (0, "")
    assert re.findall(r"^  (\S+) +\S.*$", done.stdout, flags=re.M) == RUNTIME
    quietly = "apt-get -q -o DPkg::Lock::Timeout=120"
    assert machine.calls() == [
        f"{quietly} update",
        f"{quietly} install --yes --no-install-recommends {' '.join(RUNTIME)}",
        "pip -m pip install --disable-pip-version-check --no-input "
        "--require-hashes --requirement requirements/run.txt",
    ]


def test_the_second_time_it_does_nothing_and_says_nothing(machine):
    machine.setup()
    before = machine.calls()
    again = machine.setup()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert machine.calls() == before


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (lambda machine: (machine.folder / "requirements/run.txt").write_text("flask==99\n"), True),
        (lambda machine: (machine.folder / "requirements/test.txt").write_text("flask==99\n"), False),
        (lambda machine: shutil.rmtree(machine.folder / ".venv"), True),
    ],
    ids=["another lock", "another lock for tests", "no environment"],
)
def test_packages_are_installed_again_only_when_those_here_are_not_those_wanted(machine, change, again):
    machine.setup()
    before = len(machine.calls())
    change(machine)
    machine.setup()
    assert (len(machine.calls()) > before) is again


def test_without_the_right_to_install_it_names_one_command_and_stops(machine):
    machine.may_not_install()
    refused = machine.setup(ordinary=True)
    assert refused.returncode == 1
    command = (
        f"sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends {' '.join(RUNTIME)}'"
    )
    assert [line.strip() for line in refused.stderr.splitlines() if "apt-get" in line] == [command]
    assert machine.calls() == []


def test_a_failed_installation_shows_why_and_leaves_no_environment(machine):
    (machine.folder / "broken").touch()
    failed = machine.setup()
    assert failed.returncode == 1
    assert failed.stderr.splitlines() == [
        "E: no such mirror",
        "bin/setup: Debian's packages could not be installed.",
    ]
    assert not (machine.folder / ".venv").exists()


def test_a_python_too_old_is_refused_in_one_sentence(machine):
    (machine.folder / "old").touch()
    refused = machine.setup()
    assert (refused.returncode, refused.stderr) == (
        1,
        "bin/setup: Python 3.11 or newer is needed, and python3 is 3.9.2; "
        "name a newer one with FOURSTEPS_PYTHON=...\n",
    )


def test_an_unknown_option_is_answered_with_the_usage(machine):
    refused = machine.setup("--everything")
    assert (refused.returncode, refused.stderr) == (2, "Usage: bin/setup [--tests [--fast]]\n")


def test_here_where_all_is_installed_it_is_silent_and_takes_under_two_seconds():
    began = time.monotonic()
    done = subprocess.run(["bin/setup"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - began < 2

"""bin/start: one command runs the web server and the worker, and leaves neither behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]


def processes_on(instance: Path) -> dict[int, str]:
    """Every living process whose environment names the instance folder, with its command line."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes().split(b"\0")
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:  # it ended meanwhile, or is not ours
            continue
        if f"FOURSTEPS_INSTANCE={instance}".encode() in environment and command:
            found[int(folder.name)] = command
    return found


def gone(instance: Path, within: float = 15) -> bool:
    """Whether no process of the instance is left, at the latest after ``within`` seconds."""
    until = time.monotonic() + within
    while processes_on(instance) and time.monotonic() < until:
        time.sleep(0.1)
    return processes_on(instance) == {}


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(tmp_path, port):
    """Starts Foursteps with an empty database and waits for its last line; kills what a failed test leaves."""
    instance = tmp_path / "instance"
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    started = []

    def _start():
        command = ["bin/start", "--empty", "--port", str(port), "--instance", str(instance)]
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        said = ""
        for line in process.stdout:
            said += line
            if line.endswith("Ctrl-C stops it.\n"):
                break
        return process, said

    yield _start
    for process in started:
        process.kill()
        process.wait()
    for left in processes_on(instance):
        os.kill(left, signal.SIGKILL)


def the_one(instance: Path, words: str) -> int:
    """The oldest process of the instance whose command line holds ``words``, once there is one."""
    until = time.monotonic() + 15
    while True:
        found = [pid for pid, command in processes_on(instance).items() if words in command]
        if found or time.monotonic() > until:
            return min(found)
        time.sleep(0.05)


def test_it_answers_at_the_address_that_it_prints_and_ctrl_c_leaves_nothing(start, port, tmp_path):
    process, said = start()
    assert f"running at http://127.0.0.1:{port}\n" in said
    assert f"Read it at http://127.0.0.1:{port}/dev/mail\n" in said
    with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
        assert page.status == 200
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert gone(tmp_path / "instance", within=0)


def test_its_folder_is_closed_to_others(start, tmp_path):
    start()
    instance = tmp_path / "instance"
    open_to_others = [path.name for path in (instance, *instance.rglob("*")) if path.stat().st_mode & 0o077]
    assert (open_to_others, any(instance.iterdir())) == ([], True)


def how_busy() -> float:
    """How many times longer this machine takes now than if it did nothing else; 1 when it is quiet."""
    before, began = os.times(), time.monotonic()
    subprocess.run([sys.executable, "-c", "import flask_security"], check=True)
    took, after = time.monotonic() - began, os.times()
    used = sum(after[2:4]) - sum(before[2:4])
    return max(1.0, took / used)


def test_a_second_start_takes_under_five_seconds(start):
    process, _said = start()
    process.terminate()
    process.wait(timeout=20)
    busy, began = how_busy(), time.monotonic()
    _process, said = start()
    took = time.monotonic() - began
    assert took < 5 * max(busy, how_busy())
    assert "running at" in said


@pytest.mark.parametrize(("words", "which"), [("gunicorn", "web server"), ("--app wsgi work", "worker")])
def test_when_one_process_dies_the_other_is_stopped(start, tmp_path, words, which):
    process, _said = start()
    os.kill(the_one(tmp_path / "instance", words), signal.SIGKILL)
    rest, _none = process.communicate(timeout=20)
    assert process.returncode == 1
    assert re.search(rf"^bin/start: the {which} ended by itself \(status 137\), so the .+ too\.$", rest, re.M)
    assert gone(tmp_path / "instance")


def test_killed_outright_it_still_leaves_nothing(start, tmp_path):
    process, _said = start()
    assert processes_on(tmp_path / "instance") != {}
    process.kill()
    process.wait()
    assert gone(tmp_path / "instance")


def test_a_port_in_use_is_refused_in_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = subprocess.run(
            ["bin/start", "--port", str(port), "--instance", str(tmp_path / "instance")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    reason = f"cannot serve on 127.0.0.1 port {port}: address already in use"
    sentence = f"bin/start: {reason}. Choose another with --port.\n"
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", sentence)
    assert not (tmp_path / "instance").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--port", "80000"], "80000 is not a port: 1 to 65535."),
        (["--port"], "--port needs a value."),
        (["--demo"], "there is no option --demo; bin/start --help lists them."),
    ],
)
def test_a_wrong_option_is_refused_in_one_sentence(options, sentence):
    refused = subprocess.run(["bin/start", *options], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", f"bin/start: {sentence}\n")

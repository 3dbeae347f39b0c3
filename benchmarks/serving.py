"""Servers and databases for a benchmark: real gunicorn processes on loopback, on databases of their own."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

ROOT = Path(__file__).parents[1]
SETTINGS = ("--workers", "2", "--worker-class", "gthread", "--threads", "4", "--keep-alive", "30")
"""As ``bin/start`` runs the product, for both servers. Lines are kept open, so that they cost neither anything."""


@contextmanager
def served(application: str, environ: dict[str, str], log: Path) -> Iterator[int]:
    """The port of a gunicorn that serves ``application`` until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *SETTINGS]
    command += ["--no-control-socket", "--log-level", "warning"]
    with log.open("ab") as written:
        environ = {**os.environ, **environ}
        server = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=written, stderr=written)
    try:
        _wait(port, server, log)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request("GET", "/nothing-here")
            line.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            line.close()
    raise SystemExit(f"The server did not start:\n{log.read_text(encoding='utf-8')}")


@contextmanager
def database(folder: Path, name: str, postgresql: str | None) -> Iterator[str]:
    """The address of an empty database: a file in ``folder``, or one on a PostgreSQL server, dropped after use."""
    if postgresql is None:
        yield f"sqlite:///{folder / name}.sqlite"
        return
    url = make_url(postgresql)
    made = f"foursteps_benchmark_{name}_{uuid4().hex[:8]}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as line:
        line.execute(text(f"CREATE DATABASE {made}"))
    try:
        yield url.set(database=made).render_as_string(hide_password=False)
    finally:
        with server.connect() as line:
            line.execute(text(f"DROP DATABASE {made} WITH (FORCE)"))
        server.dispose()

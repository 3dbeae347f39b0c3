"""The worker: opens, reminds and closes waves and sends mail as they fall due, for ever. Several may run."""

from __future__ import annotations

import logging
import os
import signal
import socket
from secrets import token_hex
from threading import current_thread, main_thread
from time import monotonic, sleep
from typing import Protocol

from sqlalchemy.exc import OperationalError

from app.clock import now
from app.extensions import db
from app.mail import send_due
from app.mail.smtp import cut_short
from surveys.errors import SurveyError
from surveys.operations.waves import Due, due, run

BY = "worker"
PAUSE = 5.0
"""Seconds between two looks at what is due."""

GRACE = 1.5
"""Seconds that a mail server has to answer once the worker is told to stop."""

NAP = 0.1

log = logging.getLogger(__name__)


class Stop(Protocol):
    """Such as ``threading.Event``."""

    def is_set(self) -> bool: ...

    def wait(self, timeout: float) -> object: ...


class Told:
    """Set by a signal's handler. It has no lock: a handler that waited for one could wait for ever."""

    def __init__(self) -> None:
        self._told = False

    def is_set(self) -> bool:
        return self._told

    def set(self) -> None:
        self._told = True

    def wait(self, timeout: float) -> None:
        end = monotonic() + timeout
        while not self._told and monotonic() < end:
            sleep(min(NAP, timeout))


def work(stop: Stop | None = None, *, pause: float = PAUSE) -> None:
    """Do what is due, wait ``pause`` seconds, and so on until ``stop`` is set; None stops at SIGTERM or Ctrl-C.

    Runs in the app's context. A database that is away is waited for.
    """
    stop = stop or _stop_on_signals()
    name = worker_name()
    log.info("worker %s begins", name)
    while not stop.is_set():
        work_once(name, stop)
        stop.wait(pause)
    log.info("worker %s ends", name)
    if isinstance(stop, Told):
        signal.setitimer(signal.ITIMER_REAL, 0)


def work_once(name: str, stop: Stop) -> None:
    """One look at what is due. An error is logged, and what is left is tried at the next look."""
    for part in (_run_waves, _send_mail):
        try:
            part(name, stop)
        except Exception:
            log.exception("the worker will try again")
        finally:
            _let_go()


def worker_name() -> str:
    """No two workers share a name: it tells whose claim a message is."""
    return f"{socket.gethostname()[:32]}-{os.getpid()}-{token_hex(4)}"


def _run_waves(name: str, stop: Stop) -> None:
    tasks = due(db.session, now())
    db.session.rollback()
    for task in tasks:
        if stop.is_set():
            return
        _run_wave(task)


def _run_wave(task: Due) -> None:
    """A wave that cannot be run keeps no other from running; only a database that is away ends the look."""
    try:
        run(db.session, task, by=BY, now=now())
        db.session.commit()
    except OperationalError:
        raise
    except SurveyError as refused:
        db.session.rollback()
        _say_once(f"{task.event_key}, {task.point}: {refused}")
    except Exception:
        db.session.rollback()
        log.exception("%s, %s could not be run and will be tried again", task.event_key, task.point)


_said: set[str] = set()


def _say_once(words: str) -> None:
    """What the record refuses it refuses at every look; the log hears it the first time."""
    if words not in _said:
        _said.add(words)
        log.warning(words)


def _send_mail(name: str, stop: Stop) -> None:
    send_due(now=now(), worker=name, stop=stop)


def _let_go() -> None:
    """Give the connection back, broken or not."""
    try:
        db.session.close()
    except Exception:
        log.exception("the connection could not be given back")


def _stop_on_signals() -> Told:
    """Set at SIGTERM or Ctrl-C. A mail server that is still awaited then is given up after a moment."""
    stop = Told()
    if current_thread() is main_thread():
        signal.signal(signal.SIGALRM, lambda *_: cut_short())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: _stop(stop))
    return stop


def _stop(stop: Told) -> None:
    stop.set()
    signal.setitimer(signal.ITIMER_REAL, GRACE, 1)

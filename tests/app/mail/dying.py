"""One round of the outbox in a process of its own, killed with SIGKILL at the moment it is told.

Run as ``python -m tests.app.mail.dying MOMENT NOW``, with the settings in the environment.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from app import create_app
from app.extensions import db
from app.mail import delivery
from app.mail.senders import Smtp
from surveys.operations import messages


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before(function: Callable[..., Any]) -> Callable[..., Any]:
    """Instead of ``function``, the end."""
    return lambda *given, **named: die()


def after(function: Callable[..., Any]) -> Callable[..., Any]:
    def last(*given: Any, **named: Any) -> None:
        function(*given, **named)
        db.session.flush()
        die()

    return last


MOMENTS = {
    "never": lambda: None,
    "with the claim": lambda: setattr(messages, "claim", after(messages.claim)),
    "before the letter": lambda: setattr(Smtp, "deliver", before(Smtp.deliver)),
    "after the reply": lambda: setattr(messages, "settle_sent", before(messages.settle_sent)),
    "before the commit": lambda: setattr(messages, "settle_sent", after(messages.settle_sent)),
}

if __name__ == "__main__":
    moment, now = sys.argv[1:]
    MOMENTS[moment]()
    with create_app().app_context():
        delivery.send_due(now=datetime.fromisoformat(now), worker=f"worker-{os.getpid()}")

"""A mail server for tests, on loopback, that answers each address as it is told to."""

from __future__ import annotations

import asyncio
import socket
from collections import defaultdict
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass(frozen=True)
class Received:
    """A letter whose last line came. ``wire`` is as it was sent."""

    sender: str
    recipient: str
    wire: bytes

    @property
    def mail(self) -> EmailMessage:
        return message_from_bytes(self.wire, policy=default)  # type: ignore[return-value]


class Relay(Controller):
    """``answers["bo@soar.example"]`` is a list of what happens to letters for this address, one after the other:

    ``("rcpt", "550 ...")`` and ``("data", "451 ...")`` are replies, ``("drop at rcpt",)`` drops the line before the
    letter, ``("drop",)`` after the letter and before the reply, ``("stall",)`` never replies, and
    ``("call", function)`` calls it after the letter and before the reply.
    """

    def __init__(self, **options: Any) -> None:
        self.answers: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self.mail_from = "250 OK"
        self.received: list[Received] = []
        self.connections = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        super().__init__(self, hostname="127.0.0.1", port=port, ready_timeout=10, **options)

    def start(self) -> None:
        super().start()
        self.connections = 0

    def factory(self) -> SMTP:
        self.connections += 1
        return super().factory()

    def accepted(self) -> list[str]:
        """Whose letters came, in order."""
        return [one.recipient for one in self.received]

    async def handle_MAIL(self, server, session, envelope, address, options) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        envelope.mail_from = address
        return self.mail_from

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        envelope.rcpt_tos.append(address)
        match self._next(address, "rcpt", "drop at rcpt"):
            case ("rcpt", reply):
                return reply
            case ("drop at rcpt",):
                server.transport.abort()
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        recipient = envelope.rcpt_tos[0]
        answer = self._next(recipient, "data", "drop", "stall", "call")
        if answer is None or answer[0] != "data":
            self.received.append(Received(envelope.mail_from, recipient, envelope.original_content))
        match answer:
            case ("data", reply):
                return reply
            case ("drop",):
                server.transport.abort()
            case ("stall",):
                await asyncio.sleep(60)
            case ("call", function):
                await asyncio.to_thread(function)
        return "250 OK"

    def _next(self, address: str, *kinds: str) -> tuple[Any, ...] | None:
        """The next answer for the address, if it is of one of these kinds."""
        waiting = self.answers[address]
        return waiting.pop(0) if waiting and waiting[0][0] in kinds else None

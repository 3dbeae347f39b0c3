"""Sends what the outbox owes: claim, commit, write, send, settle, commit.

The claim and the new links are committed before a letter leaves, its fate right after the mail server's reply. So a
crash never loses a message, and a settled one is never sent again. A crash between the reply and the commit is the
one case in which a person gets a letter twice, with the same link and the same Message-ID.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import Protocol

from flask import current_app
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.mail.letter import Letter, write_letter
from app.mail.senders import Sender, sender
from app.mail.smtp import Fate, Outcome, Unreachable
from surveys.operations import messages as outbox
from surveys.operations.links import current_tokens
from surveys.queries.messages import Envelope, envelopes, held_invitations

FRESH_FOR = 2
"""Seconds after which letters still to go are looked at again: somebody may have answered meanwhile."""

BATCH_TIME = 240
"""Seconds after which the rest of a batch is given back, so that its lease cannot run out under way."""

SETTLE_WAITS = (0.5, 1, 2, 4, 8)
"""Seconds between tries to keep a letter's fate."""

COUNTED = {Fate.SENT: "sent", Fate.REFUSED: "failed", Fate.LATER: "later", Fate.IN_DOUBT: "later"}

log = logging.getLogger(__name__)


class Stop(Protocol):
    """Such as ``threading.Event``."""

    def is_set(self) -> bool: ...


@dataclass(frozen=True)
class Sent:
    """How many messages were sent, refused for good, put off, and not wanted any more."""

    sent: int = 0
    failed: int = 0
    later: int = 0
    withdrawn: int = 0

    def to_dict(self) -> dict[str, int]:
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.sent} sent, {self.failed} failed, {self.later} to be tried again, {self.withdrawn} not wanted."


def send_due(*, now: datetime, worker: str, most: int | None = None, stop: Stop | None = None) -> Sent:
    """Send what is due, up to ``most`` messages, until ``stop`` is set or the mail server cannot be reached.

    ``worker`` must be the name of one worker alone. Commits as it goes.
    """
    post = sender()
    try:
        return _Round(post, now, worker, stop).send(most)
    finally:
        post.close()


class _Round:
    """One call of ``send_due``."""

    def __init__(self, post: Sender, now: datetime, worker: str, stop: Stop | None) -> None:
        self._post = post
        self._worker = worker
        self._stop = stop
        self._moment = _running(now) if not post.atomic else lambda: now
        self._counted: Counter[str] = Counter()
        self._taken: list[int] = []

    def send(self, most: int | None) -> Sent:
        left = most
        while not self._stopped() and left != 0:
            batch = self._post.batch if left is None else min(left, self._post.batch)
            claimed = outbox.claim(db.session, worker=self._worker, now=self._moment(), most=batch)
            db.session.commit()
            left = left if left is None else left - len(claimed)
            if not claimed or not self._send_batch(claimed):
                break
        return Sent(**self._counted)

    def _send_batch(self, claimed: list[int]) -> bool:
        """Whether the next batch may follow: not once the line was lost or could not be had."""
        letters, written = self._write(claimed), monotonic()
        for number, (envelope, letter) in enumerate(letters):
            age = monotonic() - written
            if self._stopped() or age > BATCH_TIME:
                return self._give_back(letters[number:])
            try:
                lost = self._send(envelope, letter, look_again=age > FRESH_FOR)
            except Unreachable as error:
                return self._put_off(letters[number:], str(error))
            if lost:
                return self._give_back(letters[number + 1 :])
        self._commit()
        return True

    def _write(self, claimed: list[int]) -> list[tuple[Envelope, Letter]]:
        """The letters of those messages that are still wanted. Their links open from here on."""
        found = envelopes(db.session, claimed)
        wanted = [envelope for envelope in found if self._still_wanted(envelope)]
        invitations = held_invitations(db.session, {envelope.invitation_id for envelope in wanted})
        tokens = current_tokens(db.session, invitations, current_app.extensions["link_signer"])
        letters = []
        for envelope in wanted:
            letter = self._written(envelope, tokens[envelope.invitation_id])
            letters += [(envelope, letter)] if letter else []
        if not self._post.atomic:
            db.session.commit()
        return letters

    def _still_wanted(self, envelope: Envelope) -> bool:
        reason = envelope.unwanted(self._moment())
        if reason:
            outbox.settle_withdrawn(
                db.session, envelope.message_id, reason, worker=self._worker, now=self._moment()
            )
            self._counted["withdrawn"] += 1
        return not reason

    def _written(self, envelope: Envelope, token: str) -> Letter | None:
        """A letter that cannot be written is our fault; it keeps nobody else from theirs."""
        try:
            return write_letter(envelope, token)
        except Exception:
            log.exception("message %s could not be written", envelope.message_id)
            self._try_again(envelope, Outcome(Fate.LATER, "The mail could not be written. It is in the log."))
            self._counted["later"] += 1
            return None

    def _send(self, envelope: Envelope, letter: Letter, *, look_again: bool) -> bool:
        """Deliver and settle one letter; gives whether the line was lost. Raises ``Unreachable``."""
        if self._post.atomic:
            self._post.deliver(letter, self._moment())
            self._taken.append(envelope.message_id)
            self._counted["sent"] += 1
            return False
        if look_again and not self._still_wanted(envelopes(db.session, [envelope.message_id])[0]):
            db.session.commit()
            return False
        # Nobody waits for our transaction while we wait for the mail server.
        db.session.rollback()
        outcome = self._post.deliver(letter, self._moment())
        self._surely(lambda: self._settle(envelope, outcome))
        self._counted[COUNTED[outcome.fate]] += 1
        return outcome.line_lost

    def _settle(self, envelope: Envelope, outcome: Outcome) -> None:
        if outcome.fate is Fate.SENT:
            outbox.settle_sent(db.session, envelope.message_id, now=self._moment())
        elif outcome.fate is Fate.REFUSED:
            outbox.settle_failed(
                db.session, envelope.message_id, outcome.reason, worker=self._worker, now=self._moment()
            )
        else:
            self._try_again(envelope, outcome)

    def _try_again(self, envelope: Envelope, outcome: Outcome) -> None:
        outbox.try_again(
            db.session,
            envelope,
            outcome.reason,
            worker=self._worker,
            now=self._moment(),
            in_doubt=outcome.fate is Fate.IN_DOUBT,
        )

    def _give_back(self, letters: list[tuple[Envelope, Letter]]) -> bool:
        for envelope, _ in letters:
            outbox.put_back(db.session, envelope.message_id, worker=self._worker)
        self._commit()
        return False

    def _commit(self) -> None:
        """With the letters of an atomic sender goes that they were sent."""
        if self._taken:
            outbox.settle_sent(db.session, *self._taken, now=self._moment())
            self._taken.clear()
        db.session.commit()

    def _put_off(self, letters: list[tuple[Envelope, Letter]], reason: str) -> bool:
        log.warning("%s %d messages wait.", reason, len(letters))
        for envelope, _ in letters:
            self._try_again(envelope, Outcome(Fate.LATER, reason))
        db.session.commit()
        self._counted["later"] += len(letters)
        return False

    def _stopped(self) -> bool:
        return self._stop is not None and self._stop.is_set()

    def _surely(self, settle: Callable[[], None]) -> None:
        """Settle and commit although the database is away for a moment: the letter is gone and must not go again."""
        for wait in (*SETTLE_WAITS, None):
            try:
                settle()
                db.session.commit()
                return
            except DBAPIError:
                db.session.rollback()
                if wait is None:
                    raise
                log.exception("the fate of a message could not be kept, trying again")
                sleep(wait)


def _running(now: datetime) -> Callable[[], datetime]:
    """A clock that starts at ``now`` and goes on, so that leases are counted from the moment of each claim."""
    begun = monotonic()
    return lambda: now + timedelta(seconds=monotonic() - begun)

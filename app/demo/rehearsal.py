"""The demo made by running the product: the clock moves on, and everybody does what they would do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.demo.calendar import Calendar
from app.demo.coordination import Coordination
from app.demo.respondents import Respondents
from app.mail import send_due
from surveys.operations.waves import due, run
from surveys.schedule import LONDON
from surveys.tokens import LinkSigner

WORKER = "worker"
A_WEEK = timedelta(days=7)
MORNING, EVENING = time(8, 5), time(17, 5)
"""When the worker looks at what is due. In real life it does so every few seconds; here, each morning and on the
evenings of events, when questions open, which is all that the calendar needs.
"""


class Rehearsal:
    """The partnership from the first day to the last. Each step commits, as it would in real life."""

    def __init__(self, session: Session, signer: LinkSigner, *, seed: int) -> None:
        self._session = session
        self._calendar = Calendar()
        self._respondents = Respondents(session, signer, self._calendar, seed=seed)

    def run(
        self,
        events: Iterable[Coordination],
        *,
        start: datetime,
        end: datetime,
        day_over: Callable[[], object],
    ) -> None:
        """Live through everything from ``start`` up to ``end``. ``day_over`` is called for each day."""
        evenings = set()
        for event in events:
            event.arrange(self._calendar, registers_until=end - A_WEEK)
            evenings.add(event.day)
        day = start.astimezone(LONDON).date()
        while day <= end.astimezone(LONDON).date():
            for wall in (MORNING, EVENING) if day in evenings else (MORNING,):
                turn = datetime.combine(day, wall, LONDON).astimezone(UTC)
                if turn <= end:
                    self._live_until(turn)
                    self._work(turn)
            day += timedelta(days=1)
            day_over()
        self._live_until(end)
        self._work(end)

    def _live_until(self, end: datetime) -> None:
        for at, action in self._calendar.until(end):
            action(at)
        self._session.commit()

    def _work(self, now: datetime) -> None:
        """One turn of the worker, after which people read their mail."""
        for task in due(self._session, now):
            run(self._session, task, by=WORKER, now=now)
            self._session.commit()
        self._session.rollback()
        send_due(now=now, worker=WORKER)
        self._respondents.read_mail()

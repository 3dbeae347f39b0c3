"""What happens when, while the demo is made: a clock that is moved from one thing to the next."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

Action = Callable[[datetime], None]


class Calendar:
    """Actions in the order of their moments; those at one moment in the order in which they were put in."""

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Action]] = []
        self._order = count()

    def put(self, at: datetime, action: Action) -> None:
        heapq.heappush(self._waiting, (at, next(self._order), action))

    def until(self, end: datetime) -> Iterator[tuple[datetime, Action]]:
        """Takes out everything up to and with ``end``, also what is put in meanwhile."""
        while self._waiting and self._waiting[0][0] <= end:
            at, _, action = heapq.heappop(self._waiting)
            yield at, action

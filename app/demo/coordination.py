"""What the coordinator does for each event: puts it in the programme, imports its bookings, takes its register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.demo.calendar import Calendar
from app.demo.chance import dice
from app.demo.exports import ATTENDING, CHECKED_IN, NOT_ATTENDING, REFUNDED, Place, attendee_export
from app.demo.partnership import PROVIDER
from app.demo.people import DemoPerson
from app.demo.programme import DemoEvent
from surveys.attendee_files import read_attendee_file
from surveys.enums import BookingStatus
from surveys.models import Board, Course
from surveys.operations.bookings import add_booking, import_bookings, set_attendance, take_register
from surveys.operations.programme import add_event
from surveys.queries.bookings import bookings_of
from surveys.queries.events import event_by_key
from surveys.schedule import LONDON

BY = "coordinator@soar-valley.example"
BOOKED_LATE, CANCELS, STAYS_AWAY, WALKS_IN = 0.12, 0.05, 0.07, 0.35
ANNOUNCED = timedelta(days=70)
"""How long before an event it is put in the programme. Its first export comes three weeks later."""


@dataclass(frozen=True)
class Fate:
    """What becomes of one booking. Late ones come in only with the second export."""

    person: DemoPerson
    late: bool
    cancels: bool
    stays_away: bool


class Coordination:
    """One event's people, and what the coordinator does about them as time goes by."""

    def __init__(
        self,
        session: Session,
        event: DemoEvent,
        people: Sequence[DemoPerson],
        *,
        board: Board,
        course: Course,
        seed: int,
    ) -> None:
        self._session, self._event = session, event
        self._board, self._course = board, course
        self._dice = dice(seed, event.key, "bookings")
        *booked, self._spare = people
        self._fates = [self._fate(person) for person in booked]

    @property
    def day(self) -> date:
        return self._event.day

    def arrange(self, calendar: Calendar, *, registers_until: datetime) -> None:
        """Put everything that the coordinator will do into the calendar. The register of an event after
        ``registers_until`` is still to be taken: something is left to do for whoever tries the demo.
        """
        starts = self._event.starts_at
        calendar.put(starts - ANNOUNCED, self.announce)
        calendar.put(self._at(-49, 10), self.book)
        calendar.put(self._at(-3, 14), self.book_late)
        if starts < registers_until:
            calendar.put(starts + timedelta(minutes=45), self.take_register)

    def announce(self, now: datetime) -> None:
        event = self._event
        add_event(
            self._session,
            key=event.key,
            board=self._board,
            course=self._course,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            venue=event.venue,
            provider=PROVIDER,
            trainer=event.course.trainer,
            by=BY,
            now=now,
        )
        self._session.commit()

    def book(self, now: datetime) -> None:
        """The first export: those who booked early."""
        self._import((Place(fate.person, ATTENDING) for fate in self._fates if not fate.late), now)

    def book_late(self, now: datetime) -> None:
        """The second export, a few days before: late bookings, and cancellations."""
        self._import((Place(fate.person, self._status(fate)) for fate in self._fates), now)

    def take_register(self, now: datetime) -> None:
        """The morning of the event: who came, who did not, who came unbooked. Then the register is settled."""
        self._import(self._signed_in(), now)
        event = event_by_key(self._session, self._event.key)
        missing = (one for one in bookings_of(self._session, event) if one.status is BookingStatus.BOOKED)
        away = {booking.id: BookingStatus.NO_SHOW for booking in missing}
        set_attendance(self._session, event, away, by=BY, now=now)
        if self._dice.random() < WALKS_IN:
            self._walk_in(now)
        take_register(self._session, event, by=BY, now=now)
        self._session.commit()

    def _import(self, places: Iterator[Place], now: datetime) -> None:
        event = event_by_key(self._session, self._event.key)
        file = read_attendee_file(attendee_export(self._event, places))
        import_bookings(self._session, event, file, by=BY, now=now)
        self._session.commit()

    def _signed_in(self) -> Iterator[Place]:
        for fate in self._fates:
            here = not fate.cancels and not fate.stays_away
            yield Place(fate.person, CHECKED_IN if here else self._status(fate))

    def _walk_in(self, now: datetime) -> None:
        add_booking(
            self._session,
            event_by_key(self._session, self._event.key),
            first_name=self._spare.first_name,
            last_name=self._spare.last_name,
            address=self._spare.address,
            status=BookingStatus.WALK_IN,
            agency=self._spare.agency.name,
            job_title=self._spare.job_title,
            manager_name=self._spare.manager_name,
            manager_address=self._spare.manager_address,
            by=BY,
            now=now,
        )

    def _fate(self, person: DemoPerson) -> Fate:
        late, cancels, away = (self._dice.random() < share for share in (BOOKED_LATE, CANCELS, STAYS_AWAY))
        return Fate(person, late, cancels, away)

    def _status(self, fate: Fate) -> str:
        if not fate.cancels:
            return ATTENDING
        return REFUNDED if fate.late else NOT_ATTENDING

    def _at(self, days: int, hour: int) -> datetime:
        day = self._event.day + timedelta(days=days)
        return datetime.combine(day, time(hour), LONDON)

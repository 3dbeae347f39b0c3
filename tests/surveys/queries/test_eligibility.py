"""Whom a wave asks."""

from __future__ import annotations

from itertools import product

import pytest
from sqlalchemy import select

from surveys.enums import Audience, BookingStatus, TimePoint
from surveys.models import Booking, Event, Wave
from surveys.queries.eligibility import eligible_bookings, is_asked
from tests.partnership import (
    STARTS,
)


@pytest.mark.parametrize(("settled", "cancelled"), list(product([False, True], repeat=2)))
def test_opening_a_wave_and_counting_the_eligible_follow_one_rule(record, partnership, settled, cancelled):
    event = partnership.event()
    for status, manager in product(BookingStatus, ["", "Jo Lane", "Asha Own"]):
        booking = partnership.book(event, f"{status.value} {manager or 'none'}", status=status)
        booking.manager_address = {"": "", "Jo Lane": " JO@soar.example"}.get(
            manager, booking.person.address.upper()
        )
    event.register_taken_at = STARTS if settled else None
    event.cancelled_at = STARTS if cancelled else None
    record.flush()
    for point, audience in product(TimePoint, Audience):
        asked = (
            select(Booking.id)
            .join(Event, Event.id == Booking.event_id)
            .join(Wave, Wave.event_id == Event.id)
            .where(Wave.point == point, is_asked(audience))
        )
        listed = set(record.scalars(eligible_bookings(event, point, audience)))
        assert set(record.scalars(asked)) == listed
        assert len(listed) == expected(point, audience, settled=settled, cancelled=cancelled)


def expected(point, audience, *, settled, cancelled):
    """Of three bookings in each status, one has a manager other than the delegate."""
    if cancelled or (audience is Audience.MANAGER and point in (TimePoint.PRE, TimePoint.POST)):
        return 0
    present = 3 if settled and point is not TimePoint.PRE else 4
    return present if audience is Audience.MANAGER else 3 * present

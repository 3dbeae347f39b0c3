"""How far the waves of an event came, and what is due."""

from __future__ import annotations

from sqlalchemy import select

from surveys.enums import Audience, TimePoint, WaveState
from surveys.models import Invitation
from surveys.operations.messages import claim, settle_failed, settle_sent
from surveys.operations.waves import due
from surveys.queries.waves import AudienceOverview, wave_overview
from tests.partnership import (
    MADE,
    MONTH3_OPENS,
    PRE_OPENS,
    days,
    run_due,
)
from tests.statements import statements


def overview(session, event, point, now):
    return next(wave for wave in wave_overview(session, event, now) if wave.point is point)


def test_the_overview_tells_how_far_each_audience_came(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha", manager="Jo Lane")
    partnership.book(event, "Bo", manager="Kim Vale")
    partnership.book(event, "Caz")
    run_due(record, MONTH3_OPENS)
    first, second, third, *_ = claim(record, worker="one", now=MONTH3_OPENS, most=3)
    settle_sent(record, first, now=MONTH3_OPENS)
    settle_failed(record, second, "No such mailbox.", worker="one", now=MONTH3_OPENS)
    settle_sent(record, third, now=MONTH3_OPENS)
    asha, _, caz, *_ = record.scalars(select(Invitation).order_by(Invitation.id))
    asha.submitted_at, caz.draft_saved_at = MONTH3_OPENS, MONTH3_OPENS
    record.flush()
    partnership.book(event, "Dee")
    found = overview(record, event, TimePoint.MONTH3, MONTH3_OPENS)
    assert found.audiences == (
        AudienceOverview(
            Audience.DELEGATE,
            eligible=4,
            invited=3,
            delivered=2,
            failed=1,
            waiting=0,
            started=2,
            submitted=1,
        ),
        AudienceOverview(
            Audience.MANAGER,
            eligible=2,
            invited=2,
            delivered=0,
            failed=0,
            waiting=2,
            started=0,
            submitted=0,
        ),
    )


def test_the_overview_tells_when_the_next_reminder_goes(record, partnership):
    event = partnership.event()
    partnership.book(event, "Asha")
    assert overview(record, event, TimePoint.PRE, PRE_OPENS).next_reminder_at is None
    run_due(record, PRE_OPENS)
    found = overview(record, event, TimePoint.PRE, PRE_OPENS)
    assert (found.reminded, found.next_reminder_at) == (0, PRE_OPENS + days(3))
    run_due(record, PRE_OPENS + days(5))
    found = overview(record, event, TimePoint.PRE, PRE_OPENS + days(5))
    assert (found.reminded, found.next_reminder_at, found.state) == (2, None, WaveState.OPEN)


def test_managers_are_not_counted_where_they_are_not_asked(record, partnership):
    event = partnership.event()
    asked = {
        wave.point: [one.audience for one in wave.audiences] for wave in wave_overview(record, event, MADE)
    }
    delegates, both = [Audience.DELEGATE], [Audience.DELEGATE, Audience.MANAGER]
    assert asked == {
        TimePoint.PRE: delegates,
        TimePoint.POST: delegates,
        TimePoint.MONTH3: both,
        TimePoint.MONTH6: both,
    }


def test_the_overview_takes_as_many_statements_however_many_people(record, partnership):
    counts = []
    for people in (1, 9):
        event = partnership.event(f"event-{people}")
        for number in range(people):
            partnership.book(event, f"P{number} Hill", manager="Jo Lane")
        run_due(record, MONTH3_OPENS)
        record.expire_all()
        assert event.id
        with statements(record.connection()) as sent:
            wave_overview(record, event, MONTH3_OPENS)
        counts.append(len(sent))
    assert counts == [4, 4]


def test_what_is_due_is_found_by_as_many_statements_however_much(record, partnership):
    counts = []
    for number in range(1, 4):
        event = partnership.event(f"event-{number}")
        partnership.book(event, "Asha")
        record.expire_all()
        with statements(record.connection()) as sent:
            assert len(due(record, PRE_OPENS)) == number
        counts.append(len(sent))
    assert counts == [2, 2, 2]

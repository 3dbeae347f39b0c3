"""The list of events: right, of the right Boards, by as many statements however long."""

from __future__ import annotations

from sqlalchemy import select

from surveys.enums import BookingStatus, TimePoint, WaveState
from surveys.models import Invitation
from surveys.operations.programme import add_board
from surveys.queries.events import event_list
from surveys.queries.home import attention
from tests.partnership import (
    MADE,
    PRE_CLOSES,
    PRE_OPENS,
    STARTS,
    WHO,
    days,
    run_due,
)
from tests.statements import statements


def test_the_list_tells_how_each_wave_stands(record, partnership):
    event = partnership.event(venue="Beaumanor Hall")
    for name in ("Asha", "Bo"):
        partnership.book(event, name)
    partnership.book(event, "Caz", status=BookingStatus.CANCELLED)
    run_due(record, PRE_OPENS)
    record.scalars(select(Invitation)).first().submitted_at = PRE_OPENS
    record.flush()
    (row,) = event_list(record, boards=None, now=PRE_OPENS)
    assert (row.key, row.course_title, row.board_name) == (
        "neglect-1",
        "Neglect: first signs",
        "Soar Valley Board",
    )
    assert (row.venue, row.booked, row.starts_at) == ("Beaumanor Hall", 2, STARTS)
    assert [(wave.point, wave.state, wave.invited, wave.submitted) for wave in row.waves] == [
        (TimePoint.PRE, WaveState.OPEN, 2, 1),
        (TimePoint.POST, WaveState.PLANNED, 0, 0),
        (TimePoint.MONTH3, WaveState.PLANNED, 0, 0),
        (TimePoint.MONTH6, WaveState.PLANNED, 0, 0),
    ]


def test_the_newest_event_comes_first(record, partnership):
    partnership.event("first", starts_at=STARTS)
    partnership.event("later", starts_at=STARTS + days(1))
    assert [row.key for row in event_list(record, boards=None, now=MADE)] == ["later", "first"]


def test_a_board_sees_its_own_events_only(record, partnership):
    other = add_board(record, key="wreake", name="Wreake Board", by=WHO, now=MADE)
    mine, theirs = partnership.event("mine"), partnership.event("theirs", board=other)
    for event in (mine, theirs):
        partnership.book(event, "Asha")
    for boards, keys in (({other.id}, ["theirs"]), (set(), []), (None, ["theirs", "mine"])):
        assert [row.key for row in event_list(record, boards=boards, now=MADE)] == keys
        assert {found.event_key for found in attention(record, boards=boards, now=PRE_CLOSES)} == set(keys)


def test_the_list_takes_three_statements_however_long(record, partnership):
    counts = []
    for number in range(1, 4):
        event = partnership.event(f"event-{number}", starts_at=STARTS + days(number))
        partnership.book(event, "Asha")
        record.expire_all()
        with statements(record.connection()) as sent:
            assert len(event_list(record, boards=None, now=PRE_OPENS)) == number
        counts.append(len(sent))
    assert counts == [3, 3, 3]

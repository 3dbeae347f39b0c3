"""Who came through each gate of each wave."""

from __future__ import annotations

from datetime import timedelta

from surveys.enums import BookingStatus, MessageState, WaveState
from surveys.models import Message
from tests.surveys.findings.factory import AFTER_ALL, DELEGATE, ENDS, MANAGER, MONTH3, MONTH6, POST, PRE
from tests.surveys.findings.small_bank import knows


def counted(row):
    return (row.eligible, row.invited, row.delivered, row.started, row.submitted, row.matched)


def test_each_wave_has_a_row_and_managers_have_theirs_at_3_and_6_months(event):
    assert [(row.point, row.audience) for row in event.findings().flow] == [
        (PRE, DELEGATE),
        (POST, DELEGATE),
        (MONTH3, DELEGATE),
        (MONTH3, MANAGER),
        (MONTH6, DELEGATE),
        (MONTH6, MANAGER),
    ]


def test_people_are_counted_at_each_gate(event):
    event.book(*range(1, 13))
    event.book(13, status=BookingStatus.NO_SHOW)
    event.invite(PRE, *range(1, 13))
    event.invite(POST, *range(1, 12))
    for number in range(1, 8):
        event.say(PRE, number, knows(1, 1))
    for number in range(2, 11):
        event.say(POST, number, knows(2, 2))
    event.invitations[POST, DELEGATE, 11].draft_saved_at = ENDS
    before, after, *_later = event.findings().flow
    assert counted(before) == (12, 12, 12, 7, 7, None)
    # Of the nine who answered after the course the last three had not before.
    assert counted(after) == (12, 11, 11, 10, 9, 6)
    assert (after.withheld, after.withheld_as) == ((), "")


def test_a_message_that_was_not_taken_is_not_delivered(record, event):
    event.invite(POST, 1, 2, 3)
    record.flush()
    record.query(Message).filter_by(
        invitation=event.invitations[POST, DELEGATE, 2]
    ).one().state = MessageState.FAILED
    assert counted(event.findings().flow[1])[:3] == (3, 3, 2)


def test_one_to_four_who_answered_are_withheld_and_none_are_said(event):
    event.invite(PRE, *range(1, 19))
    event.invite(POST, *range(1, 19))
    for number in range(1, 7):
        event.say(PRE, number, knows(1, 1))
    for number in range(3, 9):
        event.say(POST, number, knows(2, 2))
    for number in range(1, 5):
        event.say(MONTH3, number, knows(2, 2))
    before, after, at_3, managers, *_rest = event.findings().flow
    assert (before.submitted, before.withheld) == (6, ())
    assert (after.submitted, after.matched, after.withheld, after.withheld_as) == (
        6,
        None,
        ("matched",),
        "fewer than 5",
    )
    assert counted(at_3)[3:] == (None, None, None)
    assert at_3.withheld == ("started", "submitted", "matched")
    assert counted(managers)[3:] == (0, 0, None)
    assert managers.withheld == ()


def test_an_invitation_taken_back_is_counted_nowhere(event):
    event.book(*range(1, 11))
    for number in range(1, 11):
        event.say(POST, number, knows(1, 1))
    event.bookings[10].status = BookingStatus.NO_SHOW
    event.invitations[POST, DELEGATE, 10].withdrawn_at = ENDS
    assert counted(event.findings().flow[1]) == (9, 9, 9, 9, 9, 0)


def test_a_wave_is_in_the_state_that_the_moment_makes_it(event):
    wave = event.waves[MONTH6]
    wave.opened_at = wave.closed_at = None
    assert [row.state for row in event.findings(now=wave.opens_at).flow][-1] is WaveState.PLANNED
    assert [row.state for row in event.findings(now=AFTER_ALL).flow][-1] is WaveState.MISSED
    wave.opened_at = wave.opens_at
    assert [row.state for row in event.findings(now=wave.opens_at + timedelta(days=1)).flow][
        -1
    ] is WaveState.OPEN
    assert [row.opens_at for row in event.findings().flow][-1] == wave.opens_at

"""What officers do to a wave out of its turn: each asks first, is done once, and is refused when it makes no sense."""

from __future__ import annotations

import pytest

from surveys.models import Invitation, Message, Wave
from tests.forms import buttons, heading, links, notices, press, words
from tests.partnership import PRE_OPENS, STARTS, days


@pytest.fixture
def opened(event, run_waves, clock):
    """The event's address, two days after its first wave has opened."""
    run_waves(PRE_OPENS)
    clock.at(PRE_OPENS + days(2))
    return f"/events/{event.key}"


def sent(session, fresh):
    """All messages count as sent when they were queued."""
    for message in fresh(Message):
        session.get(Message, message.id).state = "sent"
        session.get(Message, message.id).settled_at = message.queued_at
    session.commit()


class TestOpening:
    def test_it_is_offered_when_the_calendar_did_not_do_it(self, officer, event, clock, fresh):
        clock.at(PRE_OPENS - days(1))
        assert "Open now: before the course" not in links(officer.get(f"/events/{event.key}"))
        clock.at(PRE_OPENS)
        asked = officer.get(links(officer.get(f"/events/{event.key}"))["Open now: before the course"])
        assert heading(asked) == "Open the questions now?"
        assert "Delegates: 3" in words(asked)
        assert fresh(Invitation) == []
        done = press(officer, asked, "Open now", follow=True)
        assert notices(done) == ["The questions are open: 3 invitations will go out in the next minutes."]
        assert len(fresh(Invitation)) == 3

    def test_it_is_refused_before_its_time(self, officer, event, clock, fresh):
        clock.at(PRE_OPENS - days(1))
        asked = officer.get(f"/events/{event.key}/waves/pre/open")
        refused = press(officer, asked, "Open now", follow=True)
        assert notices(refused) == ["It is too early: people would be asked before the time planned for it."]
        assert fresh(Invitation) == []

    def test_pressing_twice_invites_once(self, officer, event, clock, fresh):
        clock.at(PRE_OPENS)
        asked = officer.get(f"/events/{event.key}/waves/pre/open")
        press(officer, asked, "Open now", follow=True)
        again = press(officer, asked, "Open now", follow=True)
        assert notices(again) == ["The questions are open. There is nobody new to invite just now."]
        assert len(fresh(Invitation)) == 3

    def test_what_is_open_already_is_not_offered_again(self, officer, opened):
        asked = words(officer.get(f"{opened}/waves/pre/open"))
        assert "They are open already, since" in asked
        assert "gets an email with a personal link" not in asked


class TestReminding:
    def test_it_goes_to_those_who_have_not_answered(self, officer, session, opened, fresh):
        sent(session, fresh)
        asked = officer.get(links(officer.get(opened))["Send a reminder now: before the course"])
        assert "that would go out by itself on 6 March 2027" in words(asked)
        done = press(officer, asked, "Send the reminder", follow=True)
        assert notices(done) == ["3 reminders will go out in the next minutes."]

    def test_pressing_twice_reminds_once_and_keeps_the_next_reminder(self, officer, session, opened, fresh):
        sent(session, fresh)
        asked = officer.get(f"{opened}/waves/pre/remind")
        press(officer, asked, "Send the reminder", follow=True)
        again = press(officer, asked, "Send the reminder", follow=True)
        assert notices(again) == ["0 reminders will go out in the next minutes."]
        assert [wave.reminded for wave in fresh(Wave)] == [1, 0, 0, 0]

    @pytest.mark.parametrize("ordinal", ["7", "x", "-1", ""])
    def test_a_made_up_reminder_skips_none(self, officer, session, opened, fresh, ordinal):
        sent(session, fresh)
        press(officer, officer.get(f"{opened}/waves/pre/remind"), "Send the reminder", ordinal=ordinal)
        assert max(wave.reminded for wave in fresh(Wave)) <= 1

    def test_a_wave_that_is_not_open_reminds_nobody(self, officer, opened, fresh):
        asked = officer.get(f"{opened}/waves/post/remind")
        refused = press(officer, asked, "Send the reminder", follow=True)
        assert notices(refused) == ["These questions are not open."]


class TestClosing:
    def test_it_asks_first_and_then_closes(self, officer, opened, fresh, clock):
        asked = officer.get(links(officer.get(opened))["Close now: before the course"])
        assert (heading(asked), buttons(asked)) == ("Close the questions now?", ["Close now"])
        done = press(officer, asked, "Close now", follow=True)
        assert notices(done) == ["The questions are closed. Links to them no longer open."]
        assert [wave.closed_at for wave in fresh(Wave)] == [clock(), None, None, None]


@pytest.mark.parametrize("path", ["waves/never/open", "waves/pre/destroy", "waves//open"])
def test_a_wave_that_there_is_not_is_not_found(officer, event, path):
    assert officer.get(f"/events/{event.key}/{path}").status_code == 404


def test_an_event_outside_the_programme_has_no_waves(officer, partnership):
    outside = partnership.event("outside", in_programme=False, starts_at=STARTS)
    assert officer.get(f"/events/{outside.key}/waves/pre/open").status_code == 404

"""The register: recorded page by page, all at once, and settled."""

from __future__ import annotations

import pytest

from surveys.enums import BookingStatus
from surveys.models import Booking, Event
from tests.app.officers.test_bookings import book_many
from tests.forms import buttons, facts, links, notices, page, press, words
from tests.partnership import ENDS, STARTS
from tests.strict_html import text_of


@pytest.fixture
def path(event, clock):
    """The address of the register, after the event."""
    clock.at(ENDS)
    return f"/events/{event.key}/register"


def statuses(fresh):
    return [booking.status.value for booking in fresh(Booking)]


def chosen(answer):
    """What the register says of each person, by the label of the choice."""
    tree = page(answer)
    labels = {label.get("for"): text_of(label) for label in tree.iter("label")}
    return {
        labels[select.get("id")]: text_of(next(o for o in select.iter("option") if "selected" in o.attrib))
        for select in tree.iter("select")
    }


def test_each_person_has_a_choice_with_a_name(officer, path):
    assert chosen(officer.get(path)) == {
        "Attendance of Cy Fox": "Not recorded yet",
        "Attendance of Asha Hill": "Not recorded yet",
        "Attendance of Ben Moss": "Not recorded yet",
    }


def test_what_is_chosen_is_saved_and_shown(officer, path, fresh):
    asha, ben, cy = (booking.id for booking in fresh(Booking))
    typed = {f"booking-{asha}": "attended", f"booking-{ben}": "no-show", f"booking-{cy}": "part-attended"}
    done = press(officer, officer.get(path), "Save the register", follow=True, **typed)
    assert (notices(done), statuses(fresh)) == (
        ["The register is saved."],
        ["attended", "no-show", "part-attended"],
    )
    assert chosen(done)["Attendance of Ben Moss"] == "Did not come"


def test_all_who_are_not_recorded_yet_can_be_recorded_at_once(officer, path, fresh):
    asha = fresh(Booking)[0].id
    press(officer, officer.get(path), "Save the register", **{f"booking-{asha}": "no-show"})
    press(officer, officer.get(path), "Record that all who are not recorded yet came (2)")
    assert statuses(fresh) == ["no-show", "attended", "attended"]


def test_a_long_register_is_saved_one_page_at_a_time(officer, session, partnership, clock, fresh):
    event = partnership.event("long")
    book_many(session, event, 120)
    clock.at(ENDS)
    second = officer.get(f"/events/{event.key}/register?page=2")
    assert (len(chosen(second)), "Save before you go to another page." in words(second)) == (50, True)
    done = press(officer, second, "Save the register")
    assert done.location == f"/events/{event.key}/register?page=2"
    press(officer, second, "Record that all who are not recorded yet came (120)")
    assert set(statuses(fresh)) == {"attended"}


def test_settling_asks_first_and_warns_of_those_not_recorded(officer, path, fresh):
    asked = officer.get(links(officer.get(path))["Settle the register"])
    assert facts(asked) == {"Not recorded yet": "3"}
    assert "3 people are not recorded. If you settle the register now, they will not be asked." in words(
        asked
    )
    done = press(officer, asked, "Settle the register", follow=True)
    assert notices(done) == ["The register is settled."]
    assert fresh(Event)[0].register_taken_at == ENDS
    assert facts(done)["Register"] == "Settled on 10 March 2027 at 16:00"


def test_before_the_event_it_can_be_neither_settled_nor_filled_at_once(officer, event, clock, fresh):
    clock.at(STARTS.replace(hour=8))
    register = officer.get(f"/events/{event.key}/register")
    assert buttons(register) == ["Save the register"]
    refused = press(
        officer, officer.get(f"/events/{event.key}/register/settle"), "Settle the register", follow=True
    )
    assert notices(refused) == ["The register cannot be settled before the event starts."]
    assert fresh(Event)[0].register_taken_at is None


def test_who_cancelled_is_not_on_it(officer, partnership, path, event):
    partnership.book(event, "Dee Ash", status=BookingStatus.CANCELLED)
    assert "Attendance of Dee Ash" not in chosen(officer.get(path))


@pytest.mark.parametrize("odd", ["cancelled", "there", ""])
def test_what_is_no_attendance_is_refused(officer, path, fresh, odd):
    asha = fresh(Booking)[0].id
    answer = press(officer, officer.get(path), "Save the register", **{f"booking-{asha}": odd})
    assert (answer.status_code, set(statuses(fresh))) == (400, {"booked"})


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30])
def test_a_booking_that_is_not_of_this_event_is_refused_and_nothing_is_saved(officer, path, fresh, number):
    asha = fresh(Booking)[0].id
    typed = {f"booking-{asha}": "attended", f"booking-{number}": "attended"}
    answer = press(officer, officer.get(path), "Save the register", **typed)
    assert (answer.status_code, set(statuses(fresh))) == (404 if number == "0" else 400, {"booked"})


def test_an_event_without_people_has_nothing_to_record(officer, partnership, clock):
    clock.at(ENDS)
    empty = officer.get(f"/events/{partnership.event().key}/register")
    assert ("Nobody is on the list." in words(empty), buttons(empty)) == (True, [])

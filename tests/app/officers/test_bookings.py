"""Who is on an event: the list in pages, a person added by hand, a booking cancelled."""

from __future__ import annotations

import pytest

from surveys.attendee_files import Attendee, AttendeeFile
from surveys.enums import BookingStatus
from surveys.models import Booking, Invitation
from surveys.operations.bookings import import_bookings
from tests.forms import errors, heading, links, notices, page, press, rows, words
from tests.partnership import MADE, PRE_OPENS, WHO, address
from tests.statements import statements
from tests.strict_html import text_of

DIA = {
    "first_name": "Dia",
    "last_name": "Okafor",
    "address": "dia@soar.example",
    "status": "walk-in",
    "agency": "Soar Schools",
    "job_title": "Teacher",
}


def book_many(session, event, number):
    people = [
        Attendee(
            line,
            f"p{line}@soar.example",
            f"p{line}@soar.example",
            f"P{line:04}",
            "Hill",
            BookingStatus.BOOKED,
        )
        for line in range(number)
    ]
    import_bookings(session, event, AttendeeFile(rows=number, attendees=tuple(people)), by=WHO, now=MADE)
    session.commit()


class TestTheList:
    def test_an_empty_one_says_where_bookings_come_from(self, officer, partnership):
        event = partnership.event()
        empty = officer.get(f"/events/{event.key}/bookings")
        assert "Take the attendee report from Eventbrite" in words(empty)
        assert links(empty)["Import attendees from a file"] == f"/events/{event.key}/bookings/import"

    def test_it_says_who_comes_from_where_and_whose_manager_is_known(self, officer, event):
        listed = rows(officer.get(f"/events/{event.key}/bookings"))
        assert listed == [
            [
                "Cy Fox", "Booked", "Soar City Nurse", "cy.fox@soar.example", "Not known",
                "Cancel the booking of Cy Fox",
            ],
            [
                "Asha Hill", "Booked", "Soar City Nurse", "asha.hill@soar.example", "Jo Lane jo.lane@soar.example",
                "Cancel the booking of Asha Hill",
            ],
            [
                "Ben Moss", "Booked", "Soar City Nurse", "ben.moss@soar.example", "Not known",
                "Cancel the booking of Ben Moss",
            ],
        ]  # fmt: skip

    def test_five_hundred_people_come_in_pages(self, officer, session, partnership):
        event = partnership.event()
        book_many(session, event, 500)
        path = f"/events/{event.key}/bookings"
        first, last = officer.get(path), officer.get(f"{path}?page=10")
        assert [rows(first)[0][0], rows(first)[-1][0]] == ["P0000 Hill", "P0049 Hill"]
        assert [rows(last)[0][0], rows(last)[-1][0]] == ["P0450 Hill", "P0499 Hill"]
        assert "Showing 451 to 500 of 500 bookings." in words(last)
        [bar] = [nav for nav in page(first).iter("nav") if nav.get("aria-label") == "Pages of this list"]
        assert [(text_of(a), a.get("href")) for a in bar.iter("a")] == [
            ("1", f"{path}?page=1"),
            ("2", f"{path}?page=2"),
            ("10", f"{path}?page=10"),
            ("Next page", f"{path}?page=2"),
        ]

    def test_a_page_beyond_the_last_is_the_last(self, officer, event):
        assert len(rows(officer.get(f"/events/{event.key}/bookings?page=77"))) == 3


class TestAddingByHand:
    def add(self, client, event, **typed):
        form = client.get(f"/events/{event.key}/bookings/add")
        return press(client, form, "Add this person", follow=True, **{**DIA, **typed})

    def test_a_walk_in_is_put_on_the_list(self, officer, event, fresh):
        done = self.add(officer, event)
        assert notices(done) == ["Dia Okafor is on the list."]
        assert ["Dia Okafor", "Walked in", "Soar Schools Teacher"] in [row[:3] for row in rows(done)]
        assert fresh(Booking)[-1].status is BookingStatus.WALK_IN

    @pytest.mark.parametrize(
        ("typed", "problem"),
        [
            ({"first_name": ""}, ("#first_name", "Enter the first name.")),
            ({"address": ""}, ("#address", "Enter the email address.")),
            ({"address": "dia@"}, ("#address", "This is not a valid e-mail address.")),
            ({"manager_address": "jo"}, ("#manager_address", "This is not a valid e-mail address.")),
            ({"status": None}, ("#status", "Choose how they came to the course.")),
            ({"status": "cancelled"}, ("#status", "Not a valid choice.")),
            ({"address": address("Asha Hill")}, ("#address", "This person is already booked on this event.")),
            (
                {"manager_address": "DIA@soar.example"},
                ("#address", "The line manager's address is the delegate's own."),
            ),
            ({"agency": "x" * 201}, ("#address", "The agency is longer than 200 characters.")),
        ],
    )
    def test_what_is_wrong_is_said_and_nobody_is_added(self, officer, event, fresh, typed, problem):
        again = self.add(officer, event, **typed)
        assert (again.status_code, errors(again), len(fresh(Booking))) == (422, [problem], 3)

    @pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{ config }}", 'O’Neil "Pip"'])
    def test_any_name_is_shown_as_it_was_typed(self, officer, event, name):
        done = self.add(officer, event, first_name=name)
        assert f"{name} Okafor" in [row[0] for row in rows(done)]


class TestCancelling:
    def test_it_asks_first_then_the_links_die_and_the_booking_stays_on_record(
        self, officer, event, run_waves, fresh
    ):
        run_waves(PRE_OPENS)
        listed = officer.get(f"/events/{event.key}/bookings")
        asked = officer.get(links(listed)["Cancel the booking of Cy Fox"])
        assert heading(asked) == "Cancel the booking of Cy Fox?"
        assert {invitation.withdrawn_at for invitation in fresh(Invitation)} == {None}
        done = press(officer, asked, "Cancel the booking", follow=True)
        assert notices(done) == ["The booking of Cy Fox is cancelled."]
        assert rows(done)[0] == ["Cy Fox", "Cancelled", "Soar City Nurse", address("Cy Fox"), "Not known", ""]
        assert [i.name for i in fresh(Invitation) if i.withdrawn_at] == ["Cy Fox"]

    def test_a_booking_of_another_event_is_not_there(self, officer, partnership, event):
        other = partnership.book(partnership.event("neglect-2"), "Eve Fox")
        assert officer.get(f"/events/{event.key}/bookings/{other.id}/cancel").status_code == 404

    @pytest.mark.parametrize("number", ["0", "99999999999", "x"])
    def test_a_booking_that_is_none_is_not_there(self, officer, event, number):
        assert officer.get(f"/events/{event.key}/bookings/{number}/cancel").status_code == 404


@pytest.mark.parametrize("path", ["bookings", "register", "messages", ""])
def test_a_page_of_an_event_takes_as_many_statements_for_many_people_as_for_few(
    officer, session, partnership, run_waves, path
):
    few, many = partnership.event("few"), partnership.event("many")
    book_many(session, few, 3)
    book_many(session, many, 200)
    run_waves(PRE_OPENS)
    counts = []
    for event in (few, many):
        with statements(session.get_bind()) as sent:
            assert officer.get(f"/events/{event.key}/{path}".rstrip("/")).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 8

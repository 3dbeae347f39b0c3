"""Attendee exports of the demo's events, in the shape that Eventbrite gives them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.demo.people import DemoPerson
from app.demo.programme import DemoEvent
from surveys.schedule import LONDON

HEADINGS = (
    "Order ID", "Order date", "Attendee Status", "Attendee first name", "Attendee Surname", "Attendee email",
    "Event name", "Event ID", "Event start date", "Event start time", "Event timezone", "Event location",
    "Ticket quantity", "Ticket type", "Ticket price", "Buyer first name", "Buyer last name", "Buyer email",
    "Which agency do you work for?", "Job Title", "Line manager's name", "Line manager's email",
)  # fmt: skip

ATTENDING, CHECKED_IN, NOT_ATTENDING, REFUNDED = "Attending", "Checked In", "Not Attending", "Refunded"


@dataclass(frozen=True)
class Place:
    """One person's line of an export, with the status that it shows on that day."""

    person: DemoPerson
    status: str


def attendee_export(event: DemoEvent, places: Iterable[Place]) -> bytes:
    """The export as it is downloaded: UTF-8 with its mark, one line for each place."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    ordered = event.starts_at.astimezone(LONDON) - timedelta(days=30)
    for number, place in enumerate(places, start=1):
        writer.writerow(_line(event, place, number, ordered + timedelta(hours=number)))
    return text.getvalue().encode("utf-8-sig")


def _line(event: DemoEvent, place: Place, number: int, ordered: datetime) -> tuple[object, ...]:
    person, starts = place.person, event.starts_at.astimezone(LONDON)
    name = (person.first_name, person.last_name, person.address)
    return (
        9_400_000 + number, f"{ordered:%Y-%m-%d %H:%M:%S}", place.status, *name,
        event.course.title, event.key, f"{starts:%Y-%m-%d}", f"{starts:%H:%M:%S}", "Europe/London", event.venue,
        1, "Free place", "0.00", *name,
        person.agency.name, person.job_title, person.manager_name, person.manager_address,
    )  # fmt: skip

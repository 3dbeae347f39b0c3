"""The sentences of a mail that change with the time point and with who is asked. All others stand in the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass

from app.filters import local_date, local_day
from surveys.enums import Audience, TimePoint
from surveys.queries.messages import Envelope


@dataclass(frozen=True)
class Wording:
    """``title`` begins the subject, ``asks`` says about what and why. ``{date}``, ``{day}``, ``{course}`` and
    ``{delegate}`` are filled in.
    """

    title: str
    asks: str


WORDS: Mapping[tuple[Audience, TimePoint], Wording] = {
    (Audience.DELEGATE, TimePoint.PRE): Wording(
        "Before your course on {day}",
        "You are booked on “{course}” on {date}. Before you go, please answer a few questions about it. Nobody "
        "expects you to know all the answers yet: what counts is the difference between now and later.",
    ),
    (Audience.DELEGATE, TimePoint.POST): Wording(
        "After your course on {day}",
        "You were on “{course}” on {date}. Please tell us what you took from it and what you made of it. Some of "
        "the questions are the same as before the course, to see what it changed. If you could not come, leave "
        "them and let us know by replying.",
    ),
    (Audience.DELEGATE, TimePoint.MONTH3): Wording(
        "3 months after your course on {day}",
        "3 months ago, on {date}, you took part in “{course}”. What have you kept, and what could you use in your "
        "work? “I had no chance to” helps us as much as “I did”.",
    ),
    (Audience.DELEGATE, TimePoint.MONTH6): Wording(
        "6 months after your course on {day}",
        "6 months ago, on {date}, you took part in “{course}”. Has it become part of how you work, and has it made "
        "a difference for children? These are the last questions about this course.",
    ),
    (Audience.MANAGER, TimePoint.MONTH3): Wording(
        "{delegate}’s course, 3 months on",
        "{delegate}, who works in your team, took part in “{course}” on {date}. What have you seen in their work "
        "since? If you have not been able to see something, say so: that is not a “no”.",
    ),
    (Audience.MANAGER, TimePoint.MONTH6): Wording(
        "{delegate}’s course, 6 months on",
        "{delegate}, who works in your team, took part in “{course}” on {date}. Has what they learned lasted, and "
        "has it made a difference for children, for the team or for the people you serve? These are the last "
        "questions about it.",
    ),
}

PLAIN = Wording("The course on {day}", "Please answer a few questions about “{course}” on {date}.")
"""For a time point at which this audience is not usually asked."""


def wording(envelope: Envelope) -> Wording:
    """The sentences for one mail, filled in."""
    plain = WORDS.get((envelope.audience, envelope.point), PLAIN)
    known = {
        "date": local_date(envelope.event_starts_at),
        "day": local_day(envelope.event_starts_at),
        "course": envelope.course_title,
        "delegate": envelope.delegate_first_name or "Your team member",
    }
    # Not str.format: a course's title may hold braces, and is never a pattern.
    return Wording(*(_filled(text, known) for text in astuple(plain)))


def _filled(text: str, known: Mapping[str, str]) -> str:
    head, *rest = text.split("{")
    return head + "".join(known[name] + tail for name, _, tail in (part.partition("}") for part in rest))

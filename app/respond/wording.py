"""The words that change with the time point and with who is asked. All others stand in the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.enums import Audience, TimePoint
from surveys.queries.links import Link


@dataclass(frozen=True)
class Wording:
    """``asks`` says what the questionnaire is for, ``next`` what comes after; ``{delegate}`` is a name."""

    title: str
    asks: str
    next: str


WORDS: Mapping[tuple[Audience, TimePoint], Wording] = {
    (Audience.DELEGATE, TimePoint.PRE): Wording(
        "Before your course",
        "A few questions before you go. Nobody expects you to know all the answers yet: what counts is the "
        "difference between now and later.",
        "Next comes the course itself. Straight after it we will email you a link to the same questions, to "
        "see what it changed.",
    ),
    (Audience.DELEGATE, TimePoint.POST): Wording(
        "After your course",
        "Some of the questions are the same as before the course. Together they show what the course taught. "
        "You can also say what you made of it.",
        "About 3 months after the course we will email you again, to ask what you could use in your work. "
        "We may ask your line manager as well.",
    ),
    (Audience.DELEGATE, TimePoint.MONTH3): Wording(
        "3 months on",
        "What have you kept, and what could you use in your work? Say it as it is: “I had no chance to” "
        "helps us as much as “I did”.",
        "About 6 months after the course we will email you one last time.",
    ),
    (Audience.DELEGATE, TimePoint.MONTH6): Wording(
        "6 months on",
        "Has what you learned become part of how you work, and has it made a difference for children?",
        "These were the last questions about this course.",
    ),
    (Audience.MANAGER, TimePoint.MONTH3): Wording(
        "{delegate}’s course, 3 months on",
        "{delegate}, who works in your team, took part in this course. What have you seen in their work "
        "since? If you have not been able to see something, say so: that is not a “no”.",
        "About 6 months after the course we will email you one last time about it.",
    ),
    (Audience.MANAGER, TimePoint.MONTH6): Wording(
        "{delegate}’s course, 6 months on",
        "{delegate}, who works in your team, took part in this course. Has what they learned lasted, and has "
        "it made a difference for children, for the team or for the people you serve?",
        "These were the last questions about this course.",
    ),
}

PLAIN = Wording("Questions about a course", "A few questions about it.", "You need not do anything more.")
"""For a time point at which this audience is not usually asked."""


def wording(link: Link) -> Wording:
    """The words for this link, with the delegate's first name where a manager is asked about them."""
    plain = WORDS.get((link.audience, link.point), PLAIN)
    delegate = link.delegate_first_name or "Your team member"
    return Wording(*(text.replace("{delegate}", delegate) for text in (plain.title, plain.asks, plain.next)))

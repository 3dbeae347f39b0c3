"""What answers say of a question itself: its right answer, its choices, its wording."""

from __future__ import annotations

from collections.abc import Iterator

from question_banks.model import Audience, Kind, Option
from surveys.enums import TimePoint
from surveys.findings.item_case import Case, Counts, decimals, estimate_of, interval_in_words
from surveys.findings.item_model import Flag, Sign
from surveys.findings.model import Figure
from surveys.questionnaires.model import asked_of
from surveys.questionnaires.timing import seconds_for

PRE, POST = TimePoint.PRE, TimePoint.POST

AGAINST = -0.1
"""A correlation from here down is no longer about nothing."""

WEAK = 0.2
"""Ebel and Frisbie (1991): items that correlate less with the rest of the test are poor."""

IDLE = 0.05
"""Haladyna and Downing (1993): a wrong option that fewer choose is no distractor."""

SLOW_TIMES, RUSHED_TIMES = 3.0, 0.4
"""Times the time that the words take to read and the answer to give."""


def backwards(case: Case) -> Iterator[Flag]:
    """Clearly below nothing, and surely not good: around nothing a correlation's sign is chance."""
    for point, when in ((POST, "after the course"), (PRE, "before the course")):
        at = case.at(point)
        r = estimate_of(at.discrimination) if at else None
        if at is not None and r is not None and r <= AGAINST and _is_surely_weak(at.discrimination):
            yield Flag(
                Sign.BACKWARDS,
                "Goes against the rest of the test",
                f"People who do well on the other questions do worse on this one {when} "
                f"(“goes with the rest”: {decimals(r)}).",
                "Check first that the right answer is right. Then ask somebody who does well what they read in it.",
            )
            return


def wrong_preferred(case: Case) -> Iterator[Flag]:
    at, question = case.at(POST), case.item.question
    if at is None or question.kind is not Kind.SINGLE:
        return
    chosen, floors = case.counts[POST].chosen, case.floors
    right = next((option.key for option in question.options if option.right), "")
    for option in question.options:
        if not option.right and chosen.get(option.key, 0) > max(chosen.get(right, 0), floors.matched - 1):
            yield Flag(
                Sign.WRONG_PREFERRED,
                "A wrong answer is chosen more often",
                f"After the course more people choose “{option.text}” than the right answer.",
                "Check the right answer. If it stands, look at what the course says, and at whether the wrong one "
                "could be defended.",
            )


def tells_little(case: Case) -> Iterator[Flag]:
    """Surely weak at each time point at which it can be judged; with few people hardly anything is sure."""
    found = [
        at.discrimination for point in (PRE, POST) if (at := case.at(point)) and _is_known(at.discrimination)
    ]
    values = [estimate_of(one) or 0.0 for one in found]
    if found and all(map(_is_surely_weak, found)) and max(values) > AGAINST:
        yield Flag(
            Sign.TELLS_LITTLE,
            "Tells little",
            "Whoever does well on the other questions does hardly better on this one "
            f"(“goes with the rest”: {decimals(max(values))}).",
            "It may measure something else, be guessed, or be read in two ways. Try it on a few people and ask how "
            "they chose.",
        )


def _is_known(figure: Figure | None) -> bool:
    return estimate_of(figure) is not None


def _is_surely_weak(figure: Figure | None) -> bool:
    """Whether even the upper end of its interval is too low."""
    return figure is not None and figure.high is not None and figure.high < WEAK


def idle_choices(case: Case) -> Iterator[Flag]:
    """Before the course: afterwards a wrong option that nobody chooses is what was hoped for."""
    counts, question = case.counts.get(PRE), case.item.question
    enough = counts is not None and counts.people >= max(case.floors.flags, case.floors.matched / IDLE)
    if counts is None or not enough or question.kind is not Kind.SINGLE:
        return
    idle = [option for option in question.options if not option.right and _is_idle(option, counts)]
    if idle:
        texts = ", ".join(f"“{option.text}”" for option in idle)
        yield Flag(
            Sign.IDLE_CHOICE,
            "A wrong answer that hardly anybody chooses",
            f"Before the course fewer than 5 in 100 people choose {texts}.",
            "Put a mistake in its place that people really make; a choice that nobody takes makes the others easier.",
        )


def _is_idle(option: Option, counts: Counts) -> bool:
    return counts.chosen.get(option.key, 0) < IDLE * counts.people


def pace(case: Case) -> Iterator[Flag]:
    asked = asked_of(0, case.bank, case.item.question, Audience.DELEGATE)
    likely = seconds_for(asked)
    if asked.scenario:
        likely += len(asked.scenario.text.split()) / 4
    at = case.at(PRE) or case.at(POST)
    taken = estimate_of(at.seconds) if at else None
    if taken is None or at is None or (at.seconds.n or 0) < case.floors.flags:
        return
    if taken > SLOW_TIMES * likely:
        yield Flag(
            Sign.SLOW,
            "Takes long",
            f"Half of the people take {taken:.0f} seconds or more; reading and answering takes about {likely:.0f}.",
            "Look for a sentence that has to be read twice, or split the question.",
        )
    elif taken < RUSHED_TIMES * likely:
        yield Flag(
            Sign.RUSHED,
            "Answered faster than it can be read",
            f"Half of the people take {taken:.0f} seconds or less, where reading it takes about {likely:.0f}.",
            "It may be known by heart, or stand where people no longer read: ask fewer questions, or move it up.",
        )


def moved(case: Case) -> Iterator[Flag]:
    drift = case.item.drift
    if drift is None or case.at(PRE) is None or (drift.change.n or 0) < 2 * case.floors.flags:
        return
    change = drift.change
    if change.low is not None and change.high is not None and not change.low <= 0 <= change.high:
        easier = "easier" if change.low > 0 else "harder"
        yield Flag(
            Sign.MOVED,
            f"Became {easier} with its new wording",
            f"Before the course people earn {abs(change.estimate or 0):.0f} points "
            f"{'more' if change.low > 0 else 'fewer'} than with the wording before ({interval_in_words(change)}).",
            "Do not read courses before and after the change against each other on this question.",
        )

"""Interactions that are typed into: a few words, a number, a long text; and the slider, which is set to a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

from question_banks.exchange.feedback import by_rightness
from question_banks.exchange.qti.body import joined
from question_banks.exchange.qti.content import Content, Misfit
from question_banks.exchange.qti.declared import (
    NUMBERS,
    NotUnderstood,
    Value,
    figures,
    optional_number,
    values,
)
from question_banks.exchange.qti.marking import (
    Trials,
    credit,
    feedback_of,
    literals,
    marks,
    other_marks,
    unreadable,
    unseen,
)
from question_banks.exchange.qti.our_classes import is_ours
from question_banks.model import Accepted, Kind, NumberKey

LONGEST_ACCEPTED = 200
CONFIDENCE = (0, 10)


def read_text_entry(interaction: Element, trials: Trials) -> Content:
    """A ``textEntryInteraction``, which is a number or a short text by the base type of its response."""
    if is_ours(interaction, "date"):
        return Content(Kind.DATE)
    if trials.response.base_type in NUMBERS:
        return number_asked(trials)
    if trials.response.base_type != "string" or trials.response.is_container:
        raise Misfit("It is answered with several values in one.")
    return short_text(trials)


def read_extended_text(interaction: Element, trials: Trials) -> Content:
    """An ``extendedTextInteraction``: a long text, unless something says which texts are right."""
    if trials.response.base_type in NUMBERS:
        return number_asked(trials)
    content = short_text(trials)
    if content.accepted and trials.processing.is_there:
        return content
    loss = ("What it declares as right was left out: a long text has no key.",) if content.accepted else ()
    return Content(Kind.LONG_TEXT, feedback=content.feedback, losses=loss)


def read_slider(interaction: Element, trials: Trials) -> Content:
    """A ``sliderInteraction``: our confidence scale where it is one, else a number."""
    ends = (optional_number(interaction.get("lowerBound")), optional_number(interaction.get("upperBound")))
    if ends == CONFIDENCE and not trials.has_key:
        return Content(Kind.CONFIDENCE)
    content = number_asked(trials)
    loss = f"It was a slider from {ends[0] or 0:g} to {ends[1] or 0:g}; here the number is typed."
    return replace(content, losses=(*content.losses, loss))


def short_text(trials: Trials) -> Content:
    """What is accepted as a short text: every text that the marking names and that earns or costs something."""
    declared = [str(one) for one in values(trials.response.right)]
    try:
        texts = [one for one in literals(trials) if isinstance(one, str) and one]
        points = {text: trials.points(text) for text in texts}
        case_matters = any(trials.points(text.swapcase()) != points[text] for text in texts)
        losses: tuple[str, ...] = ()
    except NotUnderstood as reason:
        points, case_matters = dict.fromkeys(declared, 1.0), True
        losses = (unreadable(reason, bool(declared)),)
    if declared and max(points.values(), default=0) <= 0:
        points = dict.fromkeys(declared, 1.0)
    accepted, said = _accepted(points, trials)
    most = max(points.values(), default=0)
    return Content(
        Kind.SHORT_TEXT,
        accepted=accepted,
        case_matters=case_matters and bool(accepted),
        marks=marks(most),
        feedback=said[0],
        losses=losses + said[1] + other_marks(most),
    )


def _accepted(
    points: dict[str, float], trials: Trials
) -> tuple[tuple[Accepted, ...], tuple[str, tuple[str, ...]]]:
    """The texts that earn or cost something, and the feedback of the question with what was lost of it."""
    most = max(points.values(), default=0)
    earning = {text: earned for text, earned in points.items() if most > 0 and earned}
    if any(len(text) > LONGEST_ACCEPTED for text in earning):
        raise Misfit(f"It accepts a text of more than {LONGEST_ACCEPTED} characters.")
    specific, said = _feedback_of(list(earning), "\N{WHITE SQUARE}", trials)
    accepted = (
        Accepted(text.replace("*", "\\*"), credit(earned, most), specific[text])
        for text, earned in earning.items()
    )
    return tuple(accepted), said


def _feedback_of(
    answers: Sequence[Value], wrong: Value, trials: Trials
) -> tuple[Mapping[Value, str], tuple[str, tuple[str, ...]]]:
    """The feedback of each answer, and of the question: what all get, what a wrong answer gets, and what is lost."""
    said = feedback_of(trials, dict.fromkeys(answers, ""), wrong=wrong)
    feedback = (
        by_rightness(said.general, said.right, wrong=said.wrong)
        if answers
        else joined((said.general, said.wrong))
    )
    return said.specific, (feedback, unseen(said.unseen))


def number_asked(trials: Trials) -> Content:
    """Which numbers are right: the ranges that earn the same, found between the numbers that the marking names."""
    try:
        found, losses = _ranges(trials), tuple[str, ...]()
    except NotUnderstood as reason:
        found = [(one, one, 1.0) for one in values(trials.response.right) if isinstance(one, float)]
        losses = (unreadable(reason, bool(found)),)
    most = max((points for _, _, points in found), default=0)
    if found and most <= 0:
        found = []
    middles = {(low, high): figures((low + high) / 2) for low, high, _ in found}
    outside = max((high for _, high, _ in found), default=0.0) + 1
    specific, said = _feedback_of(list(middles.values()), outside, trials)
    numbers = tuple(
        NumberKey(
            value=middles[low, high],
            tolerance=figures((high - low) / 2),
            credit=credit(points, most),
            feedback=specific[middles[low, high]],
        )
        for low, high, points in found
    )
    losses += said[1] + other_marks(most)
    return Content(Kind.NUMBER, numbers=numbers, marks=marks(most), feedback=said[0], losses=losses)


def _ranges(trials: Trials) -> list[tuple[float, float, float]]:
    """From where to where numbers earn the same points, other than none: what is earned can change only at its ends."""
    ends = sorted(set(_ends(trials)))
    if not ends:
        return []
    middles = [(low + high) / 2 for low, high in pairwise(ends)]
    places = sorted([*ends, *middles])
    below, above = trials.points(places[0] - 1), trials.points(places[-1] + 1)
    if max(below, above) > 0 or below != above:
        raise NotUnderstood("takes every number above or below some other")
    ranges: list[tuple[float, float, float]] = []
    touching = False
    for place in places:
        points = trials.points(place)
        # What any other number costs is no mark of its own.
        counts = points not in (0, below)
        if counts and touching and ranges[-1][2] == points:
            ranges[-1] = (ranges[-1][0], place, points)
        elif counts:
            ranges.append((place, place, points))
        touching = counts
    return [_to_its_ends(one, ends) for one in ranges]


def _to_its_ends(found: tuple[float, float, float], ends: Sequence[float]) -> tuple[float, float, float]:
    """A range that begins or ends between two places reaches to them, without taking them in."""
    low, high, points = found
    if low not in ends:
        low = max(end for end in ends if end < low)
    if high not in ends:
        high = min(end for end in ends if end > high)
    return low, high, points


def _ends(trials: Trials) -> Iterator[float]:
    """Every number at which what is earned may change."""
    said = [one for one in literals(trials) if isinstance(one, float) and not isinstance(one, bool)]
    yield from said
    yield from trials.processing.turning_points(said)

"""Invented findings in the shape that the record makes them, for whatever shows findings."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from surveys.disclosure import Floors
from surveys.enums import Audience, Family, TimePoint, WaveState
from surveys.findings.model import (
    Axis,
    Change,
    EventFindings,
    Figure,
    FlowRow,
    ObjectiveFinding,
    QuestionFinding,
    Share,
    StepFinding,
    ThemeFinding,
)

FLOORS = Floors()
STARTS = datetime(2027, 3, 10, 9, 30, tzinfo=UTC)
LATER = (TimePoint.POST, TimePoint.MONTH3, TimePoint.MONTH6)
MARKS = Axis(0, 100, "no marks", "all marks")
CONFIDENCE = Axis(0, 10, "not at all confident", "completely confident")
HOW_OFTEN = Axis(0, 4, "Never", "Every time it applies")
STEPS = {Family.REACTION: 2, Family.BEHAVIOUR: 3, Family.OUTCOME: 4}
TITLES = (
    "Recognising neglect",
    "The child's daily life",
    "Deciding and acting",
    "Preventing drift",
    "Hearing and seeing the child when adults speak for them",
    "Sharing well",
    "Respectful challenge",
)


def findings(
    n: int = 28,
    *,
    objectives: int = 4,
    points: tuple[TimePoint, ...] = LATER,
    label: str = "",
    seed: int = 1,
) -> EventFindings:
    """An event on which ``n`` delegates answered before and straight after, and fewer later; 0 for nobody.

    ``label`` stands in for every objective's title, every question and every answer.
    """
    chance = random.Random(seed)
    at = {
        TimePoint.POST: n,
        TimePoint.MONTH3: round(n * 0.7),
        TimePoint.MONTH6: round(n * 0.55),
    }
    there = [point for point in points if at[point]]
    titles = [
        label or TITLES[i % len(TITLES)] + (f" {i}" if i >= len(TITLES) else "") for i in range(objectives)
    ]
    return EventFindings(
        event="neglect-march",
        course=label or "Neglect: recognising and responding",
        board="Soar Valley East Board",
        partnership="Soar Valley Safeguarding Children Partnership",
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=6),
        venue=label or "Wharf Rooms, Barrow",
        as_of=datetime(2027, 10, 12, 8, 0, tzinfo=UTC),
        banks=("Neglect: recognising and responding, version 2",),
        summary=_summary(n),
        flow=_flow(n, at, points),
        overall=tuple(_knowledge(point, at[point], 13, chance) for point in there),
        overall_self_rating=tuple(_rating(point, at[point], chance) for point in there),
        objectives=tuple(
            ObjectiveFinding(
                key=f"objective-{place}",
                title=title,
                text=f"{title}, in a full sentence.",
                knowledge=tuple(_knowledge(point, at[point], 3, chance) for point in there),
                self_rating=tuple(_rating(point, at[point], chance) for point in there),
            )
            for place, title in enumerate(titles)
        ),
        themes=tuple(
            ThemeFinding(key, title, tuple(_knowledge(point, at[point], 5, chance) for point in there), ())
            for key, title in (("neglect", "Neglect"), ("voice", "Voice of the child"))
        ),
        steps=_steps(n),
        questions=tuple(_questions(at, there, label, chance)),
        cannot_show=(
            "Whether the course caused the change: nobody who did not attend was asked.",
            "What those who did not answer know, think or do.",
            "Whether children's lives got better: that needs other evidence, such as a case-file audit.",
        ),
        floors=FLOORS.in_words(),
    )


def _summary(n: int) -> tuple[str, ...]:
    if not n:
        return ("Nobody has answered yet, so there is nothing to say about what the course changed.",)
    return (
        "People knew more straight after the course than before: 71% of the marks, against 52%. The change lies "
        "between 11 and 27 percentage points.",
        "Three months later most of it was still there.",
        "People feel surer than before. What they feel and what they know are different things, and they do not "
        "agree on “Deciding and acting”.",
        "Line managers see the change less often than delegates report it.",
    )


def _steps(n: int) -> tuple[StepFinding, ...]:
    titles = (
        "What do delegates know before?",
        "Did the course deliver knowledge, was it understood and kept; how did they react?",
        "Did the individual and their practice change because of it?",
        "Did it become embedded, with tangible benefit for children and young people?",
    )
    words = (f"{n} people answered.",) if n else ("Nobody has answered yet.",)
    return tuple(StepFinding(step, title, (), (), (), words) for step, title in enumerate(titles, start=1))


def _flow(n: int, at: dict[TimePoint, int], points: tuple[TimePoint, ...]) -> tuple[FlowRow, ...]:
    rows = [_gates(TimePoint.PRE, Audience.DELEGATE, WaveState.CLOSED, n + 4, n + 2, None)]
    for point in LATER:
        state = WaveState.CLOSED if point in points else WaveState.PLANNED
        rows.append(_gates(point, Audience.DELEGATE, state, n + 3, at[point] + 1, at[point]))
    for point in LATER[1:]:
        state = WaveState.CLOSED if point in points else WaveState.PLANNED
        rows.append(_gates(point, Audience.MANAGER, state, n, round(at[point] * 0.8), None))
    return tuple(rows)


def _gates(
    point: TimePoint, audience: Audience, state: WaveState, eligible: int, answered: int, matched: int | None
) -> FlowRow:
    said = {"started": answered + 1, "submitted": answered, "matched": matched}
    withheld = tuple(name for name, count in said.items() if count and count < FLOORS.matched)
    return FlowRow(
        point,
        audience,
        state,
        STARTS + timedelta(days=90 * LATER.index(point) if point in LATER else -7),
        STARTS + timedelta(days=90 * LATER.index(point) + 28 if point in LATER else 0),
        eligible,
        eligible,
        max(0, eligible - 1),
        **{name: None if name in withheld else count for name, count in said.items()},
        withheld=withheld,
        withheld_as=f"fewer than {FLOORS.matched}",
    )


def _hidden(unit: str) -> Figure:
    return Figure(unit, hidden=FLOORS.reason)


def _knowledge(point: TimePoint, n: int, questions: int, chance: random.Random) -> Change:
    keys = tuple(f"question-{place}" for place in range(questions if point is TimePoint.POST else 1))
    if n < FLOORS.matched or (len(keys) == 1 and n < 12):
        return Change(point, keys, _hidden("%"), _hidden("%"), _hidden("points"), MARKS, "Not shown.")
    before, moved = chance.uniform(38, 66), chance.uniform(-4, 30)
    return _change(point, keys, before, moved, n, "%", "points", MARKS, spread=26)


def _rating(point: TimePoint, n: int, chance: random.Random) -> Change:
    if n < FLOORS.matched:
        nothing = _hidden("scale points")
        return Change(point, ("confident",), nothing, nothing, nothing, CONFIDENCE, "Not shown.")
    before, moved = chance.uniform(4, 6), chance.uniform(0.2, 3)
    return _change(
        point, ("confident",), before, moved, n, "scale points", "scale points", CONFIDENCE, spread=2.2
    )


def _change(
    point: TimePoint,
    keys: tuple[str, ...],
    before: float,
    moved: float,
    n: int,
    unit: str,
    unit_of_change: str,
    axis: Axis,
    *,
    spread: float,
) -> Change:
    half = 2.1 * spread / n**0.5
    caveats = ("Very imprecise: fewer than 10 people.",) if n < FLOORS.imprecise else ()
    mean, paired = "mean", "mean of each person's change, 95 % interval by Student's t"
    return Change(
        point,
        keys,
        Figure(unit, before, None, None, n, mean, caveats),
        Figure(unit, before + moved, None, None, n, mean, caveats),
        Figure(unit_of_change, moved, moved - half, moved + half, n, paired, caveats),
        axis,
        f"From {before:.0f} to {before + moved:.0f}, among {n} people.",
    )


def _questions(
    at: dict[TimePoint, int], there: list[TimePoint], label: str, chance: random.Random
) -> list[QuestionFinding]:
    stems = (
        "In the last three months, I recorded possible signs of neglect when I saw them, with what each meant for "
        "the child.",
        "In the last three months, when I was worried about neglect, I found out what an ordinary day was like for "
        "the child.",
        "In the last three months, when a child's needs were not being met, I used our local thresholds to decide "
        "what to do.",
        "In the last three months, when a neglected child had a plan, I checked whether the child's life had got "
        "better.",
    )
    how_often = ("Never", "Rarely", "Sometimes", "Often", "Every time it applies")
    how_much = ("Not at all", "A little", "Quite a lot", "A great deal")
    agree = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
    made = []
    for place, stem in enumerate(stems):
        made += _scale(f"practice-{place}", stem, Family.BEHAVIOUR, how_often, at, there, label, chance)
    barriers = (
        "My workload or lack of time",
        "Too little supervision or management support",
        "Our procedure",
    )
    made += [
        _several(
            "barriers",
            "What, if anything, made it harder to use what you learned?",
            barriers,
            point,
            at[point],
            label,
        )
        for point in there
        if point is not TimePoint.POST
    ]
    for key, stem in (
        ("outcome-children", "Since the course, how much have children or young people benefited?"),
        ("outcome-team", "Since the course, how much has your team changed the way it responds to neglect?"),
    ):
        made += _scale(key, stem, Family.OUTCOME, how_much, at, there, label, chance)
    for key, stem in (
        ("reaction-relevance", "The course was relevant to my work with children, young people or families."),
        ("reaction-trainer", "The trainer made it safe to ask questions."),
        ("reaction-recommend", "I would recommend this course to a colleague."),
        ("reaction-intend", "I intend to use what I learned in my own work."),
    ):
        made += _scale(key, stem, Family.REACTION, agree, at, there, label, chance)
    return made


def _scale(
    key: str,
    stem: str,
    family: Family,
    words: tuple[str, ...],
    at: dict[TimePoint, int],
    there: list[TimePoint],
    label: str,
    chance: random.Random,
) -> list[QuestionFinding]:
    reaction = family is Family.REACTION
    asked = [
        (point, audience)
        for point in there
        if (point is TimePoint.POST) is reaction
        for audience in ((Audience.DELEGATE,) if reaction else (Audience.DELEGATE, Audience.MANAGER))
    ]
    axis = Axis(0, len(words) - 1, words[0], words[-1]) if not reaction else Axis(1, 5, words[0], words[-1])
    return [
        _answered(
            key,
            label or stem,
            family,
            [label or word for word in words],
            axis,
            point,
            audience,
            round(at[point] * (1 if audience is Audience.DELEGATE else 0.8)),
            chance,
        )
        for point, audience in asked
    ]


def _answered(
    key: str,
    stem: str,
    family: Family,
    words: list[str],
    axis: Axis,
    point: TimePoint,
    audience: Audience,
    n: int,
    chance: random.Random,
) -> QuestionFinding:
    mean = chance.uniform(axis.lowest + 1.4, axis.highest - 0.8)
    method, enough = "share of people, 95 % interval by Wilson's score", n >= FLOORS.percentages
    shares = _shares(words, n, method, chance) if enough else ()
    return QuestionFinding(
        key,
        stem,
        family,
        STEPS[family],
        "",
        (),
        point,
        audience,
        several=False,
        mean=Figure(
            "scale points", mean, mean - 2.3 / n**0.5, min(axis.highest, mean + 2.3 / n**0.5), n, "mean, t"
        )
        if n >= FLOORS.matched
        else _hidden("scale points"),
        axis=axis,
        shares=shares,
        shares_hidden="" if enough else FLOORS.reason_for_shares,
        off_scale=(Share("No opportunity so far", Figure("%", 22.4, 9, 41, n, method)),)
        if n >= 20 and family is Family.BEHAVIOUR
        else (),
        words="",
    )


def _shares(words: list[str], n: int, method: str, chance: random.Random) -> tuple[Share, ...]:
    """As the record does it: neighbours together until each part has enough people."""
    if n >= 60:
        weights = [chance.uniform(0.02, 1) for _ in words]
        labels = words
    else:
        cut = len(words) - 2
        labels = [
            f"{words[0]} to {words[cut - 1]}",
            *(words[cut:] if n >= 20 else [f"{words[cut]} or {words[-1]}"]),
        ]
        weights = [chance.uniform(0.5, 1) for _ in labels]
    whole = sum(weights)
    return tuple(
        Share(label, Figure("%", 100 * weight / whole, 5, 90, n, method))
        for label, weight in zip(labels, weights, strict=True)
    )


def _several(
    key: str, stem: str, words: tuple[str, ...], point: TimePoint, n: int, label: str
) -> QuestionFinding:
    enough = n >= FLOORS.percentages
    shares = [
        Share(
            label or word,
            Figure("%", 58.3 - 14 * place, 40 - 14 * place, 74 - 14 * place, n, "Wilson")
            if place < 2
            else Figure("%", hidden=FLOORS.reason_for_shares),
        )
        for place, word in enumerate(words)
    ]
    return QuestionFinding(
        key, label or stem, Family.BEHAVIOUR, 3, "", (), point, Audience.DELEGATE, True, None, None,
        tuple(shares) if enough else (), "" if enough else FLOORS.reason_for_shares, (), "",
    )  # fmt: skip

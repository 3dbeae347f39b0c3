"""A small bank: two objectives of three statements each, with a rating, a practice and what else is asked."""

from __future__ import annotations

from question_banks.model import (
    Audience,
    Bank,
    Family,
    Kind,
    Objective,
    Option,
    OutsideCode,
    Point,
    Question,
    Scale,
    Theme,
)

DELEGATE, MANAGER = Audience


def statement(key: str, objective: str, *themes: str, **facts) -> Question:
    """A true/false question of one mark; "true" is right."""
    facts = {"family": Family.KNOWLEDGE, "step": 2, "answer": True, "audiences": (DELEGATE,)} | facts
    return Question(key, Kind.TRUE_FALSE, f"Is {key} so?", objective=objective, themes=themes, **facts)


def rating(key: str, objective: str, *themes: str) -> Question:
    return Question(
        key,
        Kind.CONFIDENCE,
        f"How confident of {key}?",
        Family.SELF_RATING,
        2,
        (DELEGATE,),
        objective,
        themes,
    )


def practice(key: str, objective: str) -> Question:
    return Question(
        key,
        Kind.SCALE,
        f"How often do you do {objective}?",
        Family.BEHAVIOUR,
        3,
        (DELEGATE, MANAGER),
        objective,
        manager_stem=f"How often do they do {objective}?",
        scale="how-often",
    )


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(text.lower(), text) for text in texts)


HOW_OFTEN = Scale(
    "how-often",
    "How often",
    tuple(
        Point(value, text) for value, text in enumerate(("Never", "Rarely", "Sometimes", "Often", "Always"))
    ),
    (
        OutsideCode("no-opportunity", "No opportunity so far"),
        OutsideCode("not-observed", "Not able to observe"),
    ),
)
AGREE = Scale(
    "agree",
    "Agreement",
    tuple(
        Point(value, text) for value, text in enumerate(("Disagree", "Neither", "Agree", "Strongly agree"), 1)
    ),
)

QUESTIONS = (
    statement("see-1", "see", "neglect"),
    statement("see-2", "see", "neglect"),
    statement("see-3", "see", "voice"),
    statement("act-1", "act", "neglect"),
    statement("act-2", "act", "neglect"),
    statement("act-3", "act", "voice"),
    rating("sure-see", "see", "neglect"),
    rating("sure-act", "act", "neglect"),
    practice("does-see", "see"),
    practice("does-act", "act"),
    Question(
        "barriers",
        Kind.SEVERAL,
        "What made it harder?",
        Family.BEHAVIOUR,
        3,
        (DELEGATE,),
        options=options("Time", "Support", "Nothing"),
        required=False,
    ),
    Question("useful", Kind.SCALE, "Was it useful?", Family.REACTION, 2, (DELEGATE,), scale="agree"),
    Question(
        "again",
        Kind.SINGLE,
        "How would you take it again?",
        Family.REACTION,
        2,
        (DELEGATE,),
        options=options("Room", "Online", "Both", "Never"),
    ),
    Question("comment", Kind.LONG_TEXT, "What else?", Family.REACTION, 2, (DELEGATE,), required=False),
    Question(
        "benefit",
        Kind.SCALE,
        "Did children benefit?",
        Family.OUTCOME,
        4,
        (DELEGATE, MANAGER),
        scale="how-often",
    ),
)
BANK = Bank(
    "neglect",
    "Neglect",
    (Objective("see", "Seeing", "See neglect."), Objective("act", "Acting", "Act on neglect.")),
    QUESTIONS,
    (Theme("neglect", "Neglect"), Theme("voice", "Voice of the child")),
    (HOW_OFTEN, AGREE),
)
KNOWLEDGE = [question.key for question in QUESTIONS if question.family is Family.KNOWLEDGE]


def knows(see: int, act: int) -> dict[str, bool]:
    """Answers that get so many of the three questions of each objective right."""
    return {f"{key}-{n}": n <= right for key, right in (("see", see), ("act", act)) for n in (1, 2, 3)}

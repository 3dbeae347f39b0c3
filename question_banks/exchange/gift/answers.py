"""What each sort of answers between GIFT's braces makes of a question: the fields that it gives it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from question_banks.exchange.feedback import by_truth
from question_banks.exchange.gift.escapes import restored
from question_banks.exchange.gift.pieces import (
    NoForm,
    Piece,
    Words,
    pieces_of,
    refuse_endless,
    split_feedback,
)
from question_banks.exchange.keys import letter
from question_banks.exchange.numbers import NotANumber, number_key
from question_banks.model import Accepted, Kind, NumberKey, Option, Row

FULL = 100.0
ARROW = "->"
ANY = "*"
TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#|\Z)", re.IGNORECASE)
CLOZE = re.compile(r"[0-9]*:[A-Z_]{1,30}:")
ORDERING = re.compile(
    r">\s*[0-9]*[ \t]*(?:ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG)?[ \t]*"
    r"(?:HORIZONTAL|HORI|H|VERTICAL|VERT|V|[01])?(?=\s|\Z)[^\n=]*"
)
RANGE = re.compile(r"(.+?)\s*\.\.\s*(.+)", re.DOTALL)


@dataclass(frozen=True)
class Answers:
    """What a question's braces hold: its kind, the fields of it, and sentences about what was lost or guessed."""

    kind: Kind
    fields: dict[str, Any]
    notes: tuple[str, ...] = ()


def answers_of(text: str, general: str, words: Words) -> Answers:
    """What the (still hidden) text between the braces says. Raises ``NoForm``."""
    refuse_endless(text)
    for is_it, read in READERS:
        if is_it(text):
            answers = read(text, words)
            if general and "feedback" not in answers.fields:
                return replace(answers, fields=answers.fields | {"feedback": words.say(general)})
            if general:
                own = answers.fields["feedback"]
                return replace(
                    answers, fields=answers.fields | {"feedback": f"{words.say(general)}\n\n{own}"}
                )
            return answers
    raise NoForm("What stands between its braces is not understood.")


def _nothing(text: str, words: Words) -> Answers:
    return Answers(Kind.LONG_TEXT, {})


def _cloze(text: str, words: Words) -> Answers:
    raise NoForm("It has its answers within its text (Cloze), which a question here cannot have.")


def _truth(text: str, words: Words) -> Answers:
    """``TRUE#said to those who were wrong#said to those who were right``."""
    truth, _, feedback = text.partition("#")
    wrong, _, right = feedback.partition("#")
    answer = truth.strip().upper().startswith("T")
    to_wrong, to_right = words.say(wrong), words.say(right)
    said = by_truth("", *((to_right, to_wrong) if answer else (to_wrong, to_right)))
    return Answers(Kind.TRUE_FALSE, {"answer": answer} | ({"feedback": said} if said else {}))


def _numbers(text: str, words: Words) -> Answers:
    text, tilde, wrong = text[1:].partition("~")
    keys: dict[tuple[float, float], NumberKey] = {}
    notes = []
    for piece in pieces_of(text, "="):
        if restored(piece.text).strip() == ANY:
            tilde, wrong = "~", f"#{piece.feedback}"
            continue
        key = _number(piece, words)
        if keys.setdefault((key.value, key.tolerance), key) is not key:
            notes.append("It named the same number twice; the first time counts.")
    if tilde and words.say(split_feedback(wrong)[1]):
        notes.append(
            "What it says to any other number is left off: a question here says that only to a known one."
        )
    if not keys:
        notes.append("It names no right number, so it is not marked.")
    return Answers(Kind.NUMBER, {"numbers": tuple(keys.values())}, tuple(notes))


def _number(piece: Piece, words: Words) -> NumberKey:
    said = restored(piece.text).strip()
    low_high = RANGE.fullmatch(said)
    value, _, tolerance = said.partition(":")
    try:
        key = (
            number_key(low=low_high[1], high=low_high[2])
            if low_high
            else number_key(value, tolerance=tolerance or "0")
        )
    except NotANumber:
        raise NoForm("One of its answers is not a number, as its sort of question wants.") from None
    credit = FULL if piece.weight is None else piece.weight
    return replace(key, credit=credit, feedback=words.say(piece.feedback, on_one_line=True))


def _order(text: str, words: Words) -> Answers:
    rest = ORDERING.sub("", text, count=1) if ORDERING.match(text) else text[1:]
    items = [piece.text for piece in pieces_of(rest, "=")] if "=" in rest else rest.split("\n")
    said = [words.say(item) for item in items]
    options = tuple(Option(letter(index), item) for index, item in enumerate(filter(None, said)))
    if len(options) < 2:
        raise NoForm("It has fewer than two things to put in order.")
    return Answers(Kind.ORDERING, {"options": options})


def _choices(text: str, words: Words) -> Answers:
    pieces = pieces_of(text, "~=")
    if len(pieces) < 2:
        raise NoForm("It has fewer than two answers to choose from.")
    single = any(piece.equals for piece in pieces)
    options = tuple(
        Option(
            key=letter(index),
            text=words.say(piece.text, on_one_line=True),
            right=_is_right(piece, single),
            feedback=words.say(piece.feedback, on_one_line=True),
            credit=_credit(piece, single),
        )
        for index, piece in enumerate(pieces)
    )
    right = sum(option.right for option in options)
    if single and right > 1:
        notes: tuple[str, ...] = (
            "Only one answer may be chosen and several are right: choose which one is.",
        )
    elif not right:
        notes = ("None of its answers is right, so it is not marked.",)
    else:
        notes = ()
    return Answers(Kind.SINGLE if single else Kind.SEVERAL, {"options": options}, notes)


def _is_right(piece: Piece, single: bool) -> bool:
    if not single:
        return piece.weight is not None and piece.weight > 0
    return piece.weight >= FULL if piece.weight is not None else piece.equals


def _credit(piece: Piece, single: bool) -> float | None:
    """None where the kind of question says the same by itself."""
    if piece.weight is None or (single and piece.weight == FULL) or piece.weight == 0:
        return None
    return piece.weight


def _pairs(text: str, words: Words) -> Answers:
    """``=Canada -> Ottawa``; an answer without a question before its arrow is there to mislead."""
    options: dict[str, Option] = {}
    rows: list[Row] = []
    for piece in re.split("=", text):
        if not piece.strip():
            continue
        left, arrow, right = piece.partition(ARROW)
        if not arrow:
            raise NoForm("One of its pairs has no arrow between its two sides.")
        asked, answer = words.say(left, on_one_line=True), words.say(right, on_one_line=True)
        option = options.setdefault(answer, Option(letter(len(options)), answer)) if answer else None
        if asked:
            rows.append(Row(letter(len(rows)), asked, option.key if option else ""))
    if len(rows) < 2:
        raise NoForm("It has fewer than two pairs to match.")
    return Answers(Kind.MATCHING, {"options": tuple(options.values()), "rows": tuple(rows)})


def _has_pairs(text: str) -> bool:
    """An arrow in feedback makes no pair."""
    return any(ARROW in piece.text for piece in pieces_of(text, "="))


def _texts(text: str, words: Words) -> Answers:
    accepted: dict[str, Accepted] = {}
    notes = []
    for piece in pieces_of(text, "="):
        said = restored(piece.text).strip()
        credit = FULL if piece.weight is None else piece.weight
        one = Accepted(said, credit, words.say(piece.feedback, on_one_line=True))
        if accepted.setdefault(said, one) is not one:
            notes.append("It accepted the same text twice; the first time counts.")
    return Answers(Kind.SHORT_TEXT, {"accepted": tuple(accepted.values())}, tuple(notes))


READERS: tuple[tuple[Callable[[str], object], Callable[[str, Words], Answers]], ...] = (
    (lambda text: not text, _nothing),
    (CLOZE.match, _cloze),
    (lambda text: text.startswith("#"), _numbers),
    (lambda text: text.startswith(">"), _order),
    (lambda text: "~" in text, _choices),
    (lambda text: text.startswith("=") and ARROW in text and _has_pairs(text), _pairs),
    (TRUTH.match, _truth),
    (lambda text: True, _texts),
)
"""In GIFT's order: which sort of answers they are, and what is made of them."""

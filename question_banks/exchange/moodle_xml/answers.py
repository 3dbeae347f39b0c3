"""What the answers of each type of Moodle question make of a question of ours: the fields that they give it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from question_banks.exchange.feedback import by_rightness, by_truth
from question_banks.exchange.keys import letter
from question_banks.exchange.moodle_xml.words import PLAIN, Words, flag, text_in, value
from question_banks.exchange.numbers import NotANumber, number_key
from question_banks.exchange.xml_text import child, children
from question_banks.model import Accepted, Kind, NumberKey, Option, Row

FULL = 100.0
CLOSE = 0.001
ANY = "*"
FRACTION = re.compile(r"[+-]?[0-9]{0,6}(?:[.,][0-9]{0,20})?(?:[eE][+-]?[0-9]{1,2})?")
ANY_OTHER = "To any other answer:"


class NoForm(Exception):
    """Our model cannot hold the question. The message is the sentence that says why."""


@dataclass(frozen=True)
class Answers:
    """The kind of a question, the fields that its answers give it, and sentences about what was lost or changed."""

    kind: Kind
    fields: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def fraction(element: Element) -> float:
    """What an answer earns, in per cent."""
    said = element.get("fraction", "").strip() or value(element, "fraction")
    if not said:
        return 0.0
    if not FRACTION.fullmatch(said) or not any(map(str.isdigit, said)):
        raise NoForm("What one of its answers is worth is not a number.")
    return float(f"{float(said.replace(',', '.')):.10g}")


def _combined(question: Element, words: Words, general: str) -> str:
    """The general feedback, and what is said by how right an answer was."""
    right, partly, wrong = (
        words.say(child(question, name))
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    )
    return by_rightness(general, right, partly, wrong)


def multichoice(question: Element, words: Words, general: str) -> Answers:
    answers = list(children(question, "answer"))
    single = flag(question, "single", True)
    worth = [fraction(answer) for answer in answers]
    right = [one >= FULL if single else one > 0 for one in worth]
    options = tuple(
        Option(
            letter(place), words.needed(answer), right[place], words.say(child(answer, "feedback")), credit
        )
        for place, (answer, credit) in enumerate(
            zip(answers, _credits(worth, right, single=single), strict=True)
        )
    )
    if len(options) < 2:
        raise NoForm("It has fewer than two answers to choose from.")
    fields = {
        "options": options,
        "shuffle": flag(question, "shuffleanswers", False),
        "feedback": _combined(question, words, general),
    }
    return Answers(Kind.SINGLE if single else Kind.SEVERAL, fields, _choice_notes(right, single=single))


def _credits(worth: list[float], right: list[bool], *, single: bool) -> list[float | None]:
    """Only what the kind of question does not say by itself is a credit."""
    number = sum(right)
    if not single and number:
        each = FULL / number
        if all(
            abs(one - (each if is_right else -each)) < CLOSE
            for one, is_right in zip(worth, right, strict=True)
        ):
            return [None] * len(worth)
    return [
        None if one == 0 or (single and is_right and one == FULL) else one
        for one, is_right in zip(worth, right, strict=True)
    ]


def _choice_notes(right: list[bool], *, single: bool) -> tuple[str, ...]:
    if not any(right):
        return ("None of its answers is right, so it is not marked.",)
    if single and sum(right) > 1:
        return ("Only one answer may be chosen and several are right: choose which one is.",)
    return ()


def all_or_nothing(question: Element, words: Words, general: str) -> Answers:
    """The plug-in types whose answers are only right or wrong, and give marks for all that are right or none."""
    answers = list(children(question, "answer"))
    options = tuple(
        Option(
            letter(place), words.needed(answer), fraction(answer) > 0, words.say(child(answer, "feedback"))
        )
        for place, answer in enumerate(answers)
    )
    fields = {
        "options": options,
        "shuffle": flag(question, "shuffleanswers", False),
        "feedback": _combined(question, words, general),
    }
    note = "It gave marks only when wholly right; here an answer that is right in part earns a part."
    return Answers(Kind.SEVERAL, fields, (note,))


def truefalse(question: Element, words: Words, general: str) -> Answers:
    """Its answers are called "true" and "false"; in old files they are in the author's language, true first."""
    said: dict[bool, str] = {}
    worth: dict[bool, float] = {}
    for place, answer in enumerate(list(children(question, "answer"))[:2]):
        name = text_in(answer).lower()
        truth = name == "true" if name in ("true", "false") else place == 0
        said[truth] = words.say(child(answer, "feedback"))
        worth[truth] = fraction(answer)
    if set(worth) != {True, False}:
        raise NoForm("It does not have one answer for true and one for false.")
    feedback = by_truth(general, said[True], said[False])
    return Answers(Kind.TRUE_FALSE, {"answer": worth[True] >= worth[False], "feedback": feedback})


def shortanswer(question: Element, words: Words, general: str) -> Answers:
    accepted: dict[str, Accepted] = {}
    notes: dict[str, None] = {}
    for answer in children(question, "answer"):
        text = " ".join(words.said(text_in(answer), PLAIN).split())
        if not text:
            notes["It accepted an empty text, which nobody can give."] = None
            continue
        one = Accepted(text, fraction(answer), words.say(child(answer, "feedback")))
        if accepted.setdefault(text, one) is not one:
            notes["It accepted the same text twice; the first time counts."] = None
    fields = {
        "accepted": tuple(accepted.values()),
        "case_matters": flag(question, "usecase", False),
        "feedback": general,
    }
    return Answers(Kind.SHORT_TEXT, fields, tuple(notes))


def numerical(question: Element, words: Words, general: str) -> Answers:
    numbers: dict[tuple[float, float], NumberKey] = {}
    notes: dict[str, None] = dict.fromkeys(_unit_notes(question))
    other = ""
    for answer in children(question, "answer"):
        said, feedback = _number_text(answer), words.say(child(answer, "feedback"))
        if said == ANY:
            other = feedback or other
            if fraction(answer) > 0:
                notes["It gave marks for any other number; here they earn nothing."] = None
            continue
        key = _number(said, value(answer, "tolerance", "0"), fraction(answer), feedback)
        if numbers.setdefault((key.value, key.tolerance), key) is not key:
            notes["It named the same number twice; the first time counts."] = None
    feedback = "\n\n".join(one for one in (general, f"{ANY_OTHER} {other}" if other else "") if one)
    return Answers(Kind.NUMBER, {"numbers": tuple(numbers.values()), "feedback": feedback}, tuple(notes))


def _number_text(answer: Element) -> str:
    """The number, which very old files have outside of ``text``."""
    return text_in(answer) or (answer.text or "").strip() or ANY


def _number(said: str, tolerance: str, credit: float, feedback: str) -> NumberKey:
    try:
        key = number_key(said, tolerance=tolerance)
    except NotANumber:
        raise NoForm("One of its answers is not a number, as its sort of question wants.") from None
    return NumberKey(key.value, key.tolerance, credit, feedback)


def _unit_notes(question: Element) -> list[str]:
    units = child(question, "units")
    if units is None or not len(units):
        return []
    if value(question, "unitgradingtype", "0") != "0":
        return [
            "It gave marks for the right unit; here only the number is asked for: say the unit in the question."
        ]
    return [
        "It took a unit with the number; here only the number is asked for: say the unit in the question."
    ]


def matching(question: Element, words: Words, general: str) -> Answers:
    """Rows and what they are matched to; an answer without a row is there to mislead."""
    options: dict[str, Option] = {}
    rows: list[Row] = []
    for part in children(question, "subquestion"):
        asked, answer = words.needed(part), _answer_of(part, words)
        if answer:
            options.setdefault(answer, Option(letter(len(options)), answer))
        if asked and not answer:
            raise NoForm("One of its rows has no answer.")
        if asked:
            rows.append(Row(letter(len(rows)), asked, options[answer].key))
    if len(rows) < 2:
        raise NoForm("It has fewer than two rows to match.")
    fields = {
        "options": tuple(options.values()),
        "rows": tuple(rows),
        "shuffle": flag(question, "shuffleanswers", True),
        "feedback": _combined(question, words, general),
    }
    return Answers(Kind.MATCHING, fields)


def _answer_of(part: Element, words: Words) -> str:
    """The answer to a row: plain text in Moodle's own type, formatted where it names a format (ddmatch)."""
    answer = child(part, "answer")
    if answer is None:
        return ""
    return words.needed(answer) if answer.get("format") else words.said(text_in(answer), PLAIN)


def ordering(question: Element, words: Words, general: str) -> Answers:
    """Its answers are numbered by their fractions in the right order."""
    answers = list(children(question, "answer"))
    order = sorted(range(len(answers)), key=lambda place: (fraction(answers[place]), place))
    options = tuple(Option(letter(place), words.needed(answers[at])) for place, at in enumerate(order))
    if len(options) < 2:
        raise NoForm("It has fewer than two things to put in order.")
    notes = []
    if value(question, "selecttype", "ALL") not in ("ALL", "0"):
        notes.append("It showed only some of its things at a time; here all of them are put in order.")
    return Answers(
        Kind.ORDERING, {"options": options, "feedback": _combined(question, words, general)}, tuple(notes)
    )


def essay(question: Element, words: Words, general: str) -> Answers:
    notes = []
    if value(question, "responseformat") == "noinline" or value(question, "attachmentsrequired", "0") != "0":
        raise NoForm("It asks for a file, which a question here cannot.")
    if words.say(child(question, "responsetemplate")):
        notes.append("What stood in its box to begin with was left off.")
    fields = {
        "notes": words.say(child(question, "graderinfo")),
        "required": flag(question, "responserequired", True),
        "feedback": general,
    }
    return Answers(Kind.LONG_TEXT, fields, tuple(notes))


READERS: Mapping[str, Callable[[Element, Words, str], Answers]] = {
    "multichoice": multichoice,
    "multichoiceset": all_or_nothing,
    "oumultiresponse": all_or_nothing,
    "truefalse": truefalse,
    "shortanswer": shortanswer,
    "numerical": numerical,
    "matching": matching,
    "match": matching,
    "ddmatch": matching,
    "ordering": ordering,
    "essay": essay,
}
"""By the name of the type; "match" is what Moodle itself calls the one that its files call "matching"."""

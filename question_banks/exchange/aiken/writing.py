"""From a bank to an Aiken file, as Moodle reads it."""

from __future__ import annotations

from question_banks.exchange.account import Note, Written
from question_banks.exchange.aiken.lines import ANSWER, EXTRA, OPTION
from question_banks.exchange.decoding import encode
from question_banks.exchange.losses import notes_of_losses, stem_with_scenario
from question_banks.model import Bank, Kind, Option, Question

TITLE = "Aiken"
MOST_OPTIONS = 26
ONE_LINE = "Aiken keeps each of its texts on one line, so its line breaks are spaces now."
TRUTH = "Aiken has no true and false, so these are its two options now."


def write(bank: Bank) -> Written:
    left_out: dict[str, str] = {}
    notes: list[Note] = []
    blocks = []
    for question in bank.questions:
        why = why_not(question)
        if why:
            left_out[question.key] = why
            continue
        stem, options = stem_with_scenario(bank, question), _options(question)
        blocks.append(_block(stem, options))
        where = f'question "{question.key}"'
        if any(len(text.splitlines()) > 1 for text in (stem, *(option.text for option in options))):
            notes.append(Note(where=where, what=ONE_LINE))
        if question.kind is Kind.TRUE_FALSE:
            notes.append(Note(where=where, what=TRUTH))
    notes += notes_of_losses(bank, TITLE, left_out, keeps=("scenario",))
    return Written(encode("\n".join(blocks)), left_out, tuple(notes))


def _block(stem: str, options: tuple[Option, ...]) -> str:
    lines = [f"{_letter(place)}) {_line(option.text)}" for place, option in enumerate(options)]
    right = next(place for place, option in enumerate(options) if option.right)
    return "\n".join([_line(stem), *lines, f"ANSWER: {_letter(right)}", ""])


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _line(text: str) -> str:
    return " ".join(text.split())


def _options(question: Question) -> tuple[Option, ...]:
    if question.kind is not Kind.TRUE_FALSE:
        return question.options
    return (Option("a", "True", question.answer is True), Option("b", "False", question.answer is False))


def why_not(question: Question) -> str:
    """Why Aiken has no form for a question; "" when it has."""
    if question.kind not in (Kind.SINGLE, Kind.TRUE_FALSE):
        return f"Aiken has no form for a question of kind {question.kind}: it knows one right choice only."
    options = _options(question)
    if sum(option.right for option in options) != 1:
        return "Aiken has no form for a question that has not one right option."
    if not 2 <= len(options) <= MOST_OPTIONS:
        return f"Aiken has no form for fewer than two options, or more than {MOST_OPTIONS}."
    if not question.stem.strip() or not all(option.text.strip() for option in options):
        return "It has a text that says nothing yet."
    stem = _line(question.stem)
    if ANSWER.match(stem) or EXTRA.match(stem) or (OPTION.match(stem) and stem[0] in "Aa"):
        return "Aiken would take its words for an option or an answer."
    return ""

"""From a bank to a GIFT file, as Moodle reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from question_banks.exchange.account import Written
from question_banks.exchange.categories import path_of
from question_banks.exchange.decoding import encode
from question_banks.exchange.feedback import truth_apart
from question_banks.exchange.gift.answers import ARROW, FULL
from question_banks.exchange.gift.blocks import COMMENT
from question_banks.exchange.gift.escapes import escaped
from question_banks.exchange.gift.pieces import FORMAT, WEIGHT
from question_banks.exchange.html_text import is_marked_up
from question_banks.exchange.losses import notes_of_losses, stem_with_scenario
from question_banks.exchange.numbers import written
from question_banks.items import is_keyed
from question_banks.model import Bank, Kind, Option, Question, Theme

TITLE = "GIFT"
KEEPS = ("objective", "themes", "scenario", "feedback")
BACKSLASH = re.compile(r"\\(?=[\\:#={}~n])")
TAGGED = re.compile(r"[^\x00-\x1f<>`]+")
NO_ANSWER_WORDS = "GIFT has no form for an answer without words."


def write(bank: Bank) -> Written:
    writing = _Writing(bank)
    text = "\n".join(writing.lines())
    notes = notes_of_losses(bank, TITLE, writing.left_out, KEEPS)
    return Written(encode(text), writing.left_out, notes)


class _Writing:
    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.left_out: dict[str, str] = {}
        self._themes = {theme.key: theme for theme in bank.themes}

    def lines(self) -> Iterator[str]:
        category = ""
        for question in self.bank.questions:
            why = why_not(question)
            if why:
                self.left_out[question.key] = why
                continue
            objective = self.bank.objectives_by_key.get(question.objective)
            title = " ".join(objective.title.split()) if objective else ""
            if title != category:
                category = title
                yield f"$CATEGORY: {BACKSLASH.sub(_doubled, path_of(title))}\n"
            yield self._question(question)

    def _question(self, question: Question) -> str:
        """The question with its key, its tags, and a blank line at its end."""
        stem = stem_with_scenario(self.bank, question)
        tags = "".join(f" [tag:{_bracketed(theme.title)}]" for theme in self._tags(question))
        head = f"// [id:{question.key}]{tags}\n::{question.key}::{_form(question, stem)}{escaped(stem)}"
        general, answers = WRITERS[question.kind](question)
        feedback = f"####{_said(general)}" if general else ""
        if not answers:
            return f"{head}{{{feedback}}}\n"
        opening, *lines = answers
        if not lines:
            return f"{head}{{{opening}{feedback}}}\n"
        inner = "".join(f"\t{line}\n" for line in [*lines, *([feedback] if feedback else [])])
        return f"{head}{{{opening}\n{inner}}}\n"

    def _tags(self, question: Question) -> list[Theme]:
        themes = [self._themes[key] for key in question.themes if key in self._themes]
        return [theme for theme in themes if theme.title.strip() and TAGGED.fullmatch(theme.title)]


def _doubled(found: re.Match[str]) -> str:
    return "\\\\"


def _bracketed(title: str) -> str:
    return title.replace("]", "\\]")


def _form(question: Question, stem: str) -> str:
    """Nothing in a question that reads like HTML is meant as such, so one that does says that it is plain."""
    texts = [
        stem,
        question.feedback,
        *(text for option in question.options for text in (option.text, option.feedback)),
    ]
    texts += [row.text for row in question.rows]
    texts += [accepted.feedback for accepted in question.accepted]
    texts += [number.feedback for number in question.numbers]
    return "[plain]" if any(map(is_marked_up, texts)) or FORMAT.match(stem.lstrip()) else ""


def _said(text: str) -> str:
    """A text within the braces. One that begins as a format's name or a comment does says its format before that."""
    return f"[plain]{escaped(text)}" if FORMAT.match(text) or text.startswith(COMMENT) else escaped(text)


def _with_feedback(answer: str, feedback: str) -> str:
    return f"{answer}#{_said(feedback)}" if feedback else answer


def _weight(credit: float) -> str:
    return f"%{written(credit)}%"


def _truth(question: Question) -> tuple[str, list[str]]:
    general, if_true, if_false = truth_apart(question.feedback)
    right, wrong = (if_true, if_false) if question.answer else (if_false, if_true)
    answer = "TRUE" if question.answer else "FALSE"
    if right:
        answer += f"#{_said(wrong)}#{_said(right)}"
    elif wrong:
        answer += f"#{_said(wrong)}"
    return general, [answer]


def _choices(question: Question) -> tuple[str, list[str]]:
    lines = []
    for option in question.options:
        sign, weight = _sign_and_weight(question, option)
        shown = _weight(weight) if weight is not None else ""
        if not shown and WEIGHT.match(option.text):
            shown = _weight(FULL if sign == "=" else 0)
        lines.append(_with_feedback(f"{sign}{shown}{_said(option.text)}", option.feedback))
    return question.feedback, ["", *lines]


def _sign_and_weight(question: Question, option: Option) -> tuple[str, float | None]:
    if question.kind is Kind.SINGLE:
        return ("=", None) if option.right else ("~", option.credit or None)
    if option.credit is not None:
        return "~", option.credit or None
    right = sum(other.right for other in question.options)
    share = round(FULL / right, 5) if right else 0.0
    if option.right:
        return "~", share
    graded = any(other.credit is not None for other in question.options)
    return "~", None if graded or not right else -share


def _pairs(question: Question) -> tuple[str, list[str]]:
    texts = {option.key: option.text for option in question.options}
    lines = [f"={_said(row.text)} -> {_said(texts[row.answer])}" for row in question.rows]
    used = {row.answer for row in question.rows}
    lines += [f"= -> {_said(option.text)}" for option in question.options if option.key not in used]
    return question.feedback, ["", *lines]


def _order(question: Question) -> tuple[str, list[str]]:
    lines = [_said(option.text) for option in question.options]
    return question.feedback, [f">{len(lines)} ALL", *lines]


def _texts(question: Question) -> tuple[str, list[str]]:
    lines = []
    for accepted in question.accepted:
        weight = _weight(accepted.credit) if accepted.credit != FULL or WEIGHT.match(accepted.text) else ""
        lines.append(_with_feedback(f"={weight}{escaped(accepted.text)}", accepted.feedback))
    return question.feedback, ["", *lines]


def _numbers(question: Question) -> tuple[str, list[str]]:
    lines = []
    for key in question.numbers:
        weight = _weight(key.credit) if key.credit != FULL else ""
        tolerance = f":{written(key.tolerance)}" if key.tolerance else ""
        lines.append(_with_feedback(f"={weight}{written(key.value)}{tolerance}", key.feedback))
    return question.feedback, ["#", *lines]


def _free(question: Question) -> tuple[str, list[str]]:
    return question.feedback, []


WRITERS: Mapping[Kind, Callable[[Question], tuple[str, list[str]]]] = {
    Kind.SINGLE: _choices,
    Kind.SEVERAL: _choices,
    Kind.TRUE_FALSE: _truth,
    Kind.MATCHING: _pairs,
    Kind.ORDERING: _order,
    Kind.SHORT_TEXT: _texts,
    Kind.NUMBER: _numbers,
    Kind.LONG_TEXT: _free,
}
"""For each kind that GIFT has a form for: the general feedback, and the lines between the braces."""


def why_not(question: Question) -> str:
    """Why GIFT has no form for a question; "" when it has."""
    if question.kind not in WRITERS:
        return f"GIFT has no form for a question of kind {question.kind}."
    if not question.stem.strip():
        return "It has no words yet."
    if (
        question.kind is not Kind.LONG_TEXT
        and question.kind is not Kind.SEVERAL
        and not _can_be_keyed(question)
    ):
        return "GIFT has no form for a question of its kind without a right answer."
    return _unfit(question)


def _can_be_keyed(question: Question) -> bool:
    return question.kind is Kind.ORDERING or is_keyed(question)


def _unfit(question: Question) -> str:
    """What GIFT would read as something else."""
    options, kind = question.options, question.kind
    if kind in (Kind.SINGLE, Kind.SEVERAL, Kind.ORDERING) and len(options) < 2:
        return "It has fewer than two options."
    if any(not option.text.strip() for option in options) or any(
        not one.text.strip() for one in question.accepted
    ):
        return NO_ANSWER_WORDS
    if kind is Kind.SINGLE and any(option.right and option.credit not in (None, FULL) for option in options):
        return "GIFT has no form for a right answer that earns less than all the marks."
    if kind is Kind.SEVERAL and any(
        option.right != ((option.credit or 0) > 0) for option in options if option.credit is not None
    ):
        return "GIFT has no form for a right answer that earns nothing, or a wrong one that earns something."
    if kind is Kind.MATCHING:
        return _unfit_pairs(question)
    if kind is Kind.SHORT_TEXT and any(
        ARROW in one.text or ARROW in one.feedback for one in question.accepted
    ):
        return "Moodle would take an arrow (->) in what a short answer holds for a pair to match."
    return ""


def _unfit_pairs(question: Question) -> str:
    texts = [option.text for option in question.options]
    known = {option.key for option in question.options}
    if len(question.rows) < 2 or any(
        not row.text.strip() or row.answer not in known for row in question.rows
    ):
        return "It has fewer than two pairs, or one without both of its sides."
    if any(ARROW in row.text for row in question.rows):
        return "GIFT reads an arrow (->) in the left side of a pair as its middle."
    return "GIFT cannot tell two options of the same words apart." if len(set(texts)) < len(texts) else ""

"""From an Aiken file to a bank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from question_banks.exchange.account import Taken
from question_banks.exchange.aiken.lines import ANSWER, EXTRA, OPTION, Found, letters_in
from question_banks.exchange.keys import letter
from question_banks.exchange.source import Source
from question_banks.exchange.taking import Taking, question, what_it_is
from question_banks.model import Kind, Option

NOT_FINISHED = "It has no line that begins with ANSWER:, which ends a question in Aiken."
NO_WORDS = "There are no words before its options."
NO_OPTION = "Its line ANSWER: names none of its options."
TOO_FEW = "It has fewer than two options."
TAG = re.compile(r"""["']([^"']+)["']|([^\[\],"']+)""")


def tells(source: Source) -> bool:
    """Whether some question is there with its options and, on a line that begins with ANSWER, which is right."""
    if source.is_other:
        return False
    lines = [line.strip() for line in source.lines]
    if not any(line[:1] in "AaCc" and ANSWER.match(line) for line in lines):
        return False
    return any(found.answer is not None and found.options for found in questions_of(lines))


def read(source: Source) -> Taken:
    taking = Taking(source)
    for found in questions_of(line.strip() for line in source.lines):
        _take(taking, found)
    return taking.taken()


def questions_of(lines: Iterator[str] | Sequence[str]) -> Iterator[Found]:
    """The questions of the file in their order, finished or not."""
    found: Found | None = None
    blank = True
    for number, line in enumerate(lines, start=1):
        if not line:
            blank = True
            continue
        if found is None or _begins(found, line, after_blank=blank):
            if found:
                yield found
            found = Found(number)
        _add(found, line)
        blank = False
    if found:
        yield found


def _begins(found: Found, line: str, *, after_blank: bool) -> bool:
    """Whether the line begins another question than the one before it."""
    if EXTRA.match(line) and found.answer is not None:
        return False
    if found.answer is not None:
        # What follows an explanation without a blank line belongs to it.
        return after_blank or not found.last_extra or OPTION.match(line) is not None
    option = OPTION.match(line)
    is_part = ANSWER.match(line) or (option and found.is_next(option[1]))
    return after_blank and bool(found.options) and not is_part


def _add(found: Found, line: str) -> None:
    option, answer, extra = OPTION.match(line), ANSWER.match(line), EXTRA.match(line)
    if extra and found.answer is not None:
        found.last_extra = extra[1]
        found.extras[extra[1]] = extra[2]
    elif found.answer is not None:
        found.extras[found.last_extra] = f"{found.extras[found.last_extra]}\n{line}".strip()
    elif answer:
        found.answer = answer[1]
    elif option and found.is_next(option[1]):
        found.options.append([option[2]])
        found.first = found.first or line
    elif option and found.began_as_option and option[1] in "Aa":
        found.stem = [found.first, *found.options[0][1:]]
        found.options = [[option[2]]]
    elif found.options:
        found.options[-1].append(line)
    else:
        found.stem.append(line)


def _take(taking: Taking, found: Found) -> None:
    where = f"line {found.line}"
    right = letters_in(found.answer or "")
    texts = found.texts
    why = _unfit(found, texts, right)
    if why:
        first = found.text or next(iter(texts), "") or (found.answer or "")
        taking.leave_out(where, what_it_is("question", first), why)
        return
    options = tuple(Option(letter(place), text, place in right) for place, text in enumerate(texts))
    kind = Kind.SEVERAL if len(right) > 1 else Kind.SINGLE
    key = taking.keys.unique(found.text, "question")
    asked = question(key, kind, found.text, options=options, **_extras(taking, found, where))
    taking.add(asked, where)


def _unfit(found: Found, texts: list[str], right: list[int]) -> str:
    if not found.text:
        return NO_WORDS
    if found.answer is None:
        return NOT_FINISHED
    if len(texts) < 2:
        return TOO_FEW
    if not right or max(right) >= len(texts):
        return NO_OPTION
    return "One of its options has no words." if not all(texts) else ""


def _extras(taking: Taking, found: Found, where: str) -> dict[str, Any]:
    """What Chamilo adds behind the answer."""
    extras = found.extras
    feedback = extras.get("ANSWER_EXPLANATION") or extras.get("FEEDBACK") or ""
    tags = [(quoted or bare).strip() for quoted, bare in TAG.findall(extras.get("TAGS", "")[:2_000])]
    fields: dict[str, Any] = {
        "feedback": feedback,
        "help": extras.get("DESCRIPTION", ""),
        "themes": tuple(dict.fromkeys(taking.theme_for(tag) for tag in tags if tag)),
    }
    score = extras.get("SCORE", "").strip()
    if score.isascii() and score.isdigit() and len(score) <= 3 and 1 <= int(score) <= 100:
        fields["marks"] = int(score)
    elif score:
        taking.note(where, "Its score is not a whole number from 1 to 100, so it is worth 1 mark.")
    return fields
